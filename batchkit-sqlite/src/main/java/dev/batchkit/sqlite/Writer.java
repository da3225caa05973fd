package dev.batchkit.sqlite;

import dev.batchkit.batch.Activity;
import dev.batchkit.batch.StatusInfo;
import dev.batchkit.error.InsideUnit;
import dev.batchkit.error.OutcomeUnknown;
import dev.batchkit.error.StoreBusy;
import dev.batchkit.error.StoreFailed;
import dev.batchkit.json.Json;
import dev.batchkit.store.Claim;
import dev.batchkit.store.UnitOfWork;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one door for writes: units of work on one connection, one after the other. */
final class Writer {
  private static final Logger LOG = LoggerFactory.getLogger(SqliteStore.class);
  private static final long SLOW_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final String BEGIN = "BEGIN IMMEDIATE";
  private static final String COMMIT = "COMMIT";
  private static final String ROLLBACK = "ROLLBACK";

  private final DataFile file;
  private final @Nullable Object fileKey;
  private final SharedFile shared;
  private final Latch latch;
  private final Duration patience;
  private final Source source;
  private final Function<UnitFrame, SqliteUnit> units;
  private volatile @Nullable Db db;
  private volatile boolean closed;

  /** Where a connection that writes comes from. */
  @FunctionalInterface
  interface Source {
    Db open() throws SQLException;
  }

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
      @Nullable Object fileKey,
      SharedFile shared,
      Latch latch,
      Duration patience,
      Source source,
      Function<UnitFrame, SqliteUnit> units) {
    this.file = file;
    this.fileKey = fileKey;
    this.shared = shared;
    this.latch = latch;
    this.patience = patience;
    this.source = source;
    this.units = units;
  }

  /** Opens the connection now, so that a file that cannot be written is found out at once. */
  void open() {
    long asked = System.nanoTime();
    lock(asked);
    try {
      rehearse(ready());
    } catch (SQLException | JdbiException e) {
      throw Failures.failed(file.toString(), "it could not be read", e);
    } finally {
      shared.writing.unlock();
    }
  }

  /** Has JDBI and Jackson load what they need, which takes long: not in a unit, but before. */
  private void rehearse(Db open) throws SQLException {
    Json.write(List.of(StatusInfo.DUPLICATE)).elements();
    open.sql(BatchSql.class).find(0);
    open.sql(HeaderSql.class).holding(new Claim(0, 0, 0, Activity.POPULATE));
    open.sql(RunSql.class).find("");
    open.sql(SessionSql.class).find("");
    latch.isOpen(open);
  }

  <T, X extends Exception> T inUnit(String step, UnitOfWork<T, X> work) throws X {
    return inFrame(step, frame -> work.run(units.apply(frame)));
  }

  <T, X extends Exception> T inFrame(String step, FrameWork<T, X> work) throws X {
    refuseInside();
    long asked = System.nanoTime();
    lock(asked);
    long began = System.nanoTime();
    try {
      shared.step = step;
      Db open = ready();
      begin(open, asked);
      return inTransaction(open, step, work, asked);
    } finally {
      warnIfSlow(step, System.nanoTime() - began);
      shared.writing.unlock();
    }
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

  /** An interrupt does not end the wait, since a run that was interrupted still has to say so. */
  private void lock(long asked) {
    ReentrantLock writing = shared.writing;
    boolean interrupted = false;
    try {
      while (true) {
        try {
          long left = patience.toNanos() - (System.nanoTime() - asked);
          if (writing.tryLock(Math.max(0, left), TimeUnit.NANOSECONDS)) {
            return;
          }
          throw busy(asked, null);
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private StoreBusy busy(long asked, @Nullable SQLException cause) {
    long waited = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - asked);
    String holder =
        cause == null
            ? "the unit " + shared.step + " of this process"
            : "another process or program";
    return new StoreBusy(
        "The store "
            + file
            + " is busy: "
            + holder
            + " kept its write lock for "
            + waited
            + " ms. Try again, or give a longer busyTimeout.",
        waited,
        cause);
  }

  private Db ready() {
    if (closed) {
      throw new StoreFailed("The store " + file + " is closed: open it again.", "CLOSED", null);
    }
    file.checkSame(fileKey);
    Db open = db;
    if (open == null) {
      try {
        open = source.open();
        db = open;
      } catch (SQLException | JdbiException e) {
        throw Failures.failed(file.toString(), "its writing connection could not be opened", e);
      }
    }
    return open;
  }

  private void begin(Db open, long asked) {
    while (true) {
      try {
        open.kept(BEGIN).execute();
        return;
      } catch (SQLException e) {
        if (!Failures.isBusy(e)) {
          discard(e);
          throw Failures.failed(file.toString(), "a unit could not be begun", e);
        }
        if (isOver(asked)) {
          throw busy(asked, e);
        }
      }
    }
  }

  private boolean isOver(long asked) {
    return System.nanoTime() - asked >= patience.toNanos();
  }

  private <T, X extends Exception> T inTransaction(
      Db open, String step, FrameWork<T, X> work, long asked) throws X {
    Latch.Hold hold = openLatch(open);
    UnitFrame frame = new UnitFrame(file.toString(), step, open, latch);
    T result;
    try {
      FaultPoints.hit(step, "begun");
      result = work.run(frame);
      frame.end();
      FaultPoints.hit(step, "before-commit");
    } catch (Throwable thrown) {
      frame.end();
      rollBack(open, thrown);
      if (frame.isDoomed() && thrown instanceof Exception) {
        throw frame.failure(thrown);
      }
      throw thrown;
    }
    if (frame.isDoomed()) {
      StoreFailed failure = frame.failure(null);
      rollBack(open, failure);
      throw failure;
    }
    commit(open, step, hold, asked);
    FaultPoints.hit(step, "committed");
    return result;
  }

  private Latch.Hold openLatch(Db open) {
    try {
      return latch.open(open);
    } catch (SQLException e) {
      rollBack(open, e);
      throw Failures.failed(file.toString(), "the latch could not be opened", e);
    }
  }

  private void commit(Db open, String step, Latch.Hold hold, long asked) {
    try {
      if (!latch.close(open)) {
        StoreFailed ended =
            Failures.broken(
                "The transaction of the unit "
                    + step
                    + " was ended by another hand than batchkit's: end no transaction that you did"
                    + " not begin.",
                "ENDED");
        rollBack(open, ended);
        throw ended;
      }
    } catch (SQLException e) {
      rollBack(open, e);
      throw Failures.failed(file.toString(), "the latch could not be closed", e);
    }
    while (true) {
      try {
        open.kept(COMMIT).execute();
        return;
      } catch (SQLException e) {
        if (!Failures.isBusy(e)) {
          settle(open, step, hold, e);
          return;
        }
        if (isOver(asked)) {
          rollBack(open, e);
          throw busy(asked, e);
        }
      }
    }
  }

  /** COMMIT gave an answer that is neither yes nor busy. */
  private void settle(Db open, String step, Latch.Hold hold, SQLException answer) {
    if (rolledBack(open)) {
      throw Failures.failed(file.toString(), "the unit " + step + " was not committed", answer);
    }
    discard(answer);
    switch (readBack(hold, answer)) {
      case COMMITTED ->
          LOG.warn(
              "The commit of the unit {} answered {}, but it is stored.",
              step,
              Failures.code(answer));
      case NOT_COMMITTED ->
          throw Failures.failed(file.toString(), "the unit " + step + " was not committed", answer);
      case UNKNOWN -> throw unknown(step, hold, answer);
    }
  }

  private Latch.Verdict readBack(Latch.Hold hold, SQLException answer) {
    try (Db fresh = source.open()) {
      return latch.find(fresh, hold);
    } catch (SQLException | JdbiException | StoreFailed e) {
      answer.addSuppressed(e);
      return Latch.Verdict.UNKNOWN;
    }
  }

  private OutcomeUnknown unknown(String step, Latch.Hold hold, SQLException answer) {
    String key = step + "/" + hold.units() + "/" + Long.toHexString(hold.token());
    return new OutcomeUnknown(
        "Whether the unit "
            + key
            + " of the store "
            + file
            + " was committed could not be found out ("
            + Failures.code(answer)
            + "). Open the store again and look before repeating anything.",
        key,
        answer);
  }

  private static boolean rolledBack(Db open) {
    try {
      open.kept(ROLLBACK).execute();
      return true;
    } catch (SQLException e) {
      return false;
    }
  }

  /**
   * After this nothing of the unit can be committed any more, if need be by losing the connection.
   */
  private void rollBack(Db open, Throwable why) {
    try {
      open.kept(ROLLBACK).execute();
    } catch (SQLException e) {
      discard(why);
    }
  }

  /** Lets go of a connection whose state nobody knows; the next unit opens another. */
  private void discard(Throwable why) {
    Db open = db;
    db = null;
    if (open != null) {
      try {
        open.close();
      } catch (JdbiException e) {
        why.addSuppressed(e);
      }
    }
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
    closed = true;
    Db open = db;
    db = null;
    if (open != null) {
      open.connection().close();
    }
  }

  /** Waits for the unit that is open, then closes the connection. */
  void close() {
    refuseInside();
    shared.writing.lock();
    try {
      closed = true;
      Db open = db;
      db = null;
      if (open != null) {
        open.close();
      }
    } finally {
      shared.writing.unlock();
    }
  }
}
