package dev.batchkit.recording;

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
  private static final long AFTER_FAILURE = TimeUnit.SECONDS.toNanos(1);

  private final LedgerQueue queue;
  private @Nullable Thread thread;
  private boolean closed;
  private boolean failing;

  LateWriter(LedgerQueue queue) {
    this.queue = queue;
  }

  /** Something waits; told by who holds the lock of the queue. */
  void added() {
    if (thread == null && !closed) {
      Thread made = new Thread(this::run, "batchkit-ledger");
      made.setDaemon(true);
      thread = made;
      made.start();
    }
  }

  void close() {
    synchronized (queue) {
      closed = true;
      if (thread != null) {
        LockSupport.unpark(thread);
      }
    }
  }

  private boolean isClosed() {
    synchronized (queue) {
      return closed;
    }
  }

  private void run() {
    long busyAt = System.nanoTime();
    while (!isClosed()) {
      Long oldest = queue.oldest();
      long now = System.nanoTime();
      if (oldest == null) {
        if (now - busyAt >= IDLE && mayEnd()) {
          return;
        }
        LockSupport.parkNanos(this, LedgerQueue.patience());
      } else {
        busyAt = now;
        writeOrWait(oldest + LedgerQueue.patience() - now);
      }
    }
  }

  /** Ends, unless something was added meanwhile. */
  private boolean mayEnd() {
    synchronized (queue) {
      boolean ends = queue.oldest() == null;
      if (ends) {
        thread = null;
      }
      return ends;
    }
  }

  private void writeOrWait(long nanos) {
    if (nanos > 0) {
      LockSupport.parkNanos(this, nanos);
      return;
    }
    try {
      queue.flush();
      failing = false;
    } catch (RuntimeException e) {
      if (!failing) {
        LOG.warn("What was recorded cannot be stored now, and waits: {}", e.toString());
      }
      failing = true;
      LockSupport.parkNanos(this, AFTER_FAILURE);
    }
  }
}
