package dev.batchkit.benchmarks;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The rows of the batch itself. */
final class ControlHeader {
  private static final String STATUSES =
      "[{\"code\":\"OK\",\"label\":\"OK\",\"severity\":\"OK\"},"
          + "{\"code\":\"WARNING\",\"label\":\"Warning\",\"severity\":\"WARNING\"},"
          + "{\"code\":\"SKIP\",\"label\":\"Skip\",\"severity\":\"SKIP\"},"
          + "{\"code\":\"ERROR\",\"label\":\"Error\",\"severity\":\"ERROR\"},"
          + "{\"code\":\"DUPLICATE\",\"label\":\"Duplicate\",\"severity\":\"ERROR\"}]";
  private static final String COLUMNS =
      "[{\"name\":\"sku\",\"type\":\"TEXT\"},{\"name\":\"name\",\"type\":\"TEXT\"},"
          + "{\"name\":\"old_price\",\"type\":\"DECIMAL\"},"
          + "{\"name\":\"new_price\",\"type\":\"DECIMAL\"},"
          + "{\"name\":\"stock\",\"type\":\"INT\"},{\"name\":\"day\",\"type\":\"DATE\"}]";

  private final ControlFile db;

  ControlHeader(ControlFile db) {
    this.db = db;
  }

  void create() throws SQLException {
    String at = ControlFile.now();
    db.run(
        "INSERT INTO batch (id, status, created_date, updated_date) VALUES (1, 'Pending', ?, ?)",
        at,
        at);
    db.run(
        "INSERT INTO batchkit_batch (batch_id, batch_type, batch_key, description, row_table,"
            + " statuses_json, columns_json, batch_version, rows_from, rows_through, rows_used)"
            + " VALUES (1, 'price-line', '2026-05', 'price list', ?, ?, ?, 1, 1, 0, 0)",
        ControlRows.TABLE,
        STATUSES,
        COLUMNS);
    db.run("INSERT INTO batchkit_key VALUES ('price-line', '2026-05', 1)");
  }

  void claim(Phase phase) throws SQLException {
    db.run(
        "UPDATE batchkit_batch SET claim_owner = 1, claim_token = claim_token + 1, activity = ?,"
            + " needs_refresh = ? WHERE batch_id = 1 AND claim_owner IS NULL",
        phase.word(),
        phase == Phase.REFRESH ? 1 : 0);
    status("Running");
  }

  private void status(String status) throws SQLException {
    db.run("UPDATE batch SET status = ?, updated_date = ? WHERE id = 1", status, ControlFile.now());
  }

  void populated(long rows) throws SQLException {
    settle(
        "Pending",
        "source_json = ?, rows_from = 1, rows_through = ?, rows_used = ?, populated_at = ?",
        "{\"sources\":[{\"name\":\"" + PriceList.SOURCE + "\"}]}",
        rows,
        rows,
        ControlFile.now());
  }

  void refreshed() throws SQLException {
    settle("Pending", "needs_refresh = 0");
  }

  void executed(long applied, long skipped) throws SQLException {
    settle(
        "Success",
        "executed_at = ?, result_json = ?",
        ControlFile.now(),
        "{\"applied\":" + applied + ",\"skipped\":" + skipped + ",\"failed\":0}");
  }

  private void settle(String status, String what, Object... arguments) throws SQLException {
    db.run(
        "UPDATE batchkit_batch SET claim_owner = NULL, activity = NULL,"
            + " batch_version = batch_version + 1, handler = '"
            + PriceHandler.class.getName()
            + " "
            + PriceHandler.VERSION
            + "', "
            + what
            + " WHERE batch_id = 1",
        arguments);
    status(status);
  }

  String seal(ControlSeal seal) throws SQLException {
    try (PreparedStatement batch = db.prepare("SELECT * FROM batch WHERE id = 1");
        PreparedStatement header = db.prepare("SELECT * FROM batchkit_batch WHERE batch_id = 1");
        ResultSet batchRow = batch.executeQuery();
        ResultSet headerRow = header.executeQuery()) {
      if (!batchRow.next() || !headerRow.next()) {
        throw new SQLException("the batch is not there");
      }
      return seal.text(batchRow, headerRow);
    }
  }

  void freeze(String seal) throws SQLException {
    db.run(
        "UPDATE batchkit_batch SET seal_sha256 = ?, frozen_at = ? WHERE batch_id = 1",
        seal,
        ControlFile.now());
  }
}
