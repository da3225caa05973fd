package dev.batchkit.engine;

import dev.batchkit.batch.Row;
import dev.batchkit.error.InvalidValue;
import dev.batchkit.spi.Chunk;
import dev.batchkit.spi.ExternalWork;
import dev.batchkit.spi.PreparedWork;
import dev.batchkit.spi.RowPreparation;
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
  private boolean prepared;
  private int stage;
  private int hint;

  /** The plan to prepare a row, once every row of an earlier stage is written. */
  private record Preparing<R>(RowPreparation<R> preparation, int stage) {}

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

  @Override
  public void prepare(Row<R> row, RowPreparation<R> preparation) {
    plans[place(row)] = new Preparing<>(preparation, stage);
    prepared = true;
  }

  @Override
  public void barrier() {
    stage++;
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

  /** Whether rows may have to be prepared. */
  boolean hasPrepared() {
    return prepared;
  }

  /** Whether a row is still to be prepared. */
  boolean isToBePrepared(int place) {
    return prepared && plans[place] instanceof Preparing<?>;
  }

  RowPreparation<R> preparation(int place) {
    return preparing(place).preparation();
  }

  /** How many barriers stand before a row that is to be prepared. */
  int stage(int place) {
    return preparing(place).stage();
  }

  @SuppressWarnings("unchecked") // only place() puts plans in
  private Preparing<R> preparing(int place) {
    return (Preparing<R>) Objects.requireNonNull(plans[place]);
  }

  /** A row is prepared: from now on it is one with work in the store. */
  void prepared(int place, PreparedWork<R> work) {
    plans[place] = work;
  }

  boolean hasAhead(int place) {
    return plans[place] instanceof PreparedWork<?> work && work.hasAhead();
  }

  @SuppressWarnings("unchecked") // only place() puts plans in
  void ahead(int place, StoreTx tx) throws Exception {
    ((PreparedWork<R>) Objects.requireNonNull(plans[place])).ahead(rows.get(place), tx);
  }

  /** Whether a row gets its result from another thread. */
  boolean isAsked(int place) {
    return isExternal(place) || isToBePrepared(place);
  }

  boolean hasAsked() {
    return external || prepared;
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

  /** Instead of its plan a row gets this. */
  void settle(int place, RowResult result) {
    plans[place] = result;
  }
}
