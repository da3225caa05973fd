package dev.batchkit.engine;

import dev.batchkit.batch.Batch;
import dev.batchkit.batch.BatchStatus;
import dev.batchkit.batch.PurgeOptions;
import dev.batchkit.batch.PurgeReport;
import dev.batchkit.batch.PurgedBatch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Which batches a purge wants, and what it has come to. */
final class PurgeTally {
  private static final int MOST_NAMED = 1000;

  private final PurgeOptions options;
  private final Instant limit;
  private final List<PurgedBatch> first = new ArrayList<>();
  private long batches;
  private long rows;
  private long held;
  private long freed;

  PurgeTally(PurgeOptions options, Instant now) {
    this.options = options;
    limit = now.minus(Objects.requireNonNull(options.age()));
  }

  boolean isDryRun() {
    return options.isDryRun();
  }

  /** When a batch last changed. */
  static Instant since(Batch batch) {
    return batch.frozenAt() == null ? batch.updatedAt() : batch.frozenAt();
  }

  /** Whether it is to be purged; one that a run holds is counted and left alone. */
  boolean isWanted(Batch batch) {
    if (batch.type() == null) {
      return false;
    }
    if (batch.activity() != null) {
      held++;
      return false;
    }
    return isOfWantedKind(batch) && !since(batch).isAfter(limit);
  }

  private boolean isOfWantedKind(Batch batch) {
    if (batch.isFrozen()) {
      return true;
    }
    return batch.status() == BatchStatus.PENDING
        ? options.withDrafts() && !batch.isComplete()
        : options.withUnfinished() && batch.isResumable();
  }

  void add(List<PurgedBatch> some) {
    for (PurgedBatch batch : some) {
      batches++;
      rows += batch.rows();
      if (first.size() < MOST_NAMED) {
        first.add(batch);
      }
    }
  }

  void freed(long bytes) {
    freed += bytes;
  }

  PurgeReport report(boolean finished) {
    return new PurgeReport(options.isDryRun(), finished, batches, rows, held, freed, first);
  }
}
