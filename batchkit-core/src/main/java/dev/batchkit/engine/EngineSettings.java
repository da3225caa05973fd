package dev.batchkit.engine;

import dev.batchkit.batch.Progress;
import dev.batchkit.orchestration.Ids;
import dev.batchkit.orchestration.Redaction;
import dev.batchkit.spi.BatchHandler;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What the engine is opened with.
 *
 * @param handlers given by hand
 * @param loaders asked for provided handlers
 * @param clock tells the time
 * @param ids makes ids for the ledger
 * @param progress is told how far runs are
 * @param closeTimeout how long close waits
 * @param redaction what of recorded sessions is replaced before it is stored
 */
public record EngineSettings(
    List<BatchHandler<?, ?>> handlers,
    List<ClassLoader> loaders,
    Clock clock,
    Supplier<String> ids,
    Consumer<Progress> progress,
    Duration closeTimeout,
    Redaction redaction) {
  /** Has the clock tell whole milliseconds, since that is what is stored. */
  public EngineSettings {
    clock = Clock.tick(clock, Duration.ofMillis(1));
  }

  /** No handlers by hand; the class loaders of batchkit and of this thread; the system's clock. */
  public static EngineSettings defaults() {
    return new EngineSettings(
        List.of(),
        Stream.of(
                BatchHandler.class.getClassLoader(), Thread.currentThread().getContextClassLoader())
            .filter(loader -> loader != null)
            .distinct()
            .toList(),
        Clock.systemUTC(),
        Ids.timeOrdered(),
        progress -> {},
        Duration.ofSeconds(10),
        Redaction.standard());
  }

  /** With other handlers. */
  public EngineSettings withHandlers(List<BatchHandler<?, ?>> other) {
    return new EngineSettings(
        List.copyOf(other), loaders, clock, ids, progress, closeTimeout, redaction);
  }

  /** With other class loaders. */
  public EngineSettings withLoaders(List<ClassLoader> other) {
    return new EngineSettings(
        handlers, List.copyOf(other), clock, ids, progress, closeTimeout, redaction);
  }

  /** With another clock. */
  public EngineSettings withClock(Clock other) {
    return new EngineSettings(handlers, loaders, other, ids, progress, closeTimeout, redaction);
  }

  /** With other ids. */
  public EngineSettings withIds(Supplier<String> other) {
    return new EngineSettings(handlers, loaders, clock, other, progress, closeTimeout, redaction);
  }

  /** With another listener. */
  public EngineSettings withProgress(Consumer<Progress> other) {
    return new EngineSettings(handlers, loaders, clock, ids, other, closeTimeout, redaction);
  }

  /** With another deadline. */
  public EngineSettings withCloseTimeout(Duration other) {
    return new EngineSettings(handlers, loaders, clock, ids, progress, other, redaction);
  }

  /** With another redaction. */
  public EngineSettings withRedaction(Redaction other) {
    return new EngineSettings(handlers, loaders, clock, ids, progress, closeTimeout, other);
  }
}
