package dev.batchkit.measuring;

import dev.batchkit.error.MeasurementFailed;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says in words that a database failed, without what a driver may tell of values, addresses and
 * accounts: only the text about a query that the database does not understand is its own.
 */
final class SqlFailure {
  private static final int MOST_TEXT = 300;
  private static final int SQLITE_ERROR = 1;

  /** Syntax, and columns and tables that are not there, as the standard and PostgreSQL say it. */
  private static final Set<String> UNKNOWN_WORDS =
      Set.of("42601", "42703", "42P01", "42S02", "42S22", "42S03", "42S04");

  private SqlFailure() {}

  /**
   * A failure.
   *
   * @param what what could not be done, as the begin of a sentence
   */
  static MeasurementFailed of(String what, Exception failure) {
    String reason = what + ": " + failure.getClass().getSimpleName() + codes(failure) + ".";
    return new MeasurementFailed(reason);
  }

  /**
   * A failure to make the database understand a query: lasting if it does not.
   *
   * @param what what could not be done, as the begin of a sentence
   * @param prepares whether the query was not yet run
   */
  static MeasurementFailed ofQuery(String what, Exception failure, boolean prepares) {
    if (!(failure instanceof SQLException sql) || !isAboutTheQuery(sql, prepares)) {
      return of(what, failure);
    }
    String reason = what + ": " + text(sql) + codes(sql) + ".";
    return new MeasurementFailed(reason, true);
  }

  private static boolean isAboutTheQuery(SQLException failure, boolean prepares) {
    String state = failure.getSQLState();
    return state == null
        ? prepares && failure.getErrorCode() == SQLITE_ERROR
        : UNKNOWN_WORDS.contains(state);
  }

  private static String text(SQLException failure) {
    String message = String.valueOf(failure.getMessage());
    String line = message.lines().findFirst().orElse("").strip();
    return line.length() > MOST_TEXT ? line.substring(0, MOST_TEXT) + "..." : line;
  }

  private static String codes(Exception failure) {
    if (!(failure instanceof SQLException sql)) {
      return "";
    }
    @Nullable String state = sql.getSQLState();
    return (state == null ? " (" : " (SQLState " + state + ", ")
        + "code "
        + sql.getErrorCode()
        + ")";
  }
}
