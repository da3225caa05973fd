package dev.batchkit.store;

import dev.batchkit.batch.Activity;
import dev.batchkit.batch.Batch;
import dev.batchkit.batch.BatchStatus;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Writes headers. Every method refuses, as a failure of the store, to change a frozen batch. */
public interface BatchWrites extends BatchReads {
  /**
   * Inserts a batch, and its natural key if it has one.
   *
   * @return its id, higher than any before it
   * @throws dev.batchkit.error.StoreFailed if a batch of this type has this key
   */
  long insert(NewBatch batch);

  /**
   * Gives the batch to a run, if nobody holds it, it is not frozen, and its status is one of these:
   * status becomes Running, updatedAt and updatedById become what is given here, the token is
   * raised by one, and for an activity that {@link Activity#owesRefresh} the batch needs a refresh
   * from now on.
   *
   * @return the claim; empty if the batch is not there to be had, and then nothing is changed
   */
  Optional<Claim> claim(
      long batchId, Set<BatchStatus> from, Activity activity, long owner, Instant at, ActorIds by);

  /** Whether the claim is still the one that counts: same owner, same token, not released. */
  boolean holds(Claim claim);

  /**
   * Writes what a run made of the header, and releases the claim; the token stays. Written are:
   * handler, status, source, parent, statuses, columns, version, needsRefresh, rows, updatedAt,
   * updatedById, populatedAt, executedAt, executedById, result. Everything else of the header is
   * left as it is.
   *
   * @throws dev.batchkit.error.StoreFailed if the claim does not hold
   */
  void settle(Batch header, Claim claim);

  /**
   * Writes what a person made of the header of a batch that no run holds. Written are: status,
   * description, notes, params, statuses, columns, completedAt, completedById, version,
   * needsRefresh, rows, updatedAt, updatedById. Everything else of the header is left as it is.
   *
   * @throws dev.batchkit.error.StoreFailed if a run holds it
   */
  void change(Batch header);

  /**
   * Says that the data came back out of a backup: every batch that is not frozen was restored at
   * this time, and every batch that is inserted from now on has this key scope. No run may hold a
   * batch.
   *
   * @return how many batches are not frozen
   * @throws dev.batchkit.error.StoreFailed if a run holds a batch
   */
  int restored(Instant at, String keyScope);

  /**
   * Records that a batch is purged. From here on it is not there and its natural key is free; its
   * parts stay stored until {@link #deletePurged} deletes them.
   *
   * @throws dev.batchkit.error.StoreFailed if it is not there, a run holds it, or what another
   *     program stored refers to it
   */
  void purge(PurgeRecord record);

  /**
   * Deletes parts of a purged batch: what hangs on it first, then its rows by ascending sequence,
   * its header last. Runs and the ledger stay.
   *
   * @param limit at most so many rows of tables, at least 1
   * @return how many; less than the limit once nothing of the batch is left
   * @throws dev.batchkit.error.StoreFailed if it was not purged
   */
  int deletePurged(long batchId, int limit);

  /** Seals and freezes a batch that is settled, once and for ever. */
  void freeze(long batchId, String seal, Instant at);
}
