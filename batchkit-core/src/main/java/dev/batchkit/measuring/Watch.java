package dev.batchkit.measuring;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after all measurements of one run: stops those whose time is over, that somebody cancelled,
 * or whose run is to end. Time is told by a clock that nobody sets.
 */
final class Watch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
  private static final long TICK_MILLIS = 50;
  private static final Duration LONGEST = Duration.ofDays(10_000);

  private final BooleanSupplier isRunEnding;
  private final Supplier<Set<Long>> cancelled;
  private final Map<Stop, Watched> watched = new ConcurrentHashMap<>();
  private final ScheduledExecutorService ticker =
      Executors.newSingleThreadScheduledExecutor(work -> daemon(work, "batchkit-watch"));
  private final ExecutorService cutters =
      Executors.newCachedThreadPool(work -> daemon(work, "batchkit-cut"));

  private record Watched(long indicatorId, long deadline) {}

  /**
   * Begins to look.
   *
   * @param isRunEnding whether the run is to end
   * @param cancelled the indicators whose measurement somebody cancelled
   */
  Watch(BooleanSupplier isRunEnding, Supplier<Set<Long>> cancelled) {
    this.isRunEnding = isRunEnding;
    this.cancelled = cancelled;
    var unused =
        ticker.scheduleWithFixedDelay(this::look, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
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

  private void look() {
    try {
      if (watched.isEmpty()) {
        return;
      }
      boolean ending = isRunEnding.getAsBoolean();
      Set<Long> those = ending ? Set.of() : cancelled.get();
      watched.forEach((stop, one) -> look(stop, one, ending, those));
    } catch (RuntimeException e) {
      LOG.warn("The watch over measurements could not look: {}", e.getClass().getName());
    }
  }

  private void look(Stop stop, Watched one, boolean ending, Set<Long> those) {
    if (stop.cause() != null) {
      return;
    }
    if (ending) {
      cut(stop, Stop.Cause.RUN);
    } else if (those.contains(one.indicatorId)) {
      cut(stop, Stop.Cause.SESSION);
    } else if (System.nanoTime() - one.deadline >= 0) {
      cut(stop, Stop.Cause.TIME);
    }
  }

  /** Stops a try, on a thread of its own: a driver may take its time to cancel a query. */
  void cut(Stop stop, Stop.Cause cause) {
    cutters.execute(() -> stop.now(cause));
  }

  /** Looks no more. */
  @Override
  public void close() {
    ticker.shutdownNow();
    cutters.shutdown();
  }
}
