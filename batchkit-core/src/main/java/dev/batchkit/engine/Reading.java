package dev.batchkit.engine;

import dev.batchkit.batch.Batch;
import dev.batchkit.batch.BatchStatus;
import dev.batchkit.batch.Column;
import dev.batchkit.batch.Row;
import dev.batchkit.batch.RowOutcome;
import dev.batchkit.batch.StatusCount;
import dev.batchkit.batch.Verification;
import dev.batchkit.error.InvalidValue;
import dev.batchkit.store.BatchQuery;
import dev.batchkit.store.RowOrder;
import dev.batchkit.store.RowQuery;
import dev.batchkit.store.RowSearch;
import dev.batchkit.store.RowTable;
import dev.batchkit.store.Store;
import dev.batchkit.store.StoredRow;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads batches and rows as they are committed. Safe for any number of threads. */
public final class Reading {
  private static final int MOST_ROWS_A_PAGE = 10_000;

  private final Store store;

  Reading(Store store) {
    this.store = store;
  }

  /** A header; of this type, if one is named. */
  public Batch get(long id, @Nullable String type) {
    Batch batch = Headers.get(store.batches(), id);
    if (type != null && !type.equals(batch.type())) {
      throw Headers.noSuchBatch(id);
    }
    return batch;
  }

  /** The header with a natural key. */
  public Optional<Batch> find(@Nullable String type, String key) {
    return type == null
        ? Optional.empty()
        : store.batches().findByKey(type, key).flatMap(store.batches()::find);
  }

  /** A page of headers. */
  public List<Batch> page(
      @Nullable String type, @Nullable BatchStatus status, long before, int limit) {
    requireLimit(limit);
    return store.batches().page(new BatchQuery(type, status, before, limit));
  }

  /** A page of rows. */
  public <R> List<Row<R>> rows(Codec<?, R> codec, Batch batch, Selection selection, int limit) {
    requireLimit(limit);
    return stored(codec, batch, selection, limit).stream().map(codec.rows(batch)).toList();
  }

  /** A page of rows as they are stored. */
  List<StoredRow> stored(Codec<?, ?> codec, Batch batch, Selection selection, int limit) {
    RowTable table = codec.table(batch);
    RowQuery query =
        new RowQuery(
            batch.id().value(),
            batch.rows(),
            selection.after(),
            selection.statuses(),
            selection.withRemoved(),
            limit);
    return selection.isPlain()
        ? store.rows().page(table, query)
        : store
            .rows()
            .search(
                table,
                batch.columns(),
                new RowSearch(query, selection.ranges(), order(table, batch, selection)));
  }

  /** The order, with the cell of the row to go on after. */
  private @Nullable RowOrder order(RowTable table, Batch batch, Selection selection) {
    RowOrder order = selection.order();
    if (order == null || selection.after() == 0) {
      return order;
    }
    StoredRow last =
        store
            .rows()
            .find(table, batch.id().value(), selection.after())
            .orElseThrow(
                () -> {
                  String fault = "after: there is no such row";
                  return new InvalidValue(
                      batch.name() + " cannot be read from there: " + fault + ". Begin again.",
                      List.of(fault),
                      null);
                });
    Column column =
        batch.columns().stream()
            .filter(c -> c.name().equals(order.column()))
            .findFirst()
            .orElseThrow();
    return new RowOrder(order.column(), order.descending(), CellsCodec.cell(table, last, column));
  }

  /** One visible row. */
  public <R> Optional<Row<R>> row(Codec<?, R> codec, Batch batch, long sequence) {
    if (sequence < batch.rows().from() || sequence > batch.rows().through()) {
      return Optional.empty();
    }
    return store
        .rows()
        .find(codec.table(batch), batch.id().value(), sequence)
        .map(codec.rows(batch));
  }

  /** Counts rows by status and outcome. */
  public List<StatusCount> breakdown(Batch batch) {
    return store.rows().counts(Headers.table(batch), batch.id().value(), batch.rows()).stream()
        .map(
            count ->
                new StatusCount(
                    Codec.statusOf(batch, count.status()),
                    count.outcome() == null ? null : RowOutcome.valueOf(count.outcome()),
                    count.count()))
        .toList();
  }

  /** Compares the seal with what is stored. */
  public Verification verify(Batch batch) {
    if (batch.seal() == null) {
      throw Headers.wrongState(batch, "it is not frozen, so it has no seal", "Execute it first.");
    }
    String found = Seals.again(store, Headers.table(batch), batch);
    return new Verification(batch.id(), found.equals(batch.seal()), batch.seal(), found);
  }

  private static void requireLimit(int limit) {
    if (limit < 1 || limit > MOST_ROWS_A_PAGE) {
      String fault = "limit: must be 1 to " + MOST_ROWS_A_PAGE;
      throw new InvalidValue("A page cannot be read: " + fault + ".", List.of(fault), null);
    }
  }
}
