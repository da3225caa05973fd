package dev.batchkit.engine;

import dev.batchkit.batch.Row;
import dev.batchkit.error.InvalidValue;
import dev.batchkit.spi.Chunk;
import dev.batchkit.spi.ExternalWork;
import dev.batchkit.spi.RowResult;
import dev.batchkit.spi.RowWork;
import dev.batchkit.store.StoreTx;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The rows of a chunk, with a verdict or work for each. */
final class ChunkOf<R> implements Chunk<R> {
  private static final RowResult NONE =
      RowResult.failed("the handler gave neither a verdict nor work for this row");

  private static final RowResult NOTHING =
      RowResult.failed("the handler's work gave no result for this row");

  private final List<Row<R>> rows;
  private final @Nullable Object[] plans;
  private final List<ChunkWork> works = new ArrayList<>();
  private boolean external;
  private int hint;

  ChunkOf(List<Row<R>> rows) {
    this.rows = rows;
    this.plans = new Object[rows.size()];
  }

  @Override
  public List<Row<R>> rows() {
    return rows;
  }

  @Override
  public void verdict(Row<R> row, RowResult result) {
    plans[place(row)] = result;
  }

  @Override
  public void inStore(Row<R> row, RowWork<R> work) {
    plans[place(row)] = work;
  }

  @Override
  public void inStore(ChunkWork work) {
    works.add(work);
  }

  @Override
  public void external(Row<R> row, ExternalWork<R> work) {
    plans[place(row)] = work;
    external = true;
  }

  private int place(Row<R> row) {
    for (int i = 0; i < rows.size(); i++) {
      int place = (hint + i) % rows.size();
      if (rows.get(place).sequence() == row.sequence()) {
        hint = place + 1;
        return place;
      }
    }
    throw new InvalidValue(
        "Row " + row.sequence() + " is not in this chunk. Give verdicts on the chunk's own rows.",
        List.of("row: not in this chunk"),
        null);
  }

  boolean isPlanned(int place) {
    return plans[place] != null;
  }

  /** Whether rows may be external. */
  boolean hasExternal() {
    return external;
  }

  boolean isExternal(int place) {
    return external && plans[place] instanceof ExternalWork<?>;
  }

  @SuppressWarnings("unchecked") // only place() puts plans in
  ExternalWork<R> external(int place) {
    return (ExternalWork<R>) Objects.requireNonNull(plans[place]);
  }

  boolean isDividable() {
    return works.isEmpty();
  }

  void begin(StoreTx tx) throws Exception {
    for (ChunkWork work : works) {
      work.run(tx);
    }
  }

  @SuppressWarnings("unchecked") // only place() puts plans in
  RowResult finish(int place, StoreTx tx) throws Exception {
    Object plan = plans[place];
    if (plan instanceof RowWork<?> work) {
      RowResult result = ((RowWork<R>) work).apply(rows.get(place), tx);
      return result == null ? NOTHING : result; // a handler may be written without null checks
    }
    return plan instanceof RowResult result ? result : NONE;
  }

  void fail(int place, RowResult result) {
    plans[place] = result;
  }
}
