package dev.batchkit.measuring;

import dev.batchkit.indicator.SessionListener;
import dev.batchkit.session.Notice;
import dev.batchkit.session.Verdict;
import dev.batchkit.store.BatchSessions;
import dev.batchkit.store.Delivery;
import dev.batchkit.store.DeliveryReads;
import dev.batchkit.store.Store;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells listeners what sessions say: what they are to be told is stored with the session, and stays
 * until they were told. Safe for any number of threads.
 */
final class Telling {
  private static final Logger LOG = LoggerFactory.getLogger(Telling.class);

  private final Store store;
  private final Clock clock;
  private final Map<String, MeasuringSettings.Told> listeners;
  private final Map<String, Turn> turns = new ConcurrentHashMap<>();

  /** Who tells a listener now, and whether somebody asked meanwhile. */
  private record Turn(ReentrantLock lock, AtomicBoolean asked) {}

  Telling(Store store, Clock clock, Map<String, MeasuringSettings.Told> listeners) {
    this.store = store;
    this.clock = clock;
    this.listeners = listeners;
  }

  /** Stores what the listeners are to be told of a session, with the session. */
  void note(BatchSessions sessions, long sessionId, Verdict verdict, @Nullable Verdict before) {
    listeners.forEach(
        (name, told) -> {
          if (told.when().tells(verdict, before)) {
            sessions.tell(sessionId, name, verdict, before, clock.instant());
          }
        });
  }

  /**
   * Tells every listener what it was not told yet, in order, up to the first thing that it throws
   * at.
   *
   * @return how many things were told
   */
  int tell() {
    int told = 0;
    for (Map.Entry<String, MeasuringSettings.Told> entry : listeners.entrySet()) {
      told += tell(entry.getKey(), entry.getValue().listener());
    }
    return told;
  }

  /**
   * One thread at a time: another one leaves it to that, which looks again before it goes. So does
   * a listener that asks from inside.
   */
  private int tell(String name, SessionListener listener) {
    Turn turn =
        turns.computeIfAbsent(name, key -> new Turn(new ReentrantLock(), new AtomicBoolean()));
    turn.asked().set(true);
    int told = 0;
    while (turn.asked().get() && !turn.lock().isHeldByCurrentThread() && turn.lock().tryLock()) {
      try {
        turn.asked().set(false);
        while (tellNext(name, listener)) {
          told++;
        }
      } finally {
        turn.lock().unlock();
      }
    }
    return told;
  }

  /** Whether something was told. */
  private boolean tellNext(String name, SessionListener listener) {
    DeliveryReads reads = store.deliveries();
    Delivery next = reads.next(name).orElse(null);
    if (next == null || isHeldElsewhere(next) || !claim(next)) {
      return false;
    }
    Notice notice =
        store
            .sessions()
            .find(next.sessionId())
            .map(session -> new Notice(next.id(), session, next.verdict(), next.before()))
            .orElse(null);
    if (notice == null) {
      return false;
    }
    try {
      listener.told(notice);
    } catch (Exception | Error e) {
      failed(next, e);
      return false;
    }
    store.inUnit(
        "deliver",
        unit -> {
          unit.deliveries().delivered(next.id(), store.owner(), clock.instant());
          return next;
        });
    return true;
  }

  /** What this store claimed is ours: nobody but the holder of the lock claims. */
  private boolean isHeldElsewhere(Delivery delivery) {
    Long owner = delivery.owner();
    return owner != null && owner != store.owner() && store.isAlive(owner);
  }

  private boolean claim(Delivery delivery) {
    return store.inUnit(
        "deliver", unit -> unit.deliveries().claim(delivery.id(), delivery.owner(), store.owner()));
  }

  private void failed(Delivery delivery, Throwable thrown) {
    String error = thrown.getClass().getName();
    LOG.warn(
        "The listener {} threw {} when it was told of session {}; it is told again",
        delivery.listener(),
        error,
        delivery.sessionId());
    if (thrown instanceof InterruptedException) {
      Thread.currentThread().interrupt();
    }
    store.inUnit(
        "deliver",
        unit -> {
          unit.deliveries().failed(delivery.id(), store.owner(), error, clock.instant());
          return delivery;
        });
  }
}
