package dev.batchkit.recording;

import dev.batchkit.error.BatchKitException;
import dev.batchkit.error.InvalidValue;
import dev.batchkit.error.OutcomeUnknown;
import dev.batchkit.error.StoreFailed;
import dev.batchkit.store.Store;
import dev.batchkit.store.Unit;
import dev.batchkit.store.UnitOfWork;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was recorded and is not stored yet, in the order in which it was recorded, of all sessions
 * of a kit.
 *
 * <p>It is written in units of work only. What a unit took comes back to the head of the queue if
 * the unit is rolled back. A unit that takes waits for the end of the one before to be known, so
 * nothing is written twice or overtaken.
 */
final class LedgerQueue {
  private static final Logger LOG = LoggerFactory.getLogger(LedgerQueue.class);
  private static final int MOST_EVENTS = 4_096;
  private static final long MOST_WEIGHT = 4_000_000;
  private static final int UNIT_EVENTS = 1_000;
  private static final long UNIT_WEIGHT = 2_000_000;
  private static final Set<String> REFUSALS =
      Set.of(
          "ROW_COUNT",
          "SQLITE_TOOBIG",
          "SQLITE_MISMATCH",
          "MEMORY_CHECK",
          "MEMORY_UNIQUE",
          "MEMORY_REFERENCE",
          "MEMORY_MISSING",
          "MEMORY_IMMUTABLE");

  private final Store store;
  private final Deque<LedgerEvent> waiting = new ArrayDeque<>();
  private @Nullable Taken taken;
  private long weight;
  private long added;
  private long settled;
  private int most = UNIT_EVENTS;
  private boolean addedInUnit;

  /** What a unit of work took, until it is known what became of the unit. */
  private record Taken(List<LedgerEvent> events, LedgerBatch batch, Thread by, boolean isUnsure) {}

  private enum Outcome {
    COMMITTED,
    ROLLED_BACK,
    UNKNOWN
  }

  LedgerQueue(Store store) {
    this.store = store;
  }

  Store store() {
    return store;
  }

  synchronized boolean isFull() {
    return added - settled >= MOST_EVENTS || weight >= MOST_WEIGHT;
  }

  /** Adds, without waiting. */
  void add(LedgerEvent event) {
    boolean inUnit = store.isInUnit();
    synchronized (this) {
      waiting.add(event);
      added++;
      weight += event.weight();
      addedInUnit |= inUnit;
    }
  }

  /** How much was added so far. */
  synchronized long added() {
    return added;
  }

  /** Whether all that was added up to there is stored, or known to be refused. */
  synchronized boolean isSettled(long upTo) {
    return settled >= upTo;
  }

  /** When the one that waits longest was recorded; null if none waits. */
  synchronized @Nullable Long oldest() {
    LedgerEvent first = taken != null && taken.isUnsure() ? taken.events().get(0) : waiting.peek();
    return first == null ? null : first.at();
  }

  /** Whether something like this is in the queue; what is not, and was recorded, is stored. */
  synchronized boolean has(Predicate<Object> row) {
    Taken now = taken;
    return waiting.stream().anyMatch(event -> row.test(event.row()))
        || (now != null && now.events().stream().anyMatch(event -> row.test(event.row())));
  }

  /**
   * Works in a unit of the store, which takes along what is recorded inside it.
   *
   * @param step what the unit is for
   */
  <T, X extends Exception> T inUnit(String step, UnitOfWork<T, X> work) throws X {
    return inUnit(step, work, false);
  }

  /**
   * Writes the first of what waits, in a unit of its own.
   *
   * @return false if nothing was written, and it is to be tried again
   */
  boolean write() {
    try {
      return inUnit("record", unit -> true, true);
    } catch (BatchKitException e) {
      if (e instanceof OutcomeUnknown ? isKnown() : isRefusal(e)) {
        return false;
      }
      throw e;
    }
  }

