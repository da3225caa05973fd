package dev.batchkit.engine;

import dev.batchkit.batch.Batch;
import dev.batchkit.batch.BatchStatus;
import dev.batchkit.batch.ExecuteOptions;
import dev.batchkit.batch.Preview;
import dev.batchkit.batch.RowOutcome;
import dev.batchkit.batch.Severity;
import dev.batchkit.spi.BatchView;
import dev.batchkit.store.StoredCount;
import java.util.ArrayList;
import java.util.List;

/**
 * What an execution would do, and what stands in its way: the one set of rules for asking and for
 * doing.
 */
final class Previews {
  private Previews() {}

  /** The rules that the header alone decides. */
  static List<String> reasonsOf(Batch batch) {
    List<String> reasons = new ArrayList<>();
    if (batch.isFrozen()) {
      reasons.add("It is frozen: it was executed or discarded.");
    }
    if (batch.status() == BatchStatus.RUNNING) {
      reasons.add("A run holds it: wait for it, or cancel it.");
    }
    if (batch.needsRefresh()) {
      reasons.add("A refresh of it did not finish: refresh it.");
    }
    if (batch.populatedAt() == null && batch.rows().isEmpty()) {
      reasons.add("It was never populated: populate it.");
    }
    return reasons;
  }

  static Preview of(
      Binding<?, ?> binding,
      BatchView view,
      List<StoredCount> counts,
      ExecuteOptions options,
      List<String> known,
      boolean describe)
      throws Exception {
    Batch batch = view.batch();
    long errors = 0;
    long skips = 0;
    long rest = 0;
    for (StoredCount count : counts) {
      if (RowOutcome.UNKNOWN.name().equals(count.outcome())) {
        rest += count.count();
      } else if (count.outcome() == null || count.outcome().equals(RowOutcome.FAILED.name())) {
        Severity severity = Codec.statusOf(batch, count.status()).severity();
        errors += severity == Severity.ERROR ? count.count() : 0;
        skips += severity == Severity.SKIP ? count.count() : 0;
        rest += severity == Severity.OK || severity == Severity.WARNING ? count.count() : 0;
      }
    }
    long blocking = options.leavesOutErrors() ? 0 : errors;
    List<String> reasons = new ArrayList<>(known);
    if (options.reviewed() != null && options.reviewed() != batch.version()) {
      reasons.add("It has changed since it was reviewed: review it again.");
    }
    if (blocking > 0) {
      reasons.add(
          blocking == 1
              ? "1 row has errors: mend it, or leave it out by leaveOutErrors()."
              : blocking + " rows have errors: mend them, or leave them out by leaveOutErrors().");
    }
    binding.handler().whyNotExecute(view).ifPresent(reasons::add);
    String description = describe ? binding.handler().describeExecution(view) : "";
    return new Preview(
        rest, skips + (options.leavesOutErrors() ? errors : 0), blocking, reasons, description);
  }
}
