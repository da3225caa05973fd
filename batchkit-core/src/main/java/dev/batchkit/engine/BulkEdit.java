package dev.batchkit.engine;

import dev.batchkit.store.StoredRow;
import java.util.List;
import java.util.Optional;

/** What a run does to many rows. */
interface BulkEdit {
  /** The next rows that it is meant for, by ascending sequence; empty at the end. */
  List<StoredRow> page(long after, int limit);

  /** The edit of one of them; empty if it has to stay as it is. */
  <I> Optional<RowEdit> edit(EditAttempt<I, ?> attempt, StoredRow row);
}
