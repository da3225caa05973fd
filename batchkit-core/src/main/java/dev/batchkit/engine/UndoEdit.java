package dev.batchkit.engine;

import dev.batchkit.batch.Batch;
import dev.batchkit.store.RowTable;
import dev.batchkit.store.Store;
import dev.batchkit.store.StoredChange;
import dev.batchkit.store.StoredRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Undoes the changes that a run made. */
final class UndoEdit implements BulkEdit {
  /**
   * What stands in the ledger.
   *
   * @param undoes the run
   */
  record Order(String undoes) {}

  private final Store store;
  private final RowTable table;
  private final Batch batch;
  private final Order order;
  private final Map<Long, StoredChange> changes = new HashMap<>();

  UndoEdit(Store store, RowTable table, Batch batch, Order order) {
    this.store = store;
    this.table = table;
    this.batch = batch;
    this.order = order;
  }

  /** A run changes a row once, so that the rows say how far it is. */
  @Override
  public List<StoredRow> page(long after, int limit) {
    changes.clear();
    List<StoredRow> rows = new ArrayList<>();
    List<StoredChange> page = changes(after, limit);
    while (rows.isEmpty() && !page.isEmpty()) {
      for (StoredChange change : page) {
        changes.put(change.sequence(), change);
        Headers.row(store.rows(), table, batch, change.sequence()).ifPresent(rows::add);
      }
      page = changes(page.get(page.size() - 1).sequence(), limit);
    }
    return rows;
  }

  private List<StoredChange> changes(long after, int limit) {
    return store.changes().ofRun(batch.id().value(), order.undoes(), after, limit);
  }

  @Override
  public <I> Optional<RowEdit> edit(EditAttempt<I, ?> attempt, StoredRow row) {
    StoredChange change = changes.get(row.sequence());
    return row.isLocked() || change == null
        ? Optional.empty()
        : Undoing.undone(attempt, row, change);
  }
}
