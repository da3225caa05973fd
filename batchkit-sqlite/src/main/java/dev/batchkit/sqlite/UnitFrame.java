package dev.batchkit.sqlite;

import dev.batchkit.error.BatchKitException;
import dev.batchkit.error.InvalidValue;
import dev.batchkit.error.StoreFailed;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.DateTimeException;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/** What holds one unit together: its connection, its thread, and whether it is doomed. */
final class UnitFrame implements Door {
  private final String store;
  private final String step;
  private final Db db;
  private final Latch latch;
  private final boolean opensLatch;
  private final Thread thread = Thread.currentThread();
  private final Guard guard = new Guard();
  private volatile boolean ended;
  private volatile @Nullable StoreFailed doom;
  private @Nullable Connection guarded;
  private Latch.@Nullable Hold hold;
  private boolean rolledBack;

  /**
   * The frame of a transaction that has begun.
   *
   * @param opensLatch whether the transaction is the unit's own, which nobody else may end
   */
  UnitFrame(String store, String step, Db db, Latch latch, boolean opensLatch) {
    this.store = store;
    this.step = step;
    this.db = db;
    this.latch = latch;
    this.opensLatch = opensLatch;
  }

  /**
   * Opens the latch, if it is not open. A unit that only writes the ledger never does: no code but
   * ours runs in it, and whoever writes the ledger can look whether it was stored.
   */
  UnitFrame latched() {
    if (opensLatch && hold == null) {
      hold = call(latch::open);
    }
    return this;
  }

  /** The unit's hold on the latch; null if it has not opened it. */
  Latch.@Nullable Hold hold() {
    return hold;
  }

  /** The store's own statements: whatever fails in them dooms the unit. */
  @Override
  public <T> T call(Call<T> call) {
    checkUsable();
    try {
      return call.on(db);
    } catch (SQLException | JdbiException e) {
      throw doom(Failures.failed(store, "the unit " + step + " cannot go on", e));
    } catch (StoreFailed e) {
      throw doom(e);
    } catch (DateTimeException | IllegalArgumentException | InvalidValue e) {
      throw doom(Failures.failed(store, "something stored cannot be read", e));
    }
  }

  /** The connection that a handler gets. */
  Connection guarded() {
    latched().checkUsable();
    Connection connection = guarded;
    if (connection == null) {
      connection = guard.connection(db.connection(), new UnitTerms(this));
      guarded = connection;
    }
    return connection;
  }

  /** A connection for code that thinks of the unit as a transaction of its own. */
  Connection joined() {
    latched();
    return guard.connection(db.connection(), new JoinedTerms(this));
  }

  /** What joined the unit rolled back; of no meaning where the unit is doomed already. */
  void rollBackOnly() throws SQLException {
    if (!ended && doom != null) {
      return;
    }
    checkGuarded();
    rolledBack = true;
    doom(
        new StoreFailed(
            "The unit "
                + step
                + " was rolled back by the code that joined it through store.dataSource(): so it is"
                + " rolled back as a whole. Throw, to have its row fail.",
            "ROLLED_BACK",
            null));
  }

  private void checkUsable() {
    if (ended) {
      throw new StoreFailed(
          "The unit " + step + " has ended: what it gave is dead.", "ENDED", null);
    }
    if (Thread.currentThread() != thread) {
      throw new StoreFailed(
          "The unit " + step + " belongs to the thread that it runs on.", "THREAD", null);
    }
    StoreFailed failed = doom;
    if (failed != null) {
      throw failed;
    }
  }

  /** As {@link #checkUsable}, in the words of JDBC. */
  void checkGuarded() throws SQLException {
    try {
      checkUsable();
    } catch (BatchKitException e) {
      throw new SQLException(e.getMessage(), e);
    }
  }

  /** A handler's statement failed. A violated constraint is the handler's own affair, mostly. */
  void failed(SQLException e) {
    if (ended || doom != null || e instanceof SQLFeatureNotSupportedException) {
      return;
    }
    if (!Failures.isConstraint(e) || !isLatched(e)) {
      doom(Failures.failed(store, "a statement of the unit " + step + " failed", e));
    }
  }

  private boolean isLatched(SQLException why) {
    try {
      return latch.isOpen(db);
    } catch (SQLException e) {
      why.addSuppressed(e);
      return false;
    }
  }

  private StoreFailed doom(StoreFailed failure) {
    StoreFailed first = doom;
    if (first == null) {
      doom = failure;
      return failure;
    }
    return first;
  }

  boolean isDoomed() {
    return doom != null;
  }

  /**
   * Whether the unit is doomed, and what the work threw does not say why: who rolls back and throws
   * has said it.
   */
  boolean mustSayWhy(Throwable thrown) {
    return doom != null && thrown instanceof Exception && !rolledBack;
  }

  /** Why the unit is rolled back, with what the work threw beside it. */
  StoreFailed failure(@Nullable Throwable thrown) {
    StoreFailed failure = doom;
    if (failure == null) {
      throw new IllegalStateException("not doomed");
    }
    if (thrown != null && thrown != failure && thrown != failure.getCause()) {
      failure.addSuppressed(thrown);
    }
    return failure;
  }

  /** From here on everything that the unit gave is dead. */
  void end() {
    if (!ended) {
      guard.close(this::failed);
      ended = true;
    }
  }
}
