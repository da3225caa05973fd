package dev.batchkit.sqlite;

import dev.batchkit.batch.Row;
import dev.batchkit.spi.BatchHandler;
import dev.batchkit.spi.BatchType;
import dev.batchkit.spi.BatchView;
import dev.batchkit.spi.Chunk;
import dev.batchkit.spi.ExecuteContext;
import dev.batchkit.spi.PopulateContext;
import dev.batchkit.spi.RowExecutor;
import dev.batchkit.spi.RowRefresher;
import dev.batchkit.spi.RowResult;
import dev.batchkit.store.StoreTx;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows whose effect is a line in the host's table {@code effect}, which has no key: an effect that
 * came twice stands there twice.
 */
final class Effects implements BatchHandler<Effects.Line, Effects.Made> {
  /** What the source says. */
  record Line(long number, String text) {}

  /** What is made of it; a refresh makes it new. */
  record Made(long number, String text, String made) {}

  /** The parameters: how many rows. */
  record Size(int rows) {}

  /** What else happens while rows are added and applied. */
  interface Aside {
    /** Before the source has ended. */
    default void beforeEnd() throws Exception {}

    /** Outside any transaction, before a chunk is applied. */
    default void before(Chunk<Made> chunk) throws Exception {}

    /** Inside the transaction, before the effect of a row. */
    default void inUnit(Row<Made> row) throws Exception {}
  }

  static final BatchType<Line, Made> TYPE =
      BatchType.of("effects", Line.class, Made.class)
          .params(Size.class)
          .unique("number")
          .needsSql();

  private final Aside aside;

  Effects() {
    this(new Aside() {});
  }

  Effects(Aside aside) {
    this.aside = aside;
  }

  /** Makes a file of batchkit that has the host's table. */
  static void found(Path file) throws SQLException {
    SqliteStore.openOrCreate(file).close();
    try (Connection connection = Sample.plain(file);
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA busy_timeout = 10000");
      statement.execute("CREATE TABLE IF NOT EXISTS effect (batch INTEGER, sequence INTEGER)");
    }
  }

  @Override
  public BatchType<Line, Made> type() {
    return TYPE;
  }

  @Override
  public void populate(PopulateContext<Line> batch) throws Exception {
    int rows = batch.params(Size.class).rows();
    batch.expect(rows);
    for (int i = 1; i <= rows; i++) {
      batch.add(new Line(i, "text of row " + i));
    }
    aside.beforeEnd();
  }

  @Override
  public RowRefresher<Line, Made> refresher(BatchView batch) {
    String made = batch.batch().populatedAt() == null ? "by populate" : "by refresh";
    return (in, row) -> new Made(in.number(), in.text(), made);
  }

  @Override
  public RowExecutor<Made> executor(ExecuteContext batch) {
    return chunk -> {
      aside.before(chunk);
      chunk.rows().forEach(row -> chunk.inStore(row, this::apply));
    };
  }

  private RowResult apply(Row<Made> row, StoreTx tx) throws Exception {
    aside.inUnit(row);
    return put(row, tx);
  }

  private static RowResult put(Row<Made> row, StoreTx tx) throws SQLException {
    try (PreparedStatement insert =
        tx.connection().prepareStatement("INSERT INTO effect VALUES (?, ?)")) {
      insert.setLong(1, row.batchId().value());
      insert.setLong(2, row.sequence());
      insert.executeUpdate();
    }
    return RowResult.applied();
  }

  /** Asks the file by another program's connection. */
  static long count(Path file, String sql) throws SQLException {
    return Long.parseLong(Sample.one(file, sql));
  }

  /** What SQLite itself finds wrong with the file. */
  static List<String> faults(Path file) throws SQLException {
    List<String> faults = new ArrayList<>();
    try (Connection connection = Sample.plain(file);
        Statement statement = connection.createStatement()) {
      try (ResultSet rows = statement.executeQuery("PRAGMA integrity_check")) {
        while (rows.next()) {
          if (!rows.getString(1).equals("ok")) {
            faults.add(rows.getString(1));
          }
        }
      }
      try (ResultSet rows = statement.executeQuery("PRAGMA foreign_key_check")) {
        while (rows.next()) {
          faults.add("foreign key of " + rows.getString(1) + " row " + rows.getString(2));
        }
      }
    }
    return faults;
  }
}
