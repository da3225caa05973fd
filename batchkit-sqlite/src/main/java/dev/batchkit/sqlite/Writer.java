package dev.batchkit.sqlite;

import dev.batchkit.error.InsideUnit;
import dev.batchkit.error.StoreFailed;
import dev.batchkit.store.UnitOfWork;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one door for writes: units of work on one connection, one after the other. */
final class Writer {
  private static final Logger LOG = LoggerFactory.getLogger(SqliteStore.class);
  private static final long SLOW_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final DataFile file;
  private final @Nullable Object fileKey;
  private final SharedFile shared;
  private final Latch latch;
  private final Duration patience;
  private final WriteConnection connection;
  private final Function<UnitFrame, SqliteUnit> units;
  private @Nullable UnitFrame current;

  /**
   * Work on the bare frame of a unit.
   *
   * @param <T> what it gives back
   * @param <X> what it may throw
   */
  @FunctionalInterface
  interface FrameWork<T, X extends Exception> {
    T run(UnitFrame frame) throws X;
  }

  Writer(
      DataFile file,
      SharedFile shared,
      Latch latch,
      Duration patience,
      WriteConnection.Source source,
      Function<UnitFrame, SqliteUnit> units) {
    this.file = file;
    this.fileKey = file.key();
    this.shared = shared;
    this.latch = latch;
    this.patience = patience;
    this.connection = new WriteConnection(file.toString(), latch, source);
    this.units = units;
  }

  /** Opens the connection now, so that a file that cannot be written is found out at once. */
  void open() {
    newWait().lock();
    try {
      connection.rehearse();
    } finally {
      shared.writing.unlock();
    }
  }

  private Wait newWait() {
    return new Wait(file.toString(), shared, patience);
  }

  <T, X extends Exception> T inUnit(String step, UnitOfWork<T, X> work) throws X {
    return inFrame(step, frame -> work.run(units.apply(frame)));
  }

  <T, X extends Exception> T inFrame(String step, FrameWork<T, X> work) throws X {
    refuseWaiting();
    Wait wait = newWait();
    wait.lock();
    long began = System.nanoTime();
    try {
      shared.step = step;
      connection.open();
      file.checkSame(fileKey);
      Db db = connection.begin(wait);
      return inTransaction(new UnitFrame(file.toString(), step, db, latch, true), step, work);
    } finally {
      warnIfSlow(step, System.nanoTime() - began);
      shared.writing.unlock();
    }
  }

  /** Whether a unit on this thread would wait for itself. */
  boolean isInside() {
    return shared.writing.isHeldByCurrentThread() || shared.hosts.contains(Thread.currentThread());
  }

  void refuseInside() {
    if (shared.writing.isHeldByCurrentThread()) {
      throw new InsideUnit(
          "This thread is writing in the unit "
              + shared.step
              + " of "
              + file
              + ": what writes to the same store must wait until that unit has ended.",
          shared.step);
    }
  }

  /** Refuses what would wait for its own thread. */
  void refuseWaiting() {
    refuseInside();
    if (shared.hosts.contains(Thread.currentThread())) {
      throw new InsideUnit(
          "This thread has begun a transaction on "
              + file
              + " by a connection of SqliteStore.dataSource(): end it first, or write in it by"
              + " kit.in(connection).",
          "transaction");
    }
  }

  private <T, X extends Exception> T inTransaction(
      UnitFrame frame, String step, FrameWork<T, X> work) throws X {
    T result;
    current = frame;
    try {
      FaultPoints.hit(step, "begun");
      result = work.run(frame);
      frame.end();
      FaultPoints.hit(step, "before-commit");
    } catch (Throwable thrown) {
      frame.end();
      connection.rollBack(thrown);
      if (frame.mustSayWhy(thrown)) {
        throw frame.failure(thrown);
      }
      requireNoSelfDeadlock(step, thrown);
      throw thrown;
    } finally {
      current = null;
    }
    if (frame.isDoomed()) {
      StoreFailed failure = frame.failure(null);
      connection.rollBack(failure);
      throw failure;
    }
    connection.commit(step, frame.hold(), newWait());
    FaultPoints.hit(step, "committed");
    return result;
  }

  /** The work waited for the lock that its own unit holds, by another connection. */
  private void requireNoSelfDeadlock(String step, Throwable thrown) {
    if (thrown instanceof Exception && Failures.isBusyBeneath(thrown)) {
      throw new StoreFailed(
          "Inside the unit "
              + step
              + " of "
              + file
              + " another connection waited in vain for a lock, most likely for that which the unit"
              + " holds. Have the code that runs there take its connections from"
              + " SqliteStore.dataSource().",
          "SELF_DEADLOCK",
          thrown);
    }
  }

  /**
   * The unit that this thread is in.
   *
   * @return null if it is in none
   * @throws InsideUnit if it is in a unit of another store on the same file
   */
  @Nullable UnitFrame current() {
    if (!shared.writing.isHeldByCurrentThread()) {
      return null;
    }
    if (current == null) {
      refuseInside();
    }
    return current;
  }

  private void warnIfSlow(String step, long nanos) {
    if (nanos > SLOW_NANOS) {
      LOG.warn(
          "The unit {} held the write lock of {} for {} ms; other writers waited.",
          step,
          file,
          TimeUnit.NANOSECONDS.toMillis(nanos));
    }
  }

  /** Loses the connection whatever is under way on it, as a kill would. */
  void abandon() throws SQLException {
    connection.abandon();
  }

  /** Waits for the unit that is open, then closes the connection. */
  void close() {
    refuseInside();
    shared.writing.lock();
    try {
      connection.close();
    } finally {
      shared.writing.unlock();
    }
  }
}
