package dev.batchkit.engine;

import dev.batchkit.batch.Row;
import dev.batchkit.batch.RowOutcome;
import dev.batchkit.error.InvalidValue;
import dev.batchkit.spi.ExternalWork;
import dev.batchkit.spi.RowExecutor;
import dev.batchkit.spi.RowResult;
import dev.batchkit.store.StoreTx;
import dev.batchkit.store.StoredRow;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
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
    if (chunk.hasExternal() && !chunk.isDividable()) {
      String fault = "chunk: has work as a whole and external rows";
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

  Deque<Integer> externals() {
    Deque<Integer> externals = new ArrayDeque<>();
    for (int i = 0; chunk.hasExternal() && i < places.length; i++) {
      if (isExternal(i)) {
        externals.add(i);
      }
    }
    return externals;
  }

  /** Whether a row gets its result in a transaction. */
  boolean hasPlain() {
    for (int i = 0; i < places.length; i++) {
      if (results[i] != null || (places[i] >= 0 && !chunk.isExternal(places[i]))) {
        return true;
      }
    }
    return false;
  }

  /** Does in a transaction what is to be done there, and gives the result of the row, if it has. */
  @Nullable RowResult finish(int place, StoreTx tx) throws Exception {
    if (places[place] >= 0 && !isExternal(place)) {
      results[place] = chunk.finish(places[place], tx);
    }
    return results[place];
  }

  /** The row's work threw: instead of it the row gets this. */
  void fail(int place, RowResult result) {
    chunk.fail(places[place], result);
  }
}
