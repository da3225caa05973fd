package dev.batchkit.examples.pipeline;

import dev.batchkit.orchestration.Recorder;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/** The table that the pipeline fills: an ordinary one, in the same file as its record. */
final class StockTable {
  static final String NAME = "stock";

  private static final String CREATE =
      """
      CREATE TABLE IF NOT EXISTS stock(
        sku TEXT PRIMARY KEY NOT NULL,
        name TEXT NOT NULL,
        quantity INTEGER NOT NULL,
        unit_price TEXT NOT NULL,
        counted_on TEXT NOT NULL)
      """;
  private static final String UPSERT =
      """
      INSERT INTO stock(sku, name, quantity, unit_price, counted_on) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT(sku) DO UPDATE SET name = excluded.name, quantity = excluded.quantity,
        unit_price = excluded.unit_price, counted_on = excluded.counted_on
      """;
  private static final String SUMMARY =
      """
      SELECT counted_on AS day, count(*) AS articles, sum(quantity) AS pieces,
        printf('%.2f', sum(quantity * unit_price)) AS value
      FROM stock GROUP BY counted_on ORDER BY counted_on
      """;

  private final DataSource database;

  StockTable(DataSource database) {
    this.database = database;
  }

  void create(Recorder run) throws SQLException {
    run.sql(database, s -> s.identity("create table").statement(CREATE));
  }

  /** All of them in one transaction. */
  void insert(Recorder entry, List<StockLine> lines) throws SQLException {
    int inserted =
        entry.exec(
            x -> x.nature("SQL").identity("insert").code(UPSERT),
            exec -> {
              int rows = insert(lines);
              exec.output(rows + " rows");
              return rows;
            });
    entry.log("load", "Loaded " + inserted + " rows");
  }

  private int insert(List<StockLine> lines) throws SQLException {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try (PreparedStatement upsert = connection.prepareStatement(UPSERT)) {
        for (StockLine line : lines) {
          upsert.setString(1, line.sku());
          upsert.setString(2, line.name());
          upsert.setLong(3, line.quantity());
          upsert.setString(4, line.unitPrice().toPlainString());
          upsert.setString(5, line.countedOn().toString());
          upsert.addBatch();
        }
        int[] unused = upsert.executeBatch();
      }
      connection.commit();
    }
    return lines.size();
  }

  void summarise(Recorder run) throws SQLException {
    run.sql(database, s -> s.identity("summary").statement(SUMMARY));
  }
}
