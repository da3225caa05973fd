package dev.batchkit.sqlite;

import dev.batchkit.error.InvalidValue;
import dev.batchkit.error.StoreFailed;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/** A small pool of connections that only read, opened as they are needed. */
final class Readers implements Door, AutoCloseable {
  private static final int MOST = 8;

  private final String store;
  private final Supplier<Db> source;
  private final Semaphore permits = new Semaphore(MOST);
  private final Deque<Db> idle = new ArrayDeque<>();
  private boolean closed;

  Readers(String store, Supplier<Db> source) {
    this.store = store;
    this.source = source;
  }

  @Override
  public <T> T call(Call<T> call) {
    permits.acquireUninterruptibly();
    try {
      Db db = take();
      boolean sound = false;
      try {
        T result = call.on(db);
        sound = true;
        return result;
      } finally {
        giveBack(db, sound);
      }
    } catch (SQLException | JdbiException e) {
      throw Failures.failed(store, "it could not be read", e);
    } catch (DateTimeException | IllegalArgumentException | InvalidValue e) {
      throw Failures.failed(store, "something stored cannot be read", e);
    } finally {
      permits.release();
    }
  }

  private Db take() {
    Db db = idleOne();
    return db == null ? source.get() : db;
  }

  private synchronized @Nullable Db idleOne() {
    if (closed) {
      throw new StoreFailed("The store " + store + " is closed: open it again.", "CLOSED", null);
    }
    return idle.pollFirst();
  }

  /** One that something failed on is not used again. */
  private void giveBack(Db db, boolean sound) {
    synchronized (this) {
      if (sound && !closed) {
        idle.addFirst(db);
        return;
      }
    }
    db.close();
  }

  /** Those in use are closed when they come back. */
  @Override
  public void close() {
    Deque<Db> left;
    synchronized (this) {
      closed = true;
      left = new ArrayDeque<>(idle);
      idle.clear();
    }
    left.forEach(Db::close);
  }
}
