package dev.batchkit.store;

import dev.batchkit.batch.Batch;
import dev.batchkit.batch.BatchStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads headers. A batch that was purged is not there, although parts of it may be stored for a
 * while: it is not found, listed, claimed or shown.
 */
public interface BatchReads {
  /** The header with this id; of a batch that another program made, {@link Batch#type} is null. */
  Optional<Batch> find(long batchId);

  /** The batch of a type that has this natural key. */
  Optional<Long> findByKey(String type, String key);

  /** A page of headers, newest first. */
  List<Batch> page(BatchQuery query);

  /**
   * The batches that are pending, complete and not frozen, by ascending id.
   *
   * @param type only of this type; null for any
   * @param after only ids above this one; 0 for the first page
   * @param limit at most so many
   */
  List<Batch> complete(@Nullable String type, long after, int limit);

  /** The claims that are held now, by owners dead or alive, ordered by batch. */
  List<Claim> claims();

  /** How many batches have which status; those that none has are left out. */
  Map<BatchStatus, Long> countByStatus();

  /** The record of the purge of a batch; empty if it was not purged. */
  Optional<PurgeRecord> findPurged(long batchId);

  /** The records of purged batches of which parts are still stored, ordered by batch. */
  List<PurgeRecord> unfinishedPurges();

  /**
   * Shows the header of a batch as it is stored: the row of {@code batch} as part {@code batch},
   * then the row of {@code batchkit_batch} as part {@code batchkit_batch} without {@code activity,
   * claim_owner, claim_token, seal_sha256, frozen_at}. Names in the order of the documented tables;
   * a column that is NULL may be left out. Times are in the form of {@link
   * dev.batchkit.batch.UtcText}, what is true is 1 and what is not 0, and lists are as {@link
   * dev.batchkit.json.Json#write} writes them. Nothing is shown of a batch that is not there.
   */
  void showHeader(long batchId, PartVisitor visitor);

  /**
   * Shows what hangs on a batch beside its rows: parts {@code session} by id, {@code
   * batchkit_session} by session, {@code batchkit_record} by session and sequence, {@code
   * batchkit_change} by sequence and version. Names, cells and NULLs as in {@link #showHeader}; a
   * threshold is shown as {@code session} holds it, a double, and as {@code batchkit_session} does,
   * its text.
   */
  void showAttachments(long batchId, PartVisitor visitor);
}
