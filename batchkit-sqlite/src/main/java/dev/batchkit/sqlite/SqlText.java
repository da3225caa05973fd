package dev.batchkit.sqlite;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads just enough of an SQL text to know whether a handler may run it inside a unit. */
final class SqlText {
  private static final Set<String> TAKERS =
      Set.of(
          "addBatch",
          "execute",
          "executeLargeUpdate",
          "executeQuery",
          "executeUpdate",
          "prepareCall",
          "prepareStatement");
  private static final Set<String> ALLOWED =
      Set.of(
          "ALTER", "ANALYZE", "CREATE", "DELETE", "DROP", "EXPLAIN", "INSERT", "REINDEX", "REPLACE",
          "SELECT", "UPDATE", "VALUES", "WITH");

  private final String sql;
  private int at;

  private SqlText(String sql) {
    this.sql = sql;
  }

  /** Whether the first argument of this method of JDBC is an SQL text. */
  static boolean isTakenBy(String method) {
    return TAKERS.contains(method);
  }

  /** Why it may not be run; null if it may. */
  static @Nullable String fault(String sql) {
    SqlText text = new SqlText(sql);
    text.skipBlank();
    String word = text.word();
    if (!ALLOWED.contains(word)) {
      return word.isEmpty()
          ? "a text that does not begin with an SQL word"
          : word + " is not for a handler: batchkit keeps the transaction and the connection";
    }
    text.skipStatement();
    return text.isAtEnd() ? null : "several statements in one text: run one at a time";
  }

  private String word() {
    int from = at;
    while (at < sql.length() && Character.isLetter(sql.charAt(at))) {
      at++;
    }
    return sql.substring(from, at).toUpperCase(Locale.ROOT);
  }

  /** Goes to the semicolon that ends the statement, or to the end. */
  private void skipStatement() {
    while (at < sql.length() && sql.charAt(at) != ';') {
      if (!skipComment() && !skipQuoted()) {
        at++;
      }
    }
  }

  private boolean isAtEnd() {
    while (at < sql.length()) {
      skipBlank();
      if (at < sql.length() && sql.charAt(at) != ';') {
        return false;
      }
      at++;
    }
    return true;
  }

  private void skipBlank() {
    while (at < sql.length()) {
      if (isBlank(sql.charAt(at))) {
        at++;
      } else if (!skipComment()) {
        return;
      }
    }
  }

  private static boolean isBlank(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r') || c == '\uFEFF';
  }

  private boolean skipComment() {
    if (sql.startsWith("--", at)) {
      int end = sql.indexOf('\n', at);
      at = end < 0 ? sql.length() : end + 1;
      return true;
    }
    if (sql.startsWith("/*", at)) {
      int end = sql.indexOf("*/", at + 2);
      at = end < 0 ? sql.length() : end + 2;
      return true;
    }
    return false;
  }

  /** A doubled quote inside closes and opens again, which comes to the same. */
  private boolean skipQuoted() {
    char open = sql.charAt(at);
    if (open != '\'' && open != '"' && open != '`' && open != '[') {
      return false;
    }
    int end = sql.indexOf(open == '[' ? ']' : open, at + 1);
    at = end < 0 ? sql.length() : end + 1;
    return true;
  }
}
