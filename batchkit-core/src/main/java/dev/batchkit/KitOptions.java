package dev.batchkit;

import dev.batchkit.batch.Progress;
import dev.batchkit.engine.EngineSettings;
import dev.batchkit.orchestration.Redaction;
import dev.batchkit.spi.BatchHandler;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** How a kit is opened. Immutable: every method gives a new one. */
public final class KitOptions {
  private final EngineSettings settings;

  private KitOptions(EngineSettings settings) {
    this.settings = settings;
  }

  static KitOptions defaults() {
    return new KitOptions(EngineSettings.defaults());
  }

  EngineSettings settings() {
    return settings;
  }

  /**
   * Registers a handler. It goes before one of the same type that the class path or module path
   * provides.
   *
   * <p>Two handlers of one type given by hand, or two provided, are refused when the kit is opened.
   */
  public KitOptions handler(BatchHandler<?, ?> handler) {
    List<BatchHandler<?, ?>> handlers = new ArrayList<>(settings.handlers());
    handlers.add(handler);
    return new KitOptions(settings.withHandlers(handlers));
  }

  /**
   * Looks for provided handlers in this class loader only.
   *
   * @param loader null to look for none; without this call, those of batchkit and of the opening
   *     thread are asked
   */
  public KitOptions discoverIn(@Nullable ClassLoader loader) {
    return new KitOptions(settings.withLoaders(loader == null ? List.of() : List.of(loader)));
  }

  /** Tells the time; the default is the system's. */
  public KitOptions clock(Clock clock) {
    return new KitOptions(settings.withClock(clock));
  }

  /**
   * Makes ids for the ledger: unique for ever. The default is {@link
   * dev.batchkit.orchestration.Ids#timeOrdered}.
   */
  public KitOptions ids(Supplier<String> ids) {
    return new KitOptions(settings.withIds(ids));
  }

  /**
   * Is told how far runs of this kit are, on their threads: at most ten times a second for each
   * run, and once at its end. What it throws is logged, and it is not told again in that run.
   */
  public KitOptions progress(Consumer<Progress> listener) {
    return new KitOptions(settings.withProgress(listener));
  }

  /** Extends what is replaced before a recorded session is stored. */
  public KitOptions redaction(UnaryOperator<Redaction> redaction) {
    return new KitOptions(settings.withRedaction(redaction.apply(settings.redaction())));
  }

  /** How long {@link BatchKit#close} waits for runs to stop; the default is 10 seconds. */
  public KitOptions closeTimeout(Duration timeout) {
    return new KitOptions(settings.withCloseTimeout(timeout));
  }
}
