package dev.batchkit.sqlite;

import dev.batchkit.store.ChangeWrites;
import dev.batchkit.store.StoredChange;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Changes of rows. */
final class SqliteChanges implements ChangeWrites {
  private final Door door;
  private final ChangeTexts texts;

  SqliteChanges(Door door, ChangeTexts texts) {
    this.door = door;
    this.texts = texts;
  }

  @Override
  public Optional<StoredChange> find(long batchId, long sequence, long version) {
    return door.call(
        db -> {
          PreparedStatement statement = db.kept(texts.find);
          statement.setLong(1, batchId);
          statement.setLong(2, sequence);
          statement.setLong(3, version);
          return read(statement).stream().findFirst();
        });
  }

  @Override
  public List<StoredChange> ofRow(long batchId, long sequence) {
    return door.call(
        db -> {
          PreparedStatement statement = db.kept(texts.ofRow);
          statement.setLong(1, batchId);
          statement.setLong(2, sequence);
          return read(statement);
        });
  }

  @Override
  public List<StoredChange> page(long batchId, long afterSequence, long afterVersion, int limit) {
    return door.call(
        db -> {
          PreparedStatement statement = db.kept(texts.page);
          statement.setLong(1, batchId);
          statement.setLong(2, afterSequence);
          statement.setLong(3, afterVersion);
          statement.setInt(4, limit);
          return read(statement);
        });
  }

  @Override
  public List<StoredChange> ofRun(long batchId, String runId, long afterSequence, int limit) {
    return door.call(
        db -> {
          PreparedStatement statement = db.kept(texts.ofRun);
          statement.setLong(1, batchId);
          statement.setLong(2, afterSequence);
          statement.setString(3, runId);
          statement.setInt(4, limit);
          return read(statement);
        });
  }

  private static List<StoredChange> read(PreparedStatement statement) throws SQLException {
    List<StoredChange> changes = new ArrayList<>();
    try (ResultSet found = statement.executeQuery()) {
      while (found.next()) {
        changes.add(
            new StoredChange(
                RowReader.there(RowReader.number(found, 1)),
                RowReader.there(RowReader.number(found, 2)),
                RowReader.there(RowReader.text(found, 3)),
                RowReader.number(found, 4),
                RowReader.text(found, 5),
                RowReader.text(found, 6),
                RowReader.text(found, 7)));
      }
    }
    return changes;
  }

  @Override
  public void insert(long batchId, List<StoredChange> changes) {
    if (changes.isEmpty()) {
      return;
    }
    door.call(
        db -> {
          PreparedStatement statement = db.kept(texts.insert);
          for (StoredChange change : changes) {
            bind(statement, batchId, change);
            statement.addBatch();
          }
          return statement.executeBatch();
        });
  }

  private static void bind(PreparedStatement statement, long batchId, StoredChange change)
      throws SQLException {
    statement.setLong(1, batchId);
    statement.setLong(2, change.sequence());
    statement.setLong(3, change.version());
    statement.setString(4, change.at());
    CellBinder.setNumber(statement, 5, change.byId());
    CellBinder.setJson(statement, 6, change.before());
    CellBinder.setJson(statement, 7, change.after());
    statement.setString(8, change.runId());
  }
}
