package dev.batchkit.engine;

import dev.batchkit.batch.Batch;
import dev.batchkit.batch.BatchId;
import dev.batchkit.batch.Row;
import dev.batchkit.spi.PopulateContext;
import dev.batchkit.spi.RowSource;
import dev.batchkit.store.StoredRow;
import java.util.List;
import java.util.function.Function;

/** The rows of a batch as the source of another's, all of one version of it. */
final class RowsSource<R, I> implements RowSource<I> {
  private final Reading reading;
  private final Codec<?, R> codec;
  private final BatchId id;
  private final Selection selection;
  private final Function<Row<R>, I> mapper;

  RowsSource(
      Reading reading,
      Codec<?, R> codec,
      BatchId id,
      Selection selection,
      Function<Row<R>, I> mapper) {
    this.reading = reading;
    this.codec = codec;
    this.id = id;
    this.selection = selection;
    this.mapper = mapper;
  }

  @Override
  public void addTo(PopulateContext<I> target) {
    Batch batch = reading.get(id.value(), null);
    target.source(batch);
    target.expect(reading.count(codec, batch, selection));
    Function<StoredRow, Row<R>> rows = codec.rows(batch);
    ChunkSize size = new ChunkSize();
    List<StoredRow> page = page(batch, 0, size);
    while (!page.isEmpty()) {
      page.forEach(row -> target.add(mapper.apply(rows.apply(row))));
      page = page(batch, page.get(page.size() - 1).sequence(), size);
    }
    requireUnchanged(batch);
  }

  private List<StoredRow> page(Batch batch, long after, ChunkSize size) {
    List<StoredRow> page = reading.stored(codec, batch, selection.after(after), size.limit());
    size.read(page);
    return page;
  }

  private void requireUnchanged(Batch read) {
    Batch now = reading.get(id.value(), null);
    if (now.version() != read.version()) {
      throw Headers.wrongState(
          now, "it changed while another batch was made from its rows", "Make it again.");
    }
  }
}
