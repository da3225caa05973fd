package dev.batchkit.testkit;

import dev.batchkit.error.InsideUnit;
import dev.batchkit.error.StoreBusy;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What all open stores on the same data share: what is committed, and whose turn it is. */
final class SharedData {
  private static final long DEADLINE_MILLIS = 10_000;

  final UUID id = UUID.randomUUID();
  private final Set<Long> owners = ConcurrentHashMap.newKeySet();
  private final Semaphore turn = new Semaphore(1, true);
  private volatile State committed = new State();
  private volatile @Nullable MemoryUnit open;

  State committed() {
    return committed;
  }

  boolean isAlive(long owner) {
    return owners.contains(owner);
  }

  long newOwner() {
    long owner;
    do {
      owner = ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE);
    } while (!owners.add(owner));
    return owner;
  }

  /** An owner is dead from now on; its open unit never commits, and is nobody's hindrance. */
  synchronized void end(long owner) {
    owners.remove(owner);
    MemoryUnit unit = open;
    if (unit != null && unit.owner() == owner) {
      leave(unit);
    }
  }

  /** Waits for the open unit, then an owner is dead. */
  void close(long owner) {
    if (isAlive(owner)) {
      refuseInside("close");
      turn.acquireUninterruptibly();
      end(owner);
      turn.release();
    }
  }

  /** Waits for its turn and opens a unit of work. */
  MemoryUnit begin(long owner, String step) {
    refuseInside(step);
    awaitTurn(step);
    return open(owner, step);
  }

  boolean isOpen(MemoryUnit unit) {
    return open == unit;
  }

  synchronized void commit(MemoryUnit unit, State state) {
    if (!isOpen(unit)) {
      throw ended();
    }
    committed = state;
    leave(unit);
  }

  /** Ends a unit of work; a second call does nothing. */
  synchronized void leave(MemoryUnit unit) {
    if (isOpen(unit)) {
      open = null;
      turn.release();
    }
  }

  static RuntimeException ended() {
    return Refused.because(
        Refused.ENDED, "This open store has ended, or its unit of work has: open another one.");
  }

  private synchronized MemoryUnit open(long owner, String step) {
    if (!isAlive(owner)) {
      turn.release();
      throw ended();
    }
    MemoryUnit unit = new MemoryUnit(this, owner, step, committed.copy());
    open = unit;
    return unit;
  }

  /** Whether this thread is in the open unit. */
  boolean isInside() {
    MemoryUnit unit = open;
    return unit != null && unit.isOnThisThread();
  }

  private void refuseInside(String step) {
    MemoryUnit unit = open;
    if (unit != null && unit.isOnThisThread()) {
      throw new InsideUnit(
          "The unit of work "
              + step
              + " cannot begin: this thread is in the unit "
              + unit.step()
              + ", and would wait for itself. Write through that unit, or after it.",
          unit.step());
    }
  }

  private void awaitTurn(String step) {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(DEADLINE_MILLIS);
    boolean interrupted = false;
    boolean isMine = false;
    long left;
    while (!isMine && (left = deadline - System.nanoTime()) > 0) {
      try {
        isMine = turn.tryAcquire(left, TimeUnit.NANOSECONDS);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (!isMine) {
      throw new StoreBusy(
          "The unit of work " + step + " got no turn: another one holds the store. Try again.",
          DEADLINE_MILLIS,
          null);
    }
  }
}
