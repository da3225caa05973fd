package dev.batchkit.engine;

import dev.batchkit.batch.Batch;
import dev.batchkit.batch.Row;
import dev.batchkit.spi.QuickEntryContext;
import java.util.List;

/** What a quick entry may look at. */
final class QuickLook<I, R> extends BatchSnapshot implements QuickEntryContext<I, R> {
  private static final int MOST_FOUND = 100;

  private final Reading reading;
  private final Codec<I, R> codec;

  QuickLook(Reading reading, Codec<I, R> codec, Batch batch) {
    super(batch);
    this.reading = reading;
    this.codec = codec;
  }

  @Override
  public List<Row<R>> find(String component, Object value) {
    Selection same = Selection.ALL.range(codec.range(batch(), component, value, value));
    return reading.rows(codec, batch(), same, MOST_FOUND);
  }

  @Override
  public I input(Row<R> row) {
    return codec.input(row);
  }
}
