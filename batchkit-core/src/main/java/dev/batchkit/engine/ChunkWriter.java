package dev.batchkit.engine;

import dev.batchkit.batch.ExecuteOptions;
import dev.batchkit.batch.Problem;
import dev.batchkit.batch.Row;
import dev.batchkit.batch.RowOutcome;
import dev.batchkit.batch.RunOutcome;
import dev.batchkit.batch.Severity;
import dev.batchkit.batch.StatusInfo;
import dev.batchkit.error.OutcomeUnknown;
import dev.batchkit.error.StoreBusy;
import dev.batchkit.error.StoreFailed;
import dev.batchkit.error.UnsupportedByStore;
import dev.batchkit.json.Json;
import dev.batchkit.spi.RowExecutor;
import dev.batchkit.spi.RowResult;
import dev.batchkit.store.OutcomeMark;
import dev.batchkit.store.RowTable;
import dev.batchkit.store.StoreTx;
import dev.batchkit.store.StoredRow;
import dev.batchkit.store.Unit;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Applies one page of rows after the other: the handler's part outside any transaction, then
 * effects and outcomes together in transactions that are kept short. Where a row's work throws, the
 * transaction is done again up to that row, which fails.
 */
final class ChunkWriter<I, R> {
  /** Ends the run inside the transaction of the last rows. */
  @FunctionalInterface
  interface Ending {
    RunOutcome end(Unit unit, Seal.Rows rows);
  }

  private final ActiveRun<I, R> run;
  private final ExecuteOptions options;
  private final RowTable table;
  private final RowExecutor<R> executor;
  private final Ending ending;
  private final Function<StoredRow, Row<R>> reader;
  private final Seal.Rows digest;
  private final Map<String, RowResult> leftOut = new HashMap<>();

  ChunkWriter(
      ActiveRun<I, R> run,
      ExecuteOptions options,
      RowTable table,
      RowExecutor<R> executor,
      Ending ending) {
    this.run = run;
    this.options = options;
    this.table = table;
    this.executor = executor;
    this.ending = ending;
    reader = run.binding().codec().rows(run.batch());
    digest = new Seal.Rows(table);
  }

  /**
   * Applies a page.
   *
   * @param last whether the run ends with it
   * @param size learns how long it took
   */
  void write(List<StoredRow> stored, boolean last, ChunkSize size) throws Exception {
    Page page = new Page(stored);
    boolean stopped = page.apply();
    int from = 0;
    do {
      long begun = System.nanoTime();
      int through = page.write(from, last && !stopped);
      size.wrote(through - from, System.nanoTime() - begun);
      run.log().tell(false);
      from = through;
    } while (from < stored.size());
    if (stopped) {
      throw new RunCancelled();
    }
  }

  private @Nullable RowResult leaveOut(StoredRow row) {
    return leftOut.computeIfAbsent(row.status(), this::leaveOut);
  }

  private @Nullable RowResult leaveOut(String code) {
    StatusInfo status = Codec.statusOf(run.batch(), code);
    boolean out =
        status.severity() == Severity.SKIP
            || (status.severity() == Severity.ERROR && options.leavesOutErrors());
    return out ? RowResult.skipped("left out: " + status.label()) : null;
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
  }

  /** A page of rows with their results as they become known. */
  private final class Page {
    private final List<StoredRow> stored;
    private final @Nullable RowResult[] results;
    private final int[] places;
    private final ChunkOf<R> chunk;

    Page(List<StoredRow> stored) {
      this.stored = stored;
      results = new RowResult[stored.size()];
      places = new int[stored.size()];
      List<Row<R>> rows = new ArrayList<>(stored.size());
      for (int i = 0; i < places.length; i++) {
        StoredRow row = stored.get(i);
        places[i] = -1;
        if (isOpen(row)) {
          results[i] = leaveOut(row);
          if (results[i] == null) {
            places[i] = rows.size();
            rows.add(reader.apply(row));
          }
        }
      }
      chunk = new ChunkOf<>(List.copyOf(rows));
    }

