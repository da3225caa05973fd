package dev.batchkit.engine;

import dev.batchkit.batch.BatchStatus;
import dev.batchkit.batch.RowOutcome;
import dev.batchkit.batch.RunOutcome;
import dev.batchkit.json.Json;
import dev.batchkit.store.StoredCount;
import dev.batchkit.store.Unit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The last words of a batch: settled, and if all went well sealed and frozen. */
final class Freezing {
  private final ActiveRun<?, ?> run;
  private Seal.Attachments attachments;
  private final long appliedBefore;
  private final long skippedBefore;
  private final int unknown;
  private final long left;

  /**
   * Reads what hangs on the batch.
   *
   * @param counts its rows before the run
   */
  Freezing(ActiveRun<?, ?> run, List<StoredCount> counts) {
    this.run = run;
    attachments = attachments();
    appliedBefore = countOf(counts, RowOutcome.APPLIED);
    skippedBefore = countOf(counts, RowOutcome.SKIPPED);
    unknown = (int) countOf(counts, RowOutcome.UNKNOWN);
    left = counts.stream().mapToLong(StoredCount::count).sum() - appliedBefore - skippedBefore;
  }

  private Seal.Attachments attachments() {
    return Seals.attachments(run.store().batches(), run.batch().id().value());
  }

  /** Ends sessions that nobody measures any more: what would have ended them failed. */
  @Nullable RunOutcome endSessions(Unit unit) {
    unit.sessions().interrupt(run.batch().id().value(), run.log().now());
    return null;
  }

  /**
   * Reads again what hangs on the batch, since the run may have changed it; outside a transaction.
   */
  void readAgain() {
    attachments = attachments();
  }

  /** How many rows have no last outcome yet. */
  long left() {
    return left;
  }

  /** How many of those are UNKNOWN. */
  int unknown() {
    return unknown;
  }

  private static long countOf(List<StoredCount> counts, RowOutcome outcome) {
    return counts.stream()
        .filter(count -> outcome.name().equals(count.outcome()))
        .mapToLong(StoredCount::count)
        .sum();
  }

  /** Ends an execution: a success if there is a digest of its rows. */
  RunOutcome end(Unit unit, Seal.@Nullable Rows rows) {
    if (rows == null) {
      var unused = run.hasTouchedAttachments() ? endSessions(unit) : null;
      HeaderDraft header = new HeaderDraft(run.batch());
      header.changed = true;
      header.status = BatchStatus.FAILED;
      run.settle(unit, header);
      return RunOutcome.FAILED;
    }
    HeaderDraft header = new HeaderDraft(run.batch());
    header.status = BatchStatus.SUCCESS;
    header.executedAt = run.log().now();
    header.executedById = run.by().userId();
    freeze(unit, header, counts(), rows);
    return RunOutcome.SUCCESS;
  }

  /** Settles, seals and freezes the batch. */
  void freeze(Unit unit, HeaderDraft header, Map<String, Object> result, Seal.Rows rows) {
    long id = run.batch().id().value();
    header.changed = true;
    Map<String, Object> all = new LinkedHashMap<>(result);
    if (run.reason() != null) {
      all.put("reason", run.reason());
    }
    header.result = Json.write(all);
    run.settle(unit, header);
    String seal = Seals.of(unit.batches(), id, rows, attachments);
    unit.batches().freeze(id, seal, run.log().now());
    run.sealed(seal);
  }

  private Map<String, Object> counts() {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("applied", appliedBefore + run.log().applied());
    result.put("skipped", skippedBefore + run.log().skipped());
    result.put("failed", run.log().failed());
    return result;
  }
}
