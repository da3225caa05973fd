package dev.batchkit.sqlite;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Statements that a handler has closed and may ask for again in the same unit: most handlers
 * prepare the same text for every row, and preparing costs more than running it. Kept is only what
 * is as it was prepared.
 */
final class KeptStatements {
  private static final int MOST = 32;

  private final Map<String, PreparedStatement> idle = new HashMap<>();

  /**
   * Whether a call leaves a statement such that nobody can tell it from a new one, but for its
   * parameters.
   */
  static boolean leavesAsPrepared(
      String name, @Nullable Object @Nullable [] arguments, @Nullable Object result) {
    boolean givesRows = result instanceof ResultSet || Boolean.TRUE.equals(result);
    boolean isSetting = name.startsWith("set") && (arguments == null || arguments.length < 2);
    return !givesRows && !isSetting && !name.equals("closeOnCompletion");
  }

  /** The idle statement of this text, which is the caller's from here on; null if there is none. */
  @Nullable PreparedStatement take(String sql) {
    return idle.remove(sql);
  }

  /** Takes back a statement; one that is not kept is closed. */
  void keep(String sql, PreparedStatement statement) throws SQLException {
    if (idle.size() >= MOST || idle.containsKey(sql)) {
      statement.close();
      return;
    }
    statement.clearBatch();
    statement.clearParameters();
    idle.put(sql, statement);
  }
}
