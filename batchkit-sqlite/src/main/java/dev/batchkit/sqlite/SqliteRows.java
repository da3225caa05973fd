package dev.batchkit.sqlite;

import dev.batchkit.batch.Column;
import dev.batchkit.batch.RowWindow;
import dev.batchkit.store.Duplicate;
import dev.batchkit.store.OutcomeMark;
import dev.batchkit.store.RowQuery;
import dev.batchkit.store.RowSearch;
import dev.batchkit.store.RowTable;
import dev.batchkit.store.RowWrites;
import dev.batchkit.store.StoredCount;
import dev.batchkit.store.StoredRow;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Rows. */
final class SqliteRows implements RowWrites {
  private final Door door;
  private final RowTexts texts;

  SqliteRows(Door door, RowTexts texts) {
    this.door = door;
    this.texts = texts;
  }

  @Override
  public List<StoredRow> page(RowTable table, RowQuery query) {
    RowText text = texts.of(table);
    List<String> statuses = List.copyOf(query.statuses());
    String select =
        statuses.isEmpty()
            ? query.withRemoved() ? text.pageWithRemoved : text.page
            : text.pageOfStatuses(statuses.size(), query.withRemoved());
    return door.call(
        db -> {
          PreparedStatement statement = db.kept(select);
          statement.setLong(1, query.batchId());
          statement.setLong(2, Math.max(query.after(), query.window().from() - 1));
          statement.setLong(3, query.window().through());
          statement.setInt(4, query.limit());
          for (int i = 0; i < statuses.size(); i++) {
            statement.setString(5 + i, statuses.get(i));
          }
          return read(statement, text);
        });
  }

  @Override
  public List<StoredRow> search(RowTable table, List<Column> columns, RowSearch search) {
    RowText rows = texts.of(table);
    return door.call(
        db -> {
          RowSearchText text = text(db, table, columns, search);
          try (PreparedStatement statement = db.connection().prepareStatement(text.page())) {
            text.bind(statement);
            return read(statement, rows);
          }
        });
  }

  @Override
  public long count(RowTable table, List<Column> columns, RowSearch search) {
    return door.call(
        db -> {
          RowSearchText text = text(db, table, columns, search);
          try (PreparedStatement statement = db.connection().prepareStatement(text.count())) {
            text.bind(statement);
            try (ResultSet found = statement.executeQuery()) {
              return found.next() ? found.getLong(1) : 0L;
            }
          }
        });
  }

  /** An index is gone by if it is there: a store that is only read may be older than the type. */
  private RowSearchText text(Db db, RowTable table, List<Column> columns, RowSearch search)
      throws SQLException {
    RowText rows = texts.of(table);
    String index = RowSearchText.index(rows, table, search);
    boolean isThere = index != null && hasIndex(db, index);
    return new RowSearchText(rows, table, columns, search, isThere ? index : null);
  }

  private static boolean hasIndex(Db db, String name) throws SQLException {
    PreparedStatement statement =
        db.kept("SELECT 1 FROM sqlite_schema WHERE type = 'index' AND name = ?");
    statement.setString(1, name);
    try (ResultSet found = statement.executeQuery()) {
      return found.next();
    }
  }

  @Override
  public Set<String> statuses(RowTable table, long batchId) {
    return door.call(
        db -> {
          PreparedStatement statement = db.kept(texts.of(table).statuses);
          statement.setLong(1, batchId);
          Set<String> codes = new HashSet<>();
          try (ResultSet found = statement.executeQuery()) {
            while (found.next()) {
              codes.add(found.getString(1));
            }
          }
          return codes;
        });
  }

  private static List<StoredRow> read(PreparedStatement statement, RowText text)
      throws SQLException {
    List<StoredRow> rows = new ArrayList<>();
    try (ResultSet found = statement.executeQuery()) {
      while (found.next()) {
        rows.add(text.reader.read(found));
      }
    }
    return rows;
  }

  @Override
  public Optional<StoredRow> find(RowTable table, long batchId, long sequence) {
    return door.call(
        db -> {
          RowText text = texts.of(table);
          PreparedStatement statement = db.kept(text.find);
          statement.setLong(1, batchId);
          statement.setLong(2, sequence);
          return read(statement, text).stream().findFirst();
        });
  }

