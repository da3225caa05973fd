package dev.batchkit.engine;

import dev.batchkit.batch.RunOutcome;
import dev.batchkit.spi.RowResult;
import dev.batchkit.store.StoreTx;
import dev.batchkit.store.Unit;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows of a page that have verdicts or work in the store: effects and outcomes together, in
 * transactions that are kept short. Where a row's work throws, the transaction is done again up to
 * that row, which fails.
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

  /** Ends the run in a transaction that wrote rows, if it is over. */
  @FunctionalInterface
  interface End {
    /**
     * Gives the outcome of the run; null if it goes on.
     *
     * @param all whether all of the rows are written
     */
    @Nullable RunOutcome in(Unit unit, boolean all);
  }

  /**
   * Writes them.
   *
   * @param places where they are in their page, ascending
   * @param size learns how long it took
   */
  void write(Page<R> page, int[] places, End end, ChunkSize size) throws Exception {
    int from = 0;
    do {
      int through = write(page, places, from, end);
      size.wrote(through - from, run.held());
      run.log().tell(false);
      from = through;
    } while (run.ended() == null && from < places.length);
  }

  /** Writes rows from this one on, and says how far it came. */
  private int write(Page<R> page, int[] places, int from, End end) throws Exception {
    int most = places.length;
    while (true) {
      int[] through = new int[1];
      try {
        int[] next = Arrays.copyOfRange(places, from, most);
        run.inUnit(
            "chunk",
            unit -> {
              through[0] = from + inUnit(unit, page, next);
              return end.in(unit, through[0] == places.length);
            });
        recorder.committed();
        return through[0];
      } catch (RowFailed failed) {
        page.settle(failed.place(), Activities.failure(failed.getCause()));
        boolean dividable = page.chunk().isDividable();
        most = dividable ? Arrays.binarySearch(places, failed.place()) + 1 : places.length;
      }
    }
  }

  /** Writes as many of these as a short transaction takes, and gives their number. */
  private int inUnit(Unit unit, Page<R> page, int[] places) throws Exception {
    StoreTx tx = new HandlerTx(run, unit);
    boolean dividable = page.chunk().isDividable();
    long begun = System.nanoTime();
    recorder.begin(places.length);
    page.chunk().begin(tx);
    int written = 0;
    boolean going = true;
    while (going && written < places.length) {
      write(page, places[written], tx);
      written++;
      going =
          !dividable || (!recorder.mustStop() && System.nanoTime() - begun <= ChunkSize.MOST_NANOS);
    }
    recorder.write(unit);
    return written;
  }

  private void write(Page<R> page, int place, StoreTx tx) throws Exception {
    RowResult result = result(page, place, tx);
    if (result != null) {
      recorder.result(
          page.row(place),
          result,
          execution.isTriedAgain(page, place),
          execution.waits(page, place));
    }
  }

  private @Nullable RowResult result(Page<R> page, int place, StoreTx tx) throws Exception {
    try {
      return page.finish(place, tx);
    } catch (Exception e) {
      throw RowFailed.of(place, e);
    }
  }
}
