package dev.batchkit.sqlite;

import dev.batchkit.batch.StatusInfo;
import dev.batchkit.error.OutcomeUnknown;
import dev.batchkit.error.StoreFailed;
import dev.batchkit.json.Json;
import dev.batchkit.orchestration.Device;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connection that writes, with its transactions. One whose state nobody knows is let go, and
 * the next unit opens another.
 */
final class WriteConnection {
  private static final Logger LOG = LoggerFactory.getLogger(SqliteStore.class);
  private static final String BEGIN = "BEGIN IMMEDIATE";
  private static final String COMMIT = "COMMIT";
  private static final String ROLLBACK = "ROLLBACK";

  private final String store;
  private final Latch latch;
  private final Source source;
  private volatile @Nullable Db db;
  private volatile boolean closed;

  /** Where a connection that writes comes from. */
  @FunctionalInterface
  interface Source {
    Db open();
  }

  WriteConnection(String store, Latch latch, Source source) {
    this.store = store;
    this.latch = latch;
    this.source = source;
  }

  /** The connection, opened if there is none. */
  Db open() {
    if (closed) {
      throw new StoreFailed("The store " + store + " is closed: open it again.", "CLOSED", null);
    }
    Db open = db;
    if (open == null) {
      try {
        open = source.open();
        db = open;
      } catch (JdbiException e) {
        throw Failures.failed(store, "its writing connection could not be opened", e);
      }
    }
    return open;
  }

  /** Has JDBI and Jackson load what they need, which takes long: not in a unit, but before. */
  void rehearse() {
    Db open = open();
    try {
      Json json = Json.write(List.of(StatusInfo.DUPLICATE));
      json.elements();
      open.sql(BatchSql.class).find(0);
      open.sql(DeviceSql.class).find(new Device("", "", json, "", null, null, null));
      open.sql(RunSql.class).find("");
      open.sql(SessionSql.class).find("");
      latch.isOpen(open);
    } catch (SQLException | JdbiException e) {
      throw Failures.failed(store, "it could not be read", e);
    }
  }

  /** Begins a transaction. */
  Db begin(Wait wait) {
    Db open = open();
    while (true) {
      try {
        open.kept(BEGIN).execute();
        return open;
      } catch (SQLException e) {
        if (!Failures.isBusy(e)) {
          discard(e);
          throw Failures.failed(store, "a unit could not be begun", e);
        }
        if (wait.isOver()) {
          throw wait.busy(e);
        }
      }
    }
  }

  /**
   * Closes the latch and commits; returns only if it is certain that it did.
   *
   * @param hold the hold on the latch; null if it was not opened
   */
  void commit(String step, Latch.@Nullable Hold hold, Wait wait) {
    if (hold != null) {
      closeLatch(step);
    }
    while (true) {
      try {
        open().kept(COMMIT).execute();
        return;
      } catch (SQLException e) {
        if (!Failures.isBusy(e)) {
          settle(step, hold, e);
          return;
        }
        if (wait.isOver()) {
          rollBack(e);
          throw wait.busy(e);
        }
      }
    }
  }

  private void closeLatch(String step) {
    boolean paid;
    try {
      paid = latch.close(open());
    } catch (SQLException e) {
      rollBack(e);
      throw Failures.failed(store, "the latch could not be closed", e);
    }
    if (!paid) {
      StoreFailed ended =
          Failures.broken(
              "The transaction of the unit "
                  + step
                  + " was ended by another hand than batchkit's: end no transaction that you did not"
                  + " begin.",
              "ENDED");
      rollBack(ended);
      throw ended;
    }
  }

  /** COMMIT gave an answer that is neither yes nor busy. */
  private void settle(String step, Latch.@Nullable Hold hold, SQLException answer) {
    if (isRolledBack()) {
      throw Failures.failed(store, "the unit " + step + " was not committed", answer);
    }
    discard(answer);
    switch (readBack(hold, answer)) {
      case COMMITTED ->
          LOG.warn(
              "The commit of the unit {} answered {}, but it is stored.",
              step,
              Failures.code(answer));
      case NOT_COMMITTED ->
          throw Failures.failed(store, "the unit " + step + " was not committed", answer);
      case UNKNOWN -> throw unknown(step, hold, answer);
    }
  }

  private boolean isRolledBack() {
    try {
      open().kept(ROLLBACK).execute();
      return true;
    } catch (SQLException e) {
      return false;
    }
  }

  private Latch.Verdict readBack(Latch.@Nullable Hold hold, SQLException answer) {
    if (hold == null) {
      return Latch.Verdict.UNKNOWN;
    }
    try (Db fresh = source.open()) {
      return latch.find(fresh, hold);
    } catch (SQLException | JdbiException | StoreFailed e) {
      answer.addSuppressed(e);
      return Latch.Verdict.UNKNOWN;
    }
  }

  private OutcomeUnknown unknown(String step, Latch.@Nullable Hold hold, SQLException answer) {
    String key =
        hold == null ? step : step + "/" + hold.units() + "/" + Long.toHexString(hold.token());
    return new OutcomeUnknown(
        "Whether the unit "
            + key
            + " of the store "
            + store
            + " was committed could not be found out ("
            + Failures.code(answer)
            + "). Open the store again and look before repeating anything.",
        key,
        answer);
  }

  /**
   * After this nothing of the unit can be committed any more, if need be without the connection.
   */
  void rollBack(Throwable why) {
    Db open = db;
    if (open == null) {
      return;
    }
    try {
      open.kept(ROLLBACK).execute();
    } catch (SQLException e) {
      discard(why);
    }
  }

  private void discard(Throwable why) {
    try {
      letGo();
    } catch (JdbiException e) {
      why.addSuppressed(e);
    }
  }

  private void letGo() {
    Db open = db;
    db = null;
    if (open != null) {
      open.close();
    }
  }

  /** Loses the connection whatever is under way on it, as a kill would. */
  void abandon() throws SQLException {
    closed = true;
    Db open = db;
    db = null;
    if (open != null) {
      open.connection().close();
    }
  }

  void close() {
    closed = true;
    letGo();
  }
}