  private <T, X extends Exception> T inUnit(String step, UnitOfWork<T, X> work, boolean always)
      throws X {
    Outcome outcome = Outcome.ROLLED_BACK;
    BatchKitException why = null;
    try {
      T result =
          store.<T, X>inUnit(
              step,
              unit -> {
                begun();
                T done = work.run(unit);
                if (always || mayJoin()) {
                  write(unit);
                }
                return done;
              });
      outcome = Outcome.COMMITTED;
      return result;
    } catch (OutcomeUnknown e) {
      outcome = Outcome.UNKNOWN;
      throw e;
    } catch (BatchKitException e) {
      why = e;
      throw e;
    } finally {
      settle(outcome, always, why);
    }
  }

  private synchronized void begun() {
    addedInUnit = false;
  }

  /** Where something that the store may refuse is in the queue, no work must suffer for it. */
  private synchronized boolean mayJoin() {
    return addedInUnit && most == UNIT_EVENTS;
  }

  private void write(Unit unit) {
    Taken now = take();
    if (now != null) {
      now.batch().write(unit.ledger());
    }
  }

  /** Takes what the unit of this thread writes; null if nothing waits. */
  private synchronized @Nullable Taken take() {
    awaitSettled();
    if (taken != null || waiting.isEmpty()) {
      return null;
    }
    List<LedgerEvent> events = new ArrayList<>();
    LedgerBatch batch = new LedgerBatch();
    long sum = 0;
    while (!waiting.isEmpty() && events.size() < most && sum < UNIT_WEIGHT) {
      LedgerEvent event = waiting.remove();
      events.add(event);
      batch.add(event);
      sum += event.weight();
    }
    Taken now = new Taken(events, batch, Thread.currentThread(), false);
    taken = now;
    return now;
  }

  /** The unit before this one has ended, so that its thread is about to say how. */
  private synchronized void awaitSettled() {
    boolean interrupted = false;
    Thread here = Thread.currentThread();
    while (taken != null && !taken.isUnsure() && taken.by() != here) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      here.interrupt();
    }
    if (taken != null && taken.isUnsure()) {
      findOut();
    }
  }

  /** A unit of this thread has ended. */
  private synchronized void settle(
      Outcome outcome, boolean isOwn, @Nullable BatchKitException why) {
    Taken now = taken;
    if (now == null || now.isUnsure() || now.by() != Thread.currentThread()) {
      return;
    }
    switch (outcome) {
      case COMMITTED -> stored(now);
      case UNKNOWN -> taken = new Taken(now.events(), now.batch(), now.by(), true);
      case ROLLED_BACK -> {
        putBack(now);
        if (why != null && isRefusal(why) && (isOwn || now.batch().hasFailed())) {
          narrow(now.events().size(), why);
        }
      }
    }
    notifyAll();
  }

  private void stored(Taken now) {
    taken = null;
    now.events().forEach(this::leave);
    most = Math.min(UNIT_EVENTS, most * 2);
  }

  private void leave(LedgerEvent event) {
    settled++;
    weight -= event.weight();
  }

  private void putBack(Taken now) {
    taken = null;
    for (int i = now.events().size() - 1; i >= 0; i--) {
      waiting.addFirst(now.events().get(i));
    }
  }

  /** One of these is refused; once it stands alone it is left out, and its recording is told. */
  private void narrow(int events, BatchKitException why) {
    most = Math.max(1, events / 2);
    if (events == 1) {
      LedgerEvent refused = waiting.remove();
      leave(refused);
      refused.refused().accept(why);
      LOG.warn(
          "{} refused a {} of the ledger, which is lost: {}",
          store.name(),
          refused.row().getClass().getSimpleName(),
          why.getClass().getSimpleName());
    }
  }

  private static boolean isRefusal(BatchKitException e) {
    return e instanceof InvalidValue
        || (e instanceof StoreFailed failed
            && (REFUSALS.contains(failed.code()) || failed.code().startsWith("SQLITE_CONSTRAINT")));
  }

  private synchronized boolean isKnown() {
    try {
      awaitSettled();
      return true;
    } catch (BatchKitException e) {
      LOG.debug("it is not known yet what became of a unit", e);
      return false;
    }
  }

  /** Looks in the store what became of a unit whose commit nobody answered for. */
  private void findOut() {
    Taken unsure = Objects.requireNonNull(taken);
    if (unsure.batch().isStored(store.ledger())) {
      stored(unsure);
    } else {
      putBack(unsure);
    }
    notifyAll();
  }
}
