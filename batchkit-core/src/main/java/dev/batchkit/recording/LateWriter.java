package dev.batchkit.recording;

import dev.batchkit.error.BatchKitException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that stores what nobody waits for. There is none while nothing is recorded, so that a
 * kit that nobody closes leaves none behind.
 */
final class LateWriter {
  private static final Logger LOG = LoggerFactory.getLogger(LateWriter.class);
  private static final long IDLE = TimeUnit.SECONDS.toNanos(1);

  /** How long something waits that nobody waits for. */
  private static final long PATIENCE = TimeUnit.MILLISECONDS.toNanos(50);

  private static final long AFTER_FAILURE = TimeUnit.SECONDS.toNanos(1);

  private final GroupCommit commit;
  private @Nullable Thread thread;
  private boolean closed;
  private boolean failing;

  LateWriter(GroupCommit commit) {
    this.commit = commit;
  }

  /** Something waits. */
  synchronized void added() {
    if (thread == null && !closed) {
      Thread made = new Thread(this::run, "batchkit-ledger");
      made.setDaemon(true);
      thread = made;
      made.start();
    }
  }

  synchronized void close() {
    closed = true;
    if (thread != null) {
      LockSupport.unpark(thread);
    }
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  private void run() {
    long busyAt = System.nanoTime();
    while (!isClosed()) {
      Long oldest = commit.queue().oldest();
      long now = System.nanoTime();
      if (oldest == null) {
        if (now - busyAt >= IDLE && mayEnd()) {
          return;
        }
        LockSupport.parkNanos(this, PATIENCE);
      } else {
        busyAt = now;
        writeOrWait(oldest + PATIENCE - now);
      }
    }
  }

  /** Ends, unless something was added meanwhile. */
  private synchronized boolean mayEnd() {
    boolean ends = commit.queue().oldest() == null;
    if (ends) {
      thread = null;
    }
    return ends;
  }

  private void writeOrWait(long nanos) {
    if (nanos > 0) {
      LockSupport.parkNanos(this, nanos);
      return;
    }
    try {
      commit.flush();
      failing = false;
    } catch (RuntimeException e) {
      if (!failing) {
        LOG.warn(
            "What was recorded cannot be stored now, and waits: {}",
            e instanceof BatchKitException ? e.getMessage() : e.getClass().getName());
      }
      failing = true;
      LockSupport.parkNanos(this, AFTER_FAILURE);
    }
  }
}
