package dev.batchkit.examples.vendorprices;

import dev.batchkit.batch.Row;
import dev.batchkit.spi.RowResult;
import dev.batchkit.store.StoreTx;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.Properties;

/** The program's own table, in the same file as the batches. */
final class ProductTable {
  private static final String CREATE =
      """
      CREATE TABLE IF NOT EXISTS product(
        sku TEXT PRIMARY KEY NOT NULL,
        name TEXT,
        price TEXT NOT NULL,
        updated_at TEXT NOT NULL)
      """;
  private static final String UPSERT =
      """
      INSERT INTO product(sku, name, price, updated_at)
      VALUES (?, ?, ?, strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
      ON CONFLICT(sku) DO UPDATE SET
        name = coalesce(excluded.name, name), price = excluded.price, updated_at = excluded.updated_at
      """;

  private ProductTable() {}

  /** Makes the table where it is missing: plain JDBC on a connection of the program's own. */
  static void create(Path database) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url(database));
        Statement statement = connection.createStatement()) {
      statement.execute(CREATE);
    }
  }

  /** Opens a connection that can read only. */
  static Connection openToRead(Path database) throws SQLException {
    Properties readOnly = new Properties();
    readOnly.setProperty("open_mode", "1");
    return DriverManager.getConnection(url(database), readOnly);
  }

  /** Writes a row into the table, in the transaction that also stores the row's outcome. */
  static RowResult write(Row<PriceRow> row, StoreTx tx) throws SQLException {
    PriceRow product = row.value();
    try (PreparedStatement upsert = tx.connection().prepareStatement(UPSERT)) {
      upsert.setString(1, product.sku());
      upsert.setString(2, product.name());
      upsert.setString(3, Objects.requireNonNull(product.newPrice()).toPlainString());
      upsert.executeUpdate();
    }
    return RowResult.applied();
  }

  private static String url(Path database) {
    return "jdbc:sqlite:" + database.toAbsolutePath();
  }
}
