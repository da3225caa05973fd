package dev.batchkit.measuring;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after all measurements of one run: stops those whose time is over, or that somebody
 * cancelled. Time is told by a clock that nobody sets.
 */
final class Watch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
  private static final long TICK_MILLIS = 50;
  private static final Duration LONGEST = Duration.ofDays(10_000);

  private final Supplier<Set<Long>> cancelled;
  private final Map<Stop, Watched> watched = new ConcurrentHashMap<>();
  private final ScheduledExecutorService tickers =
      Executors.newScheduledThreadPool(2, work -> daemon(work, "batchkit-watch"));
  private final ExecutorService cutters =
      Executors.newCachedThreadPool(work -> daemon(work, "batchkit-cut"));

  private boolean isFailing;

  private record Watched(long indicatorId, long deadline) {}

  /**
   * Begins to look.
   *
   * @param cancelled the indicators whose measurement somebody cancelled
   */
  Watch(Supplier<Set<Long>> cancelled) {
    this.cancelled = cancelled;
    tick(this::lookAtTheTime);
    tick(this::lookWhoIsCancelled);
  }

  private void tick(Runnable look) {
    var unused =
        tickers.scheduleWithFixedDelay(look, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
  }

  private static Thread daemon(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }

  /** Looks after one try, until {@link #end}. */
  Stop begin(long indicatorId, Duration limit) {
    Duration most = limit.compareTo(LONGEST) > 0 ? LONGEST : limit;
    Stop stop = new Stop();
    watched.put(stop, new Watched(indicatorId, System.nanoTime() + most.toNanos()));
    return stop;
  }

  /** The try is over. */
  void end(Stop stop) {
    watched.remove(stop);
  }

  /** Time limits hold whatever becomes of looking into the store. */
  private void lookAtTheTime() {
    long now = System.nanoTime();
    watched.forEach(
        (stop, one) -> {
          if (stop.cause() == null && now - one.deadline >= 0) {
            cut(stop, Stop.Cause.TIME);
          }
        });
  }

  private void lookWhoIsCancelled() {
    if (watched.isEmpty()) {
      return;
    }
    try {
      Set<Long> those = cancelled.get();
      watched.forEach(
          (stop, one) -> {
            if (stop.cause() == null && those.contains(one.indicatorId)) {
              cut(stop, Stop.Cause.SESSION);
            }
          });
      isFailing = false;
    } catch (Exception | Error e) {
      if (!isFailing) {
        LOG.warn("Nobody can tell which sessions are cancelled: {}", e.getClass().getName());
      }
      isFailing = true;
    }
  }

  /** Stops a try, on a thread of its own: a driver may take its time to cancel a query. */
  void cut(Stop stop, Stop.Cause cause) {
    cutters.execute(() -> stop.now(cause));
  }

  /** Looks no more. */
  @Override
  public void close() {
    tickers.shutdownNow();
    cutters.shutdown();
  }
}
