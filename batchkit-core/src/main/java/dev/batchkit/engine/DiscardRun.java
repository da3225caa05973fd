package dev.batchkit.engine;

import dev.batchkit.batch.Batch;
import dev.batchkit.batch.BatchStatus;
import dev.batchkit.batch.RunOutcome;
import dev.batchkit.store.RowQuery;
import dev.batchkit.store.RowTable;
import dev.batchkit.store.StoredRow;
import dev.batchkit.store.Unit;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads a batch once more, and has it sealed and frozen as it is. */
final class DiscardRun<I, R> implements RunBody {
  private final ActiveRun<I, R> run;
  private final BatchStatus before;
  private final RowTable table;
  private final ChunkSize size = new ChunkSize();

  DiscardRun(ActiveRun<I, R> run, BatchStatus before) {
    this.run = run;
    this.before = before;
    table = run.table();
  }

  @Override
  public void go() {
    run.log().phase("sealing");
    Batch batch = run.batch();
    run.log().entry("batch:" + batch.id(), table.name());
    run.requireGoing();
    run.clearOutside();
    Freezing freezing =
        new Freezing(run, run.store().rows().counts(table, batch.id().value(), batch.rows()));
    Seal.Rows rows = new RunDigest(table).catchUp(this::page);
    run.requireGoing();
    run.inUnit("finish", unit -> finish(unit, freezing, rows));
  }

  private List<StoredRow> page(long after) {
    run.requireGoing();
    Batch batch = run.batch();
    List<StoredRow> page =
        run.store()
            .rows()
            .page(
                table,
                new RowQuery(
                    batch.id().value(), batch.rows(), after, Set.of(), true, size.limit()));
    size.read(page);
    run.log().done(page.size());
    run.log().tell(false);
    return page;
  }

  private RunOutcome finish(Unit unit, Freezing freezing, Seal.Rows rows) {
    run.log().allDone();
    HeaderDraft header = new HeaderDraft(run.batch());
    header.status = BatchStatus.KILLED;
    freezing.freeze(unit, header, Map.of(), rows);
    return RunOutcome.SUCCESS;
  }

  @Override
  public void abandon(HeaderDraft header, RunOutcome outcome) {
    header.status = before;
  }
}
