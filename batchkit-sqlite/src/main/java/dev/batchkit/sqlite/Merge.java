package dev.batchkit.sqlite;

import dev.batchkit.error.WrongFile;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Copies the ledger of another file into this store, table by table, a few rows per unit. */
final class Merge {
  private static final String STEP = "merge";
  private static final int MOST_ROWS = 500;
  private static final long MOST_BYTES = 4_000_000;

  private final DataFile target;
  private final SqliteOptions.Values options;
  private final Schema schema;
  private final Door readers;
  private final Writer writer;

  Merge(DataFile target, SqliteOptions.Values options, Schema schema, Door readers, Writer writer) {
    this.target = target;
    this.options = options;
    this.schema = schema;
    this.readers = readers;
    this.writer = writer;
  }

  MergeReport from(Path path) {
    writer.refuseWaiting();
    DataFile source = DataFile.locate(path);
    source.check(true);
    if (source.isBlank()) {
      throw source.wrong("is empty, or not there: there is nothing to merge", null);
    }
    if (source.equals(target)) {
      throw source.wrong("is the file of this store: merge another one into it", null);
    }
    try (Connection connection = new Connections(source, options, false).looker(false)) {
      connection.setAutoCommit(false);
      return new MergeReport(source.toString(), tables(source, connection));
    } catch (SQLException e) {
      throw source.wrong("cannot be read by SQLite (" + Failures.code(e) + ")", e);
    }
  }

  /** One transaction, so that all is read as of one moment; it is rolled back by closing. */
  private List<MergeReport.Table> tables(DataFile source, Connection connection)
      throws SQLException {
    String prefix =
        TableShape.of(connection, schema.name(MergeTable.SESSION)) == null ? "" : schema.name("");
    if (TableShape.of(connection, prefix + MergeTable.SESSION) == null) {
      throw source.wrong("has no table orchestration_session: there is nothing to merge", null);
    }
    Map<String, TableShape> documented = Structure.documented(schema);
    MergeNotes notes = new MergeNotes();
    List<MergeReport.Table> done = new ArrayList<>();
    for (MergeTable table : MergeTable.ALL) {
      TableShape there = TableShape.of(connection, prefix + table.name());
      if (there != null) {
        List<String> columns = columns(source, table, documented, there);
        MergeCopy copy = new MergeCopy(table, schema, here(table), columns, notes);
        copyAll(connection, select(prefix, table, there, columns), columns, copy, table);
        done.add(copy.report());
      }
    }
    return done;
  }

  private TableShape here(MergeTable table) {
    Optional<TableShape> shape =
        readers.call(
            db -> Optional.ofNullable(TableShape.of(db.connection(), schema.name(table.name()))));
    return shape.orElseThrow(() -> target.wrong("lost its table " + table.name(), null));
  }

  private static List<String> columns(
      DataFile source, MergeTable table, Map<String, TableShape> documented, TableShape there) {
    List<String> columns = new ArrayList<>();
    for (String column : Objects.requireNonNull(documented.get(table.name())).columns().keySet()) {
      if (there.columns().containsKey(column)) {
        columns.add(column);
      } else if (column.equals(table.id()) || table.references().containsKey(column)) {
        throw missing(source, table, column);
      }
    }
    return columns;
  }

  private static WrongFile missing(DataFile source, MergeTable table, String column) {
    return source.wrong(
        "has a table " + table.name() + " without the column " + column + ": it cannot be merged",
        null);
  }

  /** In the order in which it was stored; of devices and natures those that a session names. */
  private static String select(
      String prefix, MergeTable table, TableShape there, List<String> columns) {
    boolean isNamed = table.references().isEmpty();
    return "SELECT "
        + String.join(", ", columns)
        + " FROM \""
        + prefix
        + table.name()
        + '"'
        + (isNamed
            ? " WHERE "
                + table.id()
                + " IN (SELECT "
                + table.id()
                + " FROM \""
                + prefix
                + MergeTable.SESSION
                + "\")"
            : "")
        + (there.isPlain() ? " ORDER BY rowid" : "");
  }

  /** Until nothing more can be done: a row may lie before the one that it hangs on. */
  private void copyAll(
      Connection connection, String select, List<String> columns, MergeCopy copy, MergeTable table)
      throws SQLException {
    long before;
    do {
      before = copy.added();
      copy.again();
      copyOnce(connection, select, columns, copy);
    } while (table.isNested() && copy.refused() > 0 && copy.added() > before);
  }

  private void copyOnce(Connection connection, String select, List<String> columns, MergeCopy copy)
      throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(select)) {
      List<MergeRow> chunk = chunk(rows, columns);
      while (chunk != null) {
        List<MergeRow> next = chunk;
        boolean unused =
            writer.inFrame(
                STEP,
                frame ->
                    frame
                        .latched()
                        .call(
                            db -> {
                              for (MergeRow row : next) {
                                copy.copy(db, row);
                              }
                              return true;
                            }));
        chunk = chunk(rows, columns);
      }
    }
  }

  private static @Nullable List<MergeRow> chunk(ResultSet rows, List<String> columns)
      throws SQLException {
    List<MergeRow> chunk = new ArrayList<>();
    long size = 0;
    while (chunk.size() < MOST_ROWS && size < MOST_BYTES && rows.next()) {
      MergeRow row = MergeRow.read(rows, columns);
      size += row.size();
      chunk.add(row);
    }
    return chunk.isEmpty() ? null : chunk;
  }
}
