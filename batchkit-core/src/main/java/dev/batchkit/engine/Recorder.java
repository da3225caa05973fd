package dev.batchkit.engine;

import dev.batchkit.batch.ExecuteOptions;
import dev.batchkit.batch.Problem;
import dev.batchkit.batch.RowOutcome;
import dev.batchkit.batch.Severity;
import dev.batchkit.json.Json;
import dev.batchkit.spi.RowResult;
import dev.batchkit.store.OutcomeMark;
import dev.batchkit.store.RowTable;
import dev.batchkit.store.StoredRow;
import dev.batchkit.store.Unit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes what became of rows, and counts it for the run and for its stops. What it counted in a
 * transaction counts once that is committed.
 */
final class Recorder {
  private final RunLog log;
  private final RowTable table;
  private final long batchId;
  private final ExecuteOptions options;
  private List<OutcomeMark> marks = List.of();
  private long failures;
  private long failuresInARow;
  private int unknown;
  private long keptFailures;
  private long keptInARow;
  private int keptUnknown;

  Recorder(ActiveRun<?, ?> run, RowTable table, ExecuteOptions options, int unknown) {
    this.log = run.log();
    this.table = table;
    this.batchId = run.batch().id().value();
    this.options = options;
    this.unknown = unknown;
    this.keptUnknown = unknown;
  }

  /** Begins a transaction: what the one before counted and did not commit is forgotten. */
  void begin(int rows) {
    marks = new ArrayList<>(rows);
    failures = keptFailures;
    failuresInARow = keptInARow;
    unknown = keptUnknown;
  }

  /** Writes what was recorded since. */
  void write(Unit unit) {
    if (!marks.isEmpty()) {
      unit.rows().mark(table, batchId, marks);
    }
  }

  /** Writes what was recorded since in no order. */
  void writeSorted(Unit unit) {
    marks.sort(Comparator.comparingLong(OutcomeMark::sequence));
    write(unit);
  }

  void committed() {
    keptFailures = failures;
    keptInARow = failuresInARow;
    keptUnknown = unknown;
  }

  /** How many rows are UNKNOWN in the store. */
  int unknown() {
    return unknown;
  }

  /** Whether so many rows failed that the run has to end. */
  boolean mustStop() {
    return failures >= options.stopAfterFailures()
        || failuresInARow >= options.stopAfterFailuresInARow();
  }

  /**
   * A row has a result.
   *
   * @param again whether it had one in this run before, and was to be tried again
   * @param waits whether it is to be tried again
   */
  void result(StoredRow row, RowResult result, boolean again, boolean waits) {
    Json detail = result.detail();
    unknown -= Execution.isUnknown(row) ? 1 : 0;
    mark(row, result.outcome(), detail == null ? null : detail.text());
    if (again) {
      forget();
    }
    log.done(1);
    if (result.outcome() == RowOutcome.FAILED) {
      log.failed(1);
      log.issue(row.sequence(), problem(RowOutcome.FAILED, reason(detail)));
      if (!waits) {
        failed();
      }
    } else if (result.outcome() == RowOutcome.SKIPPED) {
      log.skipped(1);
    } else {
      failuresInARow = 0;
    }
  }

  /** The external call of a row is about to be made. */
  void begun(StoredRow row) {
    mark(row, RowOutcome.UNKNOWN, null);
    unknown++;
  }

  /** It is known what became of a row that was begun. */
  void known(StoredRow row) {
    unknown -= Execution.isUnknown(row) ? 0 : 1;
  }

  /** Nobody can tell what became of a row that is UNKNOWN. */
  void stuck(StoredRow row, String reason, boolean again) {
    mark(row, RowOutcome.UNKNOWN, Json.write(Map.of("reason", reason)).text());
    if (again) {
      forget();
    }
    log.issue(row.sequence(), problem(RowOutcome.UNKNOWN, reason));
    failed();
  }

  private void forget() {
    log.done(-1);
    log.failed(-1);
  }

  private void failed() {
    failures++;
    failuresInARow++;
  }

  private void mark(StoredRow row, RowOutcome outcome, @Nullable String detail) {
    marks.add(new OutcomeMark(row.sequence(), outcome, detail));
  }

  private static Problem problem(RowOutcome outcome, String reason) {
    return new Problem(
        outcome.name(), Severity.ERROR, null, reason, null, "Execute the batch again");
  }

  private static String reason(@Nullable Json detail) {
    Object reason = detail != null && isObject(detail) ? detail.members().get("reason") : null;
    return reason == null ? "failed" : reason.toString();
  }

  private static boolean isObject(Json detail) {
    return detail.text().stripLeading().startsWith("{");
  }
}
