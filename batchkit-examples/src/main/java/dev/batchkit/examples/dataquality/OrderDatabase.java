package dev.batchkit.examples.dataquality;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteDataSource;

/** A database of orders, as a program has one: batchkit only reads it. */
final class OrderDatabase {
  private final DataSource source;

  OrderDatabase(Path file) {
    SQLiteDataSource made = new SQLiteDataSource();
    made.setUrl("jdbc:sqlite:" + file.toAbsolutePath());
    source = made;
  }

  DataSource source() {
    return source;
  }

  void create() throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          CREATE TABLE IF NOT EXISTS orders (order_id INTEGER NOT NULL, load INTEGER NOT NULL,
            ordered_at TEXT NOT NULL, amount REAL, loaded_at TEXT)
          """);
    }
  }

  int lastLoad() throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet last = statement.executeQuery("SELECT coalesce(max(load), 0) FROM orders")) {
      last.next();
      return last.getInt(1);
    }
  }

  void add(int load, List<Load.Order> orders) throws SQLException {
    try (Connection connection = source.getConnection()) {
      connection.setAutoCommit(false);
      try (PreparedStatement insert =
          connection.prepareStatement("INSERT INTO orders VALUES (?, ?, ?, ?, ?)")) {
        for (Load.Order order : orders) {
          insert.setLong(1, order.id());
          insert.setInt(2, load);
          insert.setString(3, order.orderedAt().toString());
          amount(insert, order.cents());
          insert.setString(5, text(order.loadedAt()));
          insert.addBatch();
        }
        insert.executeBatch();
      }
      connection.commit();
    }
  }

  private static void amount(PreparedStatement insert, @Nullable Long cents) throws SQLException {
    if (cents == null) {
      insert.setNull(4, Types.REAL);
    } else {
      insert.setDouble(4, cents / 100.0);
    }
  }

  private static @Nullable String text(@Nullable Instant time) {
    return time == null ? null : time.toString();
  }
}
