package dev.batchkit.store;

import java.util.List;

/**
 * Writes the changes of rows; they are never changed again. Refused, as failures of the store: a
 * change of a frozen batch, a batch or user that does not exist, JSON that is not valid, a version
 * of a row that has a change already.
 */
public interface ChangeWrites extends ChangeReads {
  /** Inserts changes. */
  void insert(long batchId, List<StoredChange> changes);
}
