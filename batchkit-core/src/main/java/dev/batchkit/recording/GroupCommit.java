package dev.batchkit.recording;

import dev.batchkit.error.BatchKitException;
import org.jspecify.annotations.Nullable;

/**
 * Who writes the queue: whoever waits for it writes what everybody recorded, and those who come
 * meanwhile wait for that one, on the lock of the queue. What nobody waits for is written by a
 * thread of its own.
 */
final class GroupCommit {
  private final LedgerQueue queue;
  private final LateWriter late = new LateWriter(this);
  private boolean leading;
  private long attempts;
  private long failedAttempt;
  private @Nullable BatchKitException failure;

  GroupCommit(LedgerQueue queue) {
    this.queue = queue;
  }

  LedgerQueue queue() {
    return queue;
  }

  /**
   * Waits until there is room in the queue, by writing; on a thread inside a unit there always is.
   *
   * @throws BatchKitException if the store cannot be written; what waits goes on waiting
   */
  void awaitRoom() {
    while (queue.isFull() && !queue.store().isInUnit()) {
      flush();
    }
  }

  /** Adds to the queue, without waiting. */
  void add(LedgerEvent event) {
    queue.add(event);
    late.added();
  }

  /** Has the store refuse a thread inside a unit, which must not wait. */
  void requireOutside() {
    if (queue.store().isInUnit()) {
      boolean unused = queue.store().inUnit("record", unit -> true);
    }
  }

  /**
   * Stores everything that is in the queue now, or has somebody do it.
   *
   * @throws BatchKitException what {@link dev.batchkit.store.Store#inUnit} throws; what waits goes
   *     on waiting
   */
  void flush() {
    requireOutside();
    long upTo;
    long joined;
    synchronized (queue) {
      upTo = queue.added();
      joined = attempts;
    }
    while (mustLead(upTo, joined)) {
      lead();
    }
  }

  /** Waits until all that was added before is settled, or nobody else writes. */
  private boolean mustLead(long upTo, long joined) {
    boolean interrupted = false;
    try {
      synchronized (queue) {
        while (!queue.isSettled(upTo) && leading) {
          interrupted |= !await();
          if (failure != null && failedAttempt > joined && !queue.isSettled(upTo)) {
            throw failure;
          }
        }
        boolean lead = !queue.isSettled(upTo);
        if (lead) {
          leading = true;
          attempts++;
        }
        return lead;
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** False if this thread was interrupted meanwhile, which does not end the wait for the store. */
  private boolean await() {
    try {
      queue.wait();
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }

  private void lead() {
    BatchKitException failed = null;
    try {
      boolean unused = queue.write();
    } catch (BatchKitException e) {
      failed = e;
      throw e;
    } finally {
      synchronized (queue) {
        leading = false;
        failure = failed;
        failedAttempt = failed == null ? failedAttempt : attempts;
        queue.notifyAll();
      }
    }
  }

  /** Ends the thread, once everything is stored. */
  void close() {
    late.close();
    flush();
  }
}
