package dev.batchkit.sqlite;

import dev.batchkit.batch.Column;
import dev.batchkit.batch.ColumnType;
import dev.batchkit.batch.RowWindow;
import dev.batchkit.batch.Severity;
import dev.batchkit.batch.StatusInfo;
import dev.batchkit.json.Json;
import dev.batchkit.store.ActorIds;
import dev.batchkit.store.NewBatch;
import dev.batchkit.store.RowTable;
import dev.batchkit.store.StoredRow;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Things to put into a store. */
final class Sample {
  static final Instant NOW = Instant.parse("2026-05-04T09:08:07.123Z");
  static final String AT = "2026-05-04T09:08:07.123Z";

  static final RowTable PRICES =
      new RowTable(
          "batchkit_row_vendor_prices",
          List.of(
              new Column("sku", ColumnType.TEXT),
              new Column("name", ColumnType.TEXT),
              new Column("old_price", ColumnType.DECIMAL),
              new Column("quantity", ColumnType.LONG),
              new Column("weight", ColumnType.DOUBLE),
              new Column("extra", ColumnType.JSON)),
          List.of(List.of("sku")),
          List.of("sku", "old_price"));

  private Sample() {}

  static NewBatch batch(String key) {
    return new NewBatch(
        "vendor-prices",
        key,
        "ACME, May",
        null,
        Json.of("{\"file\": \"acme.csv\"}"),
        PRICES.name(),
        List.of(StatusInfo.of(Severity.OK), StatusInfo.of(Severity.ERROR), StatusInfo.DUPLICATE),
        PRICES.columns(),
        null,
        NOW,
        ActorIds.NOBODY);
  }

  static StoredRow row(long sequence, String status) {
    return new StoredRow(
        sequence,
        status,
        status.equals("OK") ? null : "[{\"code\":\"ERROR\"}]",
        null,
        1,
        false,
        null,
        null,
        AT,
        null,
        new Object[] {
          "sku-" + sequence, "Näme " + sequence, "1.10", sequence, 0.5, "{\"a\": 1.0}"
        });
  }

  static List<StoredRow> rows(long from, long through) {
    List<StoredRow> rows = new ArrayList<>();
    for (long i = from; i <= through; i++) {
      rows.add(row(i, i % 5 == 0 ? "ERROR" : "OK"));
    }
    return rows;
  }

  static RowWindow window(long from, long through) {
    return new RowWindow(from, through, through);
  }

  /** A batch with rows 1 to count, visible through the whole window. */
  static long filled(SqliteStore store, long count) {
    store.prepare(PRICES);
    return store.inUnit(
        "fill",
        unit -> {
          long id = unit.batches().insert(batch(null));
          unit.rows().insert(PRICES, id, rows(1, count));
          return id;
        });
  }

  /** Another program's connection, with SQLite's own defaults. */
  static Connection plain(Path file) throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + file);
  }

  static String one(Path file, String sql) throws SQLException {
    try (Connection connection = plain(file);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows.next() ? rows.getString(1) : null;
    }
  }
}
