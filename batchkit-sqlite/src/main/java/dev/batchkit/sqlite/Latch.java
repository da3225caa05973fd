package dev.batchkit.sqlite;

import java.security.SecureRandom;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * The row that is unpaid while a unit is open, so that no COMMIT but the unit's own can succeed. It
 * also counts the units and keeps the token of the last one, on a page that is written anyway: by
 * them a commit whose answer was lost is found, or not, afterwards.
 */
final class Latch {
  /** What reading back says about a commit. */
  enum Verdict {
    COMMITTED,
    NOT_COMMITTED,
    UNKNOWN
  }

  private static final SecureRandom RANDOM = new SecureRandom();

  private final String open;
  private final String isOpen;
  private final String close;
  private final String read;

  Latch(String table) {
    String name = '"' + table + '"';
    open =
        "UPDATE "
            + name
            + " SET open = -1, units = units + 1, token = ? WHERE id = 1"
            + " RETURNING units";
    isOpen = "SELECT 1 FROM " + name + " WHERE id = 1 AND open = -1";
    close = "UPDATE " + name + " SET open = NULL WHERE id = 1 AND open = -1";
    read = "SELECT units, token FROM " + name + " WHERE id = 1";
  }

  /**
   * One unit's hold on the latch.
   *
   * @param units its number
   * @param token what only it has written
   */
  record Hold(long units, long token) {}

  Hold open(Db db) throws SQLException {
    long token = RANDOM.nextLong();
    PreparedStatement statement = db.kept(open);
    statement.setLong(1, token);
    try (ResultSet rows = statement.executeQuery()) {
      if (!rows.next()) {
        throw new SQLException("The latch row of batchkit is missing.");
      }
      return new Hold(rows.getLong(1), token);
    }
  }

  /** Whether the transaction that opened the latch is still the one that is open. */
  boolean isOpen(Db db) throws SQLException {
    try (ResultSet rows = db.kept(isOpen).executeQuery()) {
      return rows.next();
    }
  }

  /** Pays, just before COMMIT; false if another hand has ended the transaction. */
  boolean close(Db db) throws SQLException {
    return db.kept(close).executeUpdate() == 1;
  }

  /** Looks, on a connection that was not part of it, whether a unit was committed. */
  Verdict find(Db db, Hold hold) throws SQLException {
    try (ResultSet rows = db.kept(read).executeQuery()) {
      if (!rows.next()) {
        return Verdict.UNKNOWN;
      }
      if (rows.getLong(2) == hold.token()) {
        return Verdict.COMMITTED;
      }
      return rows.getLong(1) <= hold.units() ? Verdict.NOT_COMMITTED : Verdict.UNKNOWN;
    }
  }
}
