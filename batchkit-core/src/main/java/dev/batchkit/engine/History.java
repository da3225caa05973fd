package dev.batchkit.engine;

import dev.batchkit.batch.Batch;
import dev.batchkit.batch.Change;
import dev.batchkit.batch.UtcText;
import dev.batchkit.json.Json;
import dev.batchkit.store.Store;
import dev.batchkit.store.StoredChange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what people changed. Safe for any number of threads. */
public final class History {
  private final Store store;

  History(Store store) {
    this.store = store;
  }

  /** The changes of a row. */
  public <I> List<Change<I>> ofRow(Codec<I, ?> codec, Batch batch, long sequence) {
    return store.changes().ofRow(batch.id().value(), sequence).stream()
        .map(stored -> change(codec, batch, stored))
        .toList();
  }

  /** A page of the changes of a batch. */
  public <I> List<Change<I>> page(
      Codec<I, ?> codec, Batch batch, @Nullable Change<?> after, int limit) {
    Reading.requireLimit(limit);
    long sequence = after == null ? 0 : after.sequence();
    long version = after == null ? 0 : after.version();
    return store.changes().page(batch.id().value(), sequence, version, limit).stream()
        .map(stored -> change(codec, batch, stored))
        .toList();
  }

  private static <I> Change<I> change(Codec<I, ?> codec, Batch batch, StoredChange stored) {
    return new Change<>(
        batch.id(),
        stored.sequence(),
        stored.version(),
        UtcText.parse(stored.at()),
        stored.byId(),
        input(codec, stored.before()),
        input(codec, stored.after()),
        stored.runId());
  }

  private static <I> @Nullable I input(Codec<I, ?> codec, @Nullable String json) {
    return json == null ? null : codec.parseInput(Json.of(json));
  }
}
