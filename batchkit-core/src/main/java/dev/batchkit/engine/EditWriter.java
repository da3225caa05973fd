package dev.batchkit.engine;

import dev.batchkit.batch.Batch;
import dev.batchkit.store.RowTable;
import dev.batchkit.store.StoredChange;
import dev.batchkit.store.StoredRow;
import dev.batchkit.store.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes edits of rows in a unit: the rows, their changes, and the marks of duplicates. */
final class EditWriter {
  private final Batch batch;
  private final RowTable table;
  private final Stamp stamp;

  /**
   * Begins.
   *
   * @param batch by the type's present declaration, with the window that the edits lie in
   */
  EditWriter(Batch batch, RowTable table, Stamp stamp) {
    this.batch = batch;
    this.table = table;
    this.stamp = stamp;
  }

  /**
   * What was written.
   *
   * @param rows as they are now: those that were edited, and those whose marks changed
   * @param owesRefresh whether marks could not be told
   */
  record Written(Map<Long, StoredRow> rows, boolean owesRefresh) {}

  /**
   * Writes.
   *
   * @param plain rows that were made again for the case that they lose their marks, by sequence
   * @throws PlainMissing if more rows must be made again first
   */
  Written write(Unit unit, List<RowEdit> edits, Map<Long, StoredRow> plain) {
    long id = batch.id().value();
    List<StoredRow> added = new ArrayList<>();
    List<StoredRow> changed = new ArrayList<>();
    List<StoredChange> changes = new ArrayList<>();
    for (RowEdit edit : edits) {
      (edit.before() == null ? added : changed).add(RowCopies.stamped(edit.after(), stamp));
      changes.add(change(edit));
    }
    unit.rows().insert(table, id, added);
    unit.rows().update(table, id, changed);
    unit.changes().insert(id, changes);
    Remarks remarks = new Remarks(unit, batch, table, stamp, plain);
    boolean told = remarks.mark(edits);
    Map<Long, StoredRow> rows = remarks.rows();
    added.forEach(row -> rows.putIfAbsent(row.sequence(), row));
    changed.forEach(row -> rows.putIfAbsent(row.sequence(), row));
    return new Written(rows, !told);
  }

  private StoredChange change(RowEdit edit) {
    return new StoredChange(
        edit.sequence(),
        edit.after().version(),
        stamp.at(),
        stamp.by(),
        edit.inputBefore(),
        edit.inputAfter(),
        stamp.runId());
  }
}