  @Override
  public List<StoredCount> counts(RowTable table, long batchId, RowWindow window) {
    return door.call(
        db -> {
          PreparedStatement statement = db.kept(texts.of(table).counts);
          statement.setLong(1, batchId);
          statement.setLong(2, window.from());
          statement.setLong(3, window.through());
          List<StoredCount> counts = new ArrayList<>();
          try (ResultSet found = statement.executeQuery()) {
            while (found.next()) {
              counts.add(new StoredCount(found.getString(1), found.getString(2), found.getLong(3)));
            }
          }
          return counts;
        });
  }

  @Override
  public long lastSequence(RowTable table, long batchId) {
    return door.call(
        db -> {
          PreparedStatement statement = db.kept(texts.of(table).last);
          statement.setLong(1, batchId);
          try (ResultSet found = statement.executeQuery()) {
            return found.next() ? found.getLong(1) : 0L;
          }
        });
  }

  @Override
  public List<Duplicate> duplicates(
      RowTable table, long batchId, List<String> key, long windowFrom, long from, long through) {
    return door.call(
        db -> {
          PreparedStatement statement = db.kept(texts.of(table).duplicates(key));
          statement.setLong(1, batchId);
          statement.setLong(2, windowFrom);
          statement.setLong(3, from);
          statement.setLong(4, through);
          List<Duplicate> duplicates = new ArrayList<>();
          try (ResultSet found = statement.executeQuery()) {
            while (found.next()) {
              duplicates.add(new Duplicate(found.getLong(1), found.getLong(2)));
            }
          }
          return duplicates;
        });
  }

  @Override
  public List<StoredRow> withKey(
      RowTable table,
      long batchId,
      RowWindow window,
      List<String> key,
      List<Object> cells,
      int limit) {
    return door.call(
        db -> {
          RowText text = texts.of(table);
          PreparedStatement statement = db.kept(text.withKey(key));
          statement.setLong(1, batchId);
          statement.setLong(2, window.from() - 1);
          statement.setLong(3, window.through());
          statement.setInt(4, limit);
          for (int i = 0; i < cells.size(); i++) {
            CellBinder.bindCell(statement, 5 + i, cells.get(i));
          }
          return read(statement, text);
        });
  }

  @Override
  public void insert(RowTable table, long batchId, List<StoredRow> rows) {
    if (rows.isEmpty()) {
      return;
    }
    door.call(
        db -> {
          new RowInsert(db, texts.of(table), batchId, rows).run();
          return rows;
        });
  }

  @Override
  public void update(RowTable table, long batchId, List<StoredRow> rows) {
    if (rows.isEmpty()) {
      return;
    }
    door.call(
        db -> {
          RowText text = texts.of(table);
          PreparedStatement statement = db.kept(text.update);
          for (StoredRow row : rows) {
            bindUpdate(statement, text, batchId, row);
            statement.addBatch();
          }
          for (int touched : statement.executeBatch()) {
            Db.one(touched, "A row of batch " + batchId + " that was to be updated is not there.");
          }
          return rows;
        });
  }

  private static void bindUpdate(
      PreparedStatement statement, RowText text, long batchId, StoredRow row) throws SQLException {
    statement.setString(1, row.status());
    CellBinder.setJson(statement, 2, row.problems());
    CellBinder.setJson(statement, 3, row.input());
    statement.setLong(4, row.version());
    statement.setInt(5, row.removed() ? 1 : 0);
    statement.setString(6, row.outcome());
    CellBinder.setJson(statement, 7, row.outcomeJson());
    statement.setString(8, row.updatedAt());
    CellBinder.setNumber(statement, 9, row.updatedById());
    int next = text.cells.bind(statement, 10, row.cells());
    statement.setLong(next, batchId);
    statement.setLong(next + 1, row.sequence());
  }

  @Override
  public void mark(RowTable table, long batchId, List<OutcomeMark> marks) {
    if (marks.isEmpty()) {
      return;
    }
    door.call(
        db -> {
          new RowMark(db, texts.of(table), batchId, marks).run();
          return marks;
        });
  }

  @Override
  public int deleteOutside(RowTable table, long batchId, RowWindow window, int limit) {
    return door.call(
        db -> {
          RowText text = texts.of(table);
          int below = delete(db, text.deleteBelow, batchId, window.from(), limit);
          return below + delete(db, text.deleteAbove, batchId, window.through(), limit - below);
        });
  }

  private static int delete(Db db, String sql, long batchId, long bound, int limit)
      throws SQLException {
    PreparedStatement statement = db.kept(sql);
    statement.setLong(1, batchId);
    statement.setLong(2, bound);
    statement.setInt(3, limit);
    return statement.executeUpdate();
  }
}
