package dev.batchkit.benchmarks;

import dev.batchkit.benchmarks.ControlSide.Verdict;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The statements on the table of the rows and on the product table. */
final class ControlRows {
  static final String TABLE = "batchkit_row_price_line";
  static final String LEFT_OUT = "{\"reason\":\"left out: Error\"}";

  private final PreparedStatement insert;
  private final PreparedStatement page;
  private final PreparedStatement update;
  private final PreparedStatement product;
  private final PreparedStatement markApplied;
  private final PreparedStatement markLeftOut;

  ControlRows(ControlFile db) throws SQLException {
    insert =
        db.prepare(
            "INSERT INTO "
                + TABLE
                + " (batch_id, sequence, row_status, row_problems_json, row_updated_at, sku, name,"
                + " old_price, new_price, stock, day) VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    page =
        db.prepare(
            "SELECT sequence, row_status, row_problems_json, row_version, row_updated_at, sku,"
                + " name, old_price, new_price, stock, day FROM "
                + TABLE
                + " WHERE batch_id = 1 AND sequence > ? ORDER BY sequence LIMIT "
                + ControlFile.CHUNK);
    update =
        db.prepare(
            "UPDATE "
                + TABLE
                + " SET row_status = ?, row_problems_json = ?, row_version = row_version + 1,"
                + " row_updated_at = ? WHERE batch_id = 1 AND sequence = ?");
    product = db.prepare(Product.PUT);
    markApplied =
        db.prepare(
            "UPDATE "
                + TABLE
                + " SET row_outcome = 'APPLIED'"
                + " WHERE batch_id = 1 AND sequence BETWEEN ? AND ? AND row_status <> 'ERROR'");
    markLeftOut =
        db.prepare(
            "UPDATE "
                + TABLE
                + " SET row_outcome = 'SKIPPED', row_outcome_json = '"
                + LEFT_OUT
                + "' WHERE batch_id = 1 AND sequence BETWEEN ? AND ? AND row_status = 'ERROR'");
  }

  void addInsert(long sequence, Verdict verdict, String at, PriceLine line) throws SQLException {
    insert.setLong(1, sequence);
    insert.setString(2, verdict.status());
    insert.setString(3, verdict.problems());
    insert.setString(4, at);
    insert.setString(5, line.sku());
    insert.setString(6, line.name());
    insert.setString(7, line.oldPrice().toString());
    insert.setString(8, line.newPrice().toString());
    insert.setInt(9, line.stock());
    insert.setString(10, line.day().toString());
    insert.addBatch();
  }

  void insert() throws SQLException {
    insert.executeBatch();
  }

  List<StoredLine> page(long after) throws SQLException {
    page.setLong(1, after);
    List<StoredLine> lines = new ArrayList<>(ControlFile.CHUNK);
    try (ResultSet found = page.executeQuery()) {
      while (found.next()) {
        lines.add(
            new StoredLine(
                found.getLong(1),
                found.getString(2),
                found.getString(3),
                found.getLong(4),
                found.getString(5),
                found.getString(6),
                found.getString(7),
                found.getString(8),
                found.getString(9),
                found.getInt(10),
                found.getString(11)));
      }
    }
    return lines;
  }

  void addUpdate(StoredLine stored, Verdict verdict, String at) throws SQLException {
    update.setString(1, verdict.status());
    update.setString(2, verdict.problems());
    update.setString(3, at);
    update.setLong(4, stored.sequence());
    update.addBatch();
  }

  void update() throws SQLException {
    update.executeBatch();
  }

  void addProduct(StoredLine stored) throws SQLException {
    product.setString(1, stored.sku());
    product.setString(2, stored.name());
    product.setString(3, stored.newPrice());
    product.setInt(4, stored.stock());
    product.setString(5, stored.day());
    product.addBatch();
  }

  void putProducts() throws SQLException {
    product.executeBatch();
  }

  void mark(long from, long through, boolean errors) throws SQLException {
    markApplied.setLong(1, from);
    markApplied.setLong(2, through);
    markApplied.executeUpdate();
    if (errors) {
      markLeftOut.setLong(1, from);
      markLeftOut.setLong(2, through);
      markLeftOut.executeUpdate();
    }
  }

  /** A row as it is stored. */
  record StoredLine(
      long sequence,
      String status,
      @Nullable String problems,
      long version,
      String updatedAt,
      String sku,
      @Nullable String name,
      String oldPrice,
      String newPrice,
      int stock,
      String day) {

    boolean isError() {
      return status.equals("ERROR");
    }

    PriceLine line() {
      return new PriceLine(
          Objects.requireNonNull(sku),
          name,
          new BigDecimal(oldPrice),
          new BigDecimal(newPrice),
          stock,
          LocalDate.parse(day));
    }
  }
}
