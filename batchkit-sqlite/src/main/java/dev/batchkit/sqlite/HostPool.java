package dev.batchkit.sqlite;

import dev.batchkit.error.BatchKitException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A small pool of connections for the application, opened as they are needed. */
final class HostPool implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SqliteStore.class);
  private static final int MOST = 8;

  private final DataFile file;
  private final @Nullable Object fileKey;
  private final @Nullable SharedFile shared;
  private final boolean readOnly;
  private final Duration patience;
  private final Source source;
  private final Semaphore permits = new Semaphore(MOST, true);
  private final Deque<Connection> idle = new ArrayDeque<>();
  private boolean closed;

  /** Where a connection comes from, set up. */
  @FunctionalInterface
  interface Source {
    Connection open() throws SQLException;
  }

  /**
   * An empty pool.
   *
   * @param shared what the stores on the file share; null where nobody writes
   */
  HostPool(
      DataFile file,
      @Nullable SharedFile shared,
      boolean readOnly,
      Duration patience,
      Source source) {
    this.file = file;
    this.fileKey = file.key();
    this.shared = shared;
    this.readOnly = readOnly;
    this.patience = patience;
    this.source = source;
  }

  boolean isReadOnly() {
    return readOnly;
  }

  Connection borrow() throws SQLException {
    checkOpen();
    acquire();
    boolean lent = false;
    try {
      Connection raw = idleOne();
      Connection lease = new Lease(this, raw == null ? source.open() : raw).connection();
      lent = true;
      return lease;
    } finally {
      if (!lent) {
        permits.release();
      }
    }
  }

  private void acquire() throws SQLException {
    try {
      if (!permits.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new SQLTransientConnectionException(
            "All "
                + MOST
                + " connections of store.dataSource() of "
                + file
                + " were in use for "
                + patience.toMillis()
                + " ms. Close each when its work is done.",
            "08001");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SQLTransientConnectionException(
          "The thread was interrupted while it waited for a connection.", "08001", e);
    }
  }

  private synchronized @Nullable Connection idleOne() {
    return idle.pollFirst();
  }

  synchronized void checkOpen() throws SQLException {
    if (closed) {
      throw new SQLNonTransientConnectionException(
          "The store " + file + " is closed: open it again.", "08003");
    }
  }

  /** A transaction that waits for the unit of its own thread would wait for ever. */
  void requireOutsideUnit() throws SQLException {
    try {
      file.checkSame(fileKey);
    } catch (BatchKitException e) {
      throw new SQLException(e.getMessage(), e);
    }
    if (shared != null && shared.writing.isHeldByCurrentThread()) {
      throw new SQLException(
          "This thread is in the unit "
              + shared.step
              + " of "
              + file
              + ", and the connection was taken before it: take one inside.",
          "25000");
    }
  }

  void begun(Thread thread) {
    if (shared != null) {
      shared.hosts.add(thread);
    }
  }

  void ended(Thread thread) {
    if (shared != null) {
      shared.hosts.remove(thread);
    }
  }

  /** One whose state nobody knows is not lent again. */
  void giveBack(Connection raw, boolean sound) {
    synchronized (this) {
      if (sound && !closed) {
        idle.addFirst(raw);
        permits.release();
        return;
      }
    }
    letGo(raw);
    permits.release();
  }

  private static void letGo(Connection raw) {
    try {
      raw.close();
    } catch (SQLException e) {
      LOG.warn("A connection of a data source could not be closed: {}", Failures.code(e));
    }
  }

  /** Those that are lent are dead from here on, and closed when they come back. */
  @Override
  public void close() {
    Deque<Connection> left;
    synchronized (this) {
      closed = true;
      left = new ArrayDeque<>(idle);
      idle.clear();
    }
    left.forEach(HostPool::letGo);
  }
}