    private boolean isOpen(StoredRow row) {
      return !row.removed()
          && (row.outcome() == null || row.outcome().equals(RowOutcome.FAILED.name()));
    }

    /** The handler's part. Whether it was asked to stop, and left rows unreached: they stay so. */
    boolean apply() throws Exception {
      if (chunk.rows().isEmpty()) {
        return false;
      }
      executor.apply(chunk);
      boolean stopped = false;
      for (int i = 0; run.isAskedToStop() && i < places.length; i++) {
        if (places[i] >= 0 && !chunk.isPlanned(places[i])) {
          places[i] = -1;
          stopped = true;
        }
      }
      return stopped;
    }

    /** Writes rows from this place on, and gives the place that it came to. */
    int write(int from, boolean last) throws Exception {
      int most = stored.size();
      while (true) {
        int[] through = new int[1];
        try {
          int limit = most;
          run.inUnit(
              "chunk",
              unit -> {
                through[0] = inUnit(unit, from, limit);
                return last && through[0] == stored.size() ? end(unit, from) : null;
              });
          seal(digest, from, through[0]);
          return through[0];
        } catch (RowFailed failed) {
          chunk.fail(places[failed.place()], Activities.failure(failed.getCause()));
          most = chunk.isDividable() ? failed.place() + 1 : stored.size();
        }
      }
    }

    private RunOutcome end(Unit unit, int from) {
      Seal.Rows all = digest.fork();
      seal(all, from, stored.size());
      return ending.end(unit, all);
    }

    private int inUnit(Unit unit, int from, int limit) throws Exception {
      StoreTx tx = new HandlerTx(unit);
      long begun = System.nanoTime();
      List<OutcomeMark> marks = new ArrayList<>(limit - from);
      begin(tx);
      int place = from;
      while (place < limit) {
        apply(place, tx, marks);
        place++;
        if (chunk.isDividable() && System.nanoTime() - begun > ChunkSize.MOST_NANOS) {
          break;
        }
      }
      if (!marks.isEmpty()) {
        unit.rows().mark(table, run.batch().id().value(), marks);
      }
      return place;
    }

    private void begin(StoreTx tx) throws Exception {
      chunk.begin(tx);
    }

    private void apply(int place, StoreTx tx, List<OutcomeMark> marks) throws Exception {
      if (places[place] >= 0) {
        results[place] = result(place, tx);
      }
      RowResult result = results[place];
      if (result == null) {
        return;
      }
      StoredRow row = stored.get(place);
      Json detail = result.detail();
      marks.add(
          new OutcomeMark(row.sequence(), result.outcome(), detail == null ? null : detail.text()));
      run.log().done(1);
      run.log().skipped(result.outcome() == RowOutcome.SKIPPED ? 1 : 0);
      if (result.outcome() == RowOutcome.FAILED) {
        run.log().failed(1);
        run.log().issue(row.sequence(), failure(detail));
      }
    }

    private RowResult result(int place, StoreTx tx) throws Exception {
      try {
        return chunk.finish(places[place], tx);
      } catch (InterruptedException | RunCancelled e) {
        throw e;
      } catch (StoreFailed | StoreBusy | OutcomeUnknown | UnsupportedByStore e) {
        throw e;
      } catch (Exception e) {
        throw new RowFailed(place, e);
      }
    }

    private Problem failure(@Nullable Json detail) {
      Object reason = detail != null && isObject(detail) ? detail.members().get("reason") : null;
      return new Problem(
          RowOutcome.FAILED.name(),
          Severity.ERROR,
          null,
          reason == null ? "failed" : reason.toString(),
          null,
          "Execute the batch again");
    }

    private static boolean isObject(Json detail) {
      return detail.text().stripLeading().startsWith("{");
    }

    private void seal(Seal.Rows rows, int from, int through) {
      for (int i = from; i < through; i++) {
        StoredRow row = stored.get(i);
        RowResult result = results[i];
        if (result == null) {
          rows.add(row, row.outcome(), row.outcomeJson());
        } else {
          Json detail = result.detail();
          rows.add(row, result.outcome().name(), detail == null ? null : detail.text());
        }
      }
    }
  }
}
