package dev.batchkit.store;

import java.util.List;
import java.util.Optional;

/** Reads the changes of rows. */
public interface ChangeReads {
  /** The change that gave the row this version. */
  Optional<StoredChange> find(long batchId, long sequence, long version);

  /** All changes of a row, by ascending version. */
  List<StoredChange> ofRow(long batchId, long sequence);

  /**
   * A page of the changes of a batch, by ascending sequence and version.
   *
   * @param afterSequence only changes after this one: its row; 0 for the first page
   * @param afterVersion the version of that change; 0 for the first page
   * @param limit at most so many
   */
  List<StoredChange> page(long batchId, long afterSequence, long afterVersion, int limit);

  /**
   * A page of the changes that a run made, by ascending sequence and version.
   *
   * @param afterSequence only rows above this one; 0 for the first page
   * @param limit at most so many
   */
  List<StoredChange> ofRun(long batchId, String runId, long afterSequence, int limit);
}
