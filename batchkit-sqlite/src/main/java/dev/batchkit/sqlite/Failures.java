package dev.batchkit.sqlite;

import dev.batchkit.error.BatchKitException;
import dev.batchkit.error.StoreFailed;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What went wrong in SQLite, in the words of the store. */
final class Failures {
  private static final int PRIMARY = 0xff;

  private Failures() {}

  /** The store failed; the cause is SQLite's own exception where there is one. */
  static StoreFailed failed(String store, String what, Throwable thrown) {
    SQLException sql = sql(thrown);
    Throwable cause = sql == null ? thrown : sql;
    String code = code(cause);
    return new StoreFailed(
        "The store " + store + " failed: " + what + " (" + code + "). " + wayOut(code),
        code,
        cause);
  }

  /** The store found something that must not be, without an error of SQLite. */
  static StoreFailed broken(String what, String code) {
    return new StoreFailed(what, code, null);
  }

  static boolean isBusy(Throwable thrown) {
    int primary = primary(thrown);
    return primary == SQLiteErrorCode.SQLITE_BUSY.code
        || primary == SQLiteErrorCode.SQLITE_LOCKED.code;
  }

  /** Whether somewhere beneath an exception that is not the store's own lies SQLite's BUSY. */
  static boolean isBusyBeneath(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof BatchKitException) {
        return false;
      }
      if (isBusy(t)) {
        return true;
      }
    }
    return false;
  }

  static boolean isConstraint(Throwable thrown) {
    return primary(thrown) == SQLiteErrorCode.SQLITE_CONSTRAINT.code;
  }

  static String code(Throwable thrown) {
    return thrown instanceof SQLiteException sqlite
        ? sqlite.getResultCode().name()
        : thrown.getClass().getSimpleName();
  }

  private static int primary(Throwable thrown) {
    return thrown instanceof SQLiteException sqlite ? sqlite.getResultCode().code & PRIMARY : -1;
  }

  private static @Nullable SQLException sql(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof SQLException sql) {
        return sql;
      }
    }
    return null;
  }

  private static String wayOut(String code) {
    if (code.startsWith("SQLITE_FULL")) {
      return "Make room on its disk; nothing of this work was stored.";
    }
    if (code.startsWith("SQLITE_READONLY")) {
      return "Make the file and its directory writable, or open it by SqliteStore.readOnly.";
    }
    if (code.startsWith("SQLITE_CORRUPT") || code.startsWith("SQLITE_NOTADB")) {
      return "Check the disk and the file by PRAGMA integrity_check; nothing is repaired unasked.";
    }
    return "The cause says why; nothing of this work was stored.";
  }
}
