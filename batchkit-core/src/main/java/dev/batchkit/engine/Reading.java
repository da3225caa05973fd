package dev.batchkit.engine;

import dev.batchkit.batch.Batch;
import dev.batchkit.batch.BatchStatus;
import dev.batchkit.batch.Column;
import dev.batchkit.batch.Row;
import dev.batchkit.batch.RowOutcome;
import dev.batchkit.batch.Severity;
import dev.batchkit.batch.StatusCount;
import dev.batchkit.batch.StatusInfo;
import dev.batchkit.batch.Verification;
import dev.batchkit.error.InvalidValue;
import dev.batchkit.store.BatchQuery;
import dev.batchkit.store.RowOrder;
import dev.batchkit.store.RowQuery;
import dev.batchkit.store.RowSearch;
import dev.batchkit.store.RowTable;
import dev.batchkit.store.Store;
import dev.batchkit.store.StoredRow;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
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
    return Headers.get(store.batches(), id, type);
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

  /** How many rows there are in all. */
  public long count(Codec<?, ?> codec, Batch batch, Selection selection) {
    RowTable table = codec.table(batch);
    Set<String> statuses = statuses(table, batch, selection);
    return statuses == null
        ? 0
        : store
            .rows()
            .count(table, batch.columns(), search(batch, selection.after(0), statuses, 0));
  }

  /** A page of rows as they are stored. */
  List<StoredRow> stored(Codec<?, ?> codec, Batch batch, Selection selection, int limit) {
    RowTable table = codec.table(batch);
    Set<String> statuses = statuses(table, batch, selection);
    if (statuses == null) {
      return List.of();
    }
    RowSearch search = from(table, batch, selection, search(batch, selection, statuses, limit));
    if (isPlain(search)) {
      return store.rows().page(table, search.rows());
    }
    List<StoredRow> page = store.rows().search(table, batch.columns(), search);
    if (selection.backwards()) {
      page = new ArrayList<>(page);
      Collections.reverse(page);
    }
    return page;
  }

  private static boolean isPlain(RowSearch search) {
    return search.ranges().isEmpty()
        && search.problems().isEmpty()
        && search.order().equals(RowOrder.BY_SEQUENCE);
  }

  private static RowSearch search(
      Batch batch, Selection selection, Set<String> statuses, int limit) {
    RowQuery rows =
        new RowQuery(
            batch.id().value(),
            batch.rows(),
            selection.from(),
            statuses,
            selection.withRemoved(),
            limit);
    return new RowSearch(rows, selection.ranges(), selection.problems(), selection.reading());
  }

  /**
   * The codes that wanted rows have; empty for any, null if there are no such rows. A row with a
   * problem has a status that is not OK, unless its type says of some problems that they are.
   */
  private @Nullable Set<String> statuses(RowTable table, Batch batch, Selection selection) {
    Predicate<StatusInfo> wanted = selection.statuses();
    if (!selection.problems().isEmpty() && !hasProblemsThatAreOk(batch)) {
      Predicate<StatusInfo> bad = status -> status.severity() != Severity.OK;
      wanted = wanted == null ? bad : wanted.and(bad);
    }
    if (wanted == null) {
      return Set.of();
    }
    Set<String> there = store.rows().statuses(table, batch.id().value());
    Set<String> codes = new HashSet<>();
    for (String code : there) {
      if (wanted.test(Codec.statusOf(batch, code))) {
        codes.add(code);
      }
    }
    if (codes.isEmpty()) {
      return null;
    }
    return codes.equals(there) ? Set.of() : codes;
  }

  private static boolean hasProblemsThatAreOk(Batch batch) {
    return batch.statuses().stream()
        .anyMatch(
            status ->
                status.severity() == Severity.OK && !status.code().equals(Severity.OK.code()));
  }

  /** The search with the cell of the row to go on from. */
  private RowSearch from(RowTable table, Batch batch, Selection selection, RowSearch search) {
    RowOrder order = search.order();
    if (order.column() == null || selection.from() == 0) {
      return search;
    }
    StoredRow next =
        store
            .rows()
            .find(table, batch.id().value(), selection.from())
            .orElseThrow(
                () -> {
                  String fault =
                      (selection.backwards() ? "before" : "after") + ": there is no such row";
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
    return new RowSearch(
        search.rows(),
        search.ranges(),
        search.problems(),
        new RowOrder(order.column(), order.descending(), CellsCodec.cell(table, next, column)));
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

  static void requireLimit(int limit) {
    if (limit < 1 || limit > MOST_ROWS_A_PAGE) {
      String fault = "limit: must be 1 to " + MOST_ROWS_A_PAGE;
      throw new InvalidValue("A page cannot be read: " + fault + ".", List.of(fault), null);
    }
  }
}
