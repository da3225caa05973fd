package dev.batchkit.engine;

import dev.batchkit.batch.Row;
import dev.batchkit.batch.RowOutcome;
import dev.batchkit.error.InvalidValue;
import dev.batchkit.spi.ExternalWork;
import dev.batchkit.spi.PreparedWork;
import dev.batchkit.spi.RowExecutor;
import dev.batchkit.spi.RowPreparation;
import dev.batchkit.spi.RowResult;
import dev.batchkit.store.StoreTx;
import dev.batchkit.store.StoredRow;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A page of rows with their results as they become known. */
final class Page<R> {
  private static final int CLOSED = -1;

  private final List<StoredRow> rows;
  private final @Nullable RowResult[] results;
  private final int[] places;
  private final ChunkOf<R> chunk;

  /**
   * Makes one.
   *
   * @param isOpen which rows are to get a result
   * @param leaveOut gives the result of those that the handler does not get, null for the others
   */
  Page(
      List<StoredRow> rows,
      Predicate<StoredRow> isOpen,
      Function<StoredRow, @Nullable RowResult> leaveOut,
      Function<StoredRow, Row<R>> reader) {
    this.rows = rows;
    results = new RowResult[rows.size()];
    places = new int[rows.size()];
    List<Row<R>> handed = new ArrayList<>(rows.size());
    for (int i = 0; i < places.length; i++) {
      StoredRow row = rows.get(i);
      places[i] = CLOSED;
      if (!row.removed() && isOpen.test(row)) {
        results[i] = leaveOut.apply(row);
        if (results[i] == null) {
          places[i] = handed.size();
          handed.add(reader.apply(row));
        }
      }
    }
    chunk = new ChunkOf<>(List.copyOf(handed));
  }

  /**
   * The handler's part, outside any transaction.
   *
   * @return whether it was asked to stop, and left rows unreached: they stay so
   */
  boolean plan(RowExecutor<R> executor, ActiveRun<?, ?> run) throws Exception {
    if (chunk.rows().isEmpty()) {
      return false;
    }
    executor.apply(chunk);
    if (chunk.hasAsked() && !chunk.isDividable()) {
      String fault = "chunk: has work as a whole and rows that are external or prepared";
      throw new InvalidValue(
          run.batch().name()
              + " cannot be executed: its handler gave a "
              + fault
              + ". Register the work row by row.",
          List.of(fault),
          null);
    }
    boolean stopped = false;
    for (int i = 0; run.isAskedToStop() && i < places.length; i++) {
      if (places[i] >= 0 && !chunk.isPlanned(places[i])) {
        places[i] = CLOSED;
        stopped = true;
      }
    }
    return stopped;
  }

  int size() {
    return rows.size();
  }

  StoredRow row(int place) {
    return rows.get(place);
  }

  Row<R> handed(int place) {
    return chunk.rows().get(places[place]);
  }

  ExternalWork<R> external(int place) {
    return chunk.external(places[place]);
  }

  ChunkOf<R> chunk() {
    return chunk;
  }

  @Nullable RowResult result(int place) {
    return results[place];
  }

  void result(int place, RowResult result) {
    results[place] = result;
  }

  boolean isExternal(int place) {
    return places[place] >= 0 && chunk.isExternal(places[place]);
  }

  /** Whether the call of an external row may have been made by a run that did not tell. */
  boolean isUnknown(int place) {
    return RowOutcome.UNKNOWN.name().equals(rows.get(place).outcome());
  }

  /** The rows that are external. */
  Deque<Integer> externals() {
    return IntStream.range(0, chunk.hasExternal() ? places.length : 0)
        .filter(this::isExternal)
        .boxed()
        .collect(Collectors.toCollection(ArrayDeque::new));
  }

  /** The rows that are to be prepared, in the order in which they are begun. */
  Deque<Integer> preparations() {
    return IntStream.range(0, chunk.hasPrepared() ? places.length : 0)
        .filter(place -> places[place] >= 0 && chunk.isToBePrepared(places[place]))
        .boxed()
        .sorted(Comparator.comparingInt(this::stage))
        .collect(Collectors.toCollection(ArrayDeque::new));
  }

  /** How many barriers stand before a row that is to be prepared. */
  int stage(int place) {
    return chunk.stage(places[place]);
  }

  RowPreparation<R> preparation(int place) {
    return chunk.preparation(places[place]);
  }

  /** A row is prepared: from now on it is one with work in the store. */
  void prepared(int place, PreparedWork<R> work) {
    chunk.prepared(places[place], work);
  }

  /** Whether a part of a row that is prepared is to be written ahead of its outcome. */
  boolean hasAhead(int place) {
    return chunk.hasAhead(places[place]);
  }

  void ahead(int place, StoreTx tx) throws Exception {
    chunk.ahead(places[place], tx);
  }

  /** The rows that get no result from another thread, those that get none at all with them. */
  int[] plain() {
    return IntStream.range(0, places.length).filter(place -> !isAsked(place)).toArray();
  }

  private boolean isAsked(int place) {
    return places[place] >= 0 && chunk.isAsked(places[place]);
  }

  /** Whether a row gets its result in a transaction. */
  boolean hasPlain() {
    return IntStream.range(0, places.length)
        .anyMatch(place -> results[place] != null || (places[place] >= 0 && !isAsked(place)));
  }

  /** Does in a transaction what is to be done there, and gives the result of the row, if it has. */
  @Nullable RowResult finish(int place, StoreTx tx) throws Exception {
    if (places[place] >= 0) {
      results[place] = chunk.finish(places[place], tx);
    }
    return results[place];
  }

  /** Keeps no more of a row that is written than its result. */
  void release(int place) {
    RowResult result = results[place];
    if (result != null) {
      settle(place, result);
    }
  }

  /** Instead of its work a row gets this. */
  void settle(int place, RowResult result) {
    chunk.settle(places[place], result);
  }
}
