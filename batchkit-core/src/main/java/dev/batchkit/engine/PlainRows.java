package dev.batchkit.engine;

import dev.batchkit.error.OutcomeUnknown;
import dev.batchkit.error.StoreBusy;
import dev.batchkit.error.StoreFailed;
import dev.batchkit.error.UnsupportedByStore;
import dev.batchkit.spi.RowResult;
import dev.batchkit.store.DeliveryWrites;
import dev.batchkit.store.SessionWrites;
import dev.batchkit.store.StoreTx;
import dev.batchkit.store.Unit;
import java.sql.Connection;
import org.jspecify.annotations.Nullable;

/**
 * Writes the rows of a page that have verdicts or work in the store: effects and outcomes together,
 * in transactions that are kept short. Where a row's work throws, the transaction is done again up
 * to that row, which fails.
 */
final class PlainRows<R> {
  private final Execution<?, R> execution;
  private final ActiveRun<?, R> run;
  private final Recorder recorder;

  PlainRows(Execution<?, R> execution, ActiveRun<?, R> run, Recorder recorder) {
    this.execution = execution;
    this.run = run;
    this.recorder = recorder;
  }

  /**
   * Writes them.
   *
   * @param last whether the run may end with them
   * @param size learns how long it took
   */
  void write(Page<R> page, boolean last, ChunkSize size) throws Exception {
    int from = 0;
    do {
      int through = write(page, from, last);
      size.wrote(through - from, run.held());
      run.log().tell(false);
      from = through;
    } while (run.ended() == null && from < page.size());
  }

  /** Writes rows from this place on, and gives the place that it came to. */
  private int write(Page<R> page, int from, boolean last) throws Exception {
    int most = page.size();
    while (true) {
      int[] through = new int[1];
      try {
        int limit = most;
        run.inUnit(
            "chunk",
            unit -> {
              through[0] = inUnit(unit, page, from, limit);
              return execution.end(unit, page, last && through[0] == page.size());
            });
        recorder.committed();
        return through[0];
      } catch (RowFailed failed) {
        page.fail(failed.place(), Activities.failure(failed.getCause()));
        most = page.chunk().isDividable() ? failed.place() + 1 : page.size();
      }
    }
  }

  private int inUnit(Unit unit, Page<R> page, int from, int limit) throws Exception {
    StoreTx tx = new HandlerTx(unit);
    boolean dividable = page.chunk().isDividable();
    long begun = System.nanoTime();
    recorder.begin(limit - from);
    page.chunk().begin(tx);
    int place = from;
    boolean going = true;
    while (going && place < limit) {
      RowResult result = result(page, place, tx);
      if (result != null) {
        recorder.result(
            page.row(place),
            result,
            execution.isTriedAgain(page, place),
            execution.waits(page, place));
      }
      place++;
      going =
          !dividable || (!recorder.mustStop() && System.nanoTime() - begun <= ChunkSize.MOST_NANOS);
    }
    recorder.write(unit);
    return place;
  }

  private @Nullable RowResult result(Page<R> page, int place, StoreTx tx) throws Exception {
    try {
      return page.finish(place, tx);
    } catch (InterruptedException | RunCancelled e) {
      throw e;
    } catch (StoreFailed | StoreBusy | OutcomeUnknown | UnsupportedByStore e) {
      throw e;
    } catch (Exception e) {
      throw new RowFailed(place, e);
    }
  }

  /** All of a unit that a handler may see. */
  private static final class HandlerTx implements StoreTx {
    private final Unit unit;

    HandlerTx(Unit unit) {
      this.unit = unit;
    }

    @Override
    public Connection connection() {
      return unit.connection();
    }

    @Override
    public SessionWrites sessions() {
      return unit.sessions();
    }

    @Override
    public DeliveryWrites deliveries() {
      return unit.deliveries();
    }
  }
}
