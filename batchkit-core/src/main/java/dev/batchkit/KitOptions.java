package dev.batchkit;

import dev.batchkit.batch.Progress;
import dev.batchkit.engine.EngineSettings;
import dev.batchkit.indicator.IndicatorType;
import dev.batchkit.indicator.NotifyWhen;
import dev.batchkit.indicator.RecordSource;
import dev.batchkit.indicator.SessionListener;
import dev.batchkit.measuring.MeasuringSettings;
import dev.batchkit.orchestration.Redaction;
import dev.batchkit.spi.BatchHandler;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** How a kit is opened. Immutable: every method gives a new one. */
public final class KitOptions {
  private final EngineSettings settings;
  private final MeasuringSettings measuring;

  private KitOptions(EngineSettings settings, MeasuringSettings measuring) {
    this.settings = settings;
    this.measuring = measuring;
  }

  static KitOptions defaults() {
    return new KitOptions(EngineSettings.defaults(), MeasuringSettings.NONE);
  }

  private KitOptions with(EngineSettings other) {
    return new KitOptions(other, measuring);
  }

  private KitOptions with(MeasuringSettings other) {
    return new KitOptions(settings, other);
  }

  EngineSettings settings() {
    return settings;
  }

  MeasuringSettings measuring() {
    return measuring;
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
    return with(settings.withHandlers(handlers));
  }

  /**
   * Looks for provided handlers in this class loader only.
   *
   * @param loader null to look for none; without this call, those of batchkit and of the opening
   *     thread are asked
   */
  public KitOptions discoverIn(@Nullable ClassLoader loader) {
    return with(settings.withLoaders(loader == null ? List.of() : List.of(loader)));
  }

  /** Tells the time; the default is the system's. */
  public KitOptions clock(Clock clock) {
    return with(settings.withClock(clock));
  }

  /**
   * Makes ids for the ledger: unique for ever. The default is {@link
   * dev.batchkit.orchestration.Ids#timeOrdered}.
   */
  public KitOptions ids(Supplier<String> ids) {
    return with(settings.withIds(ids));
  }

  /**
   * Is told how far runs of this kit are, on their threads: at most ten times a second for each
   * run, and once at its end. What it throws is logged, and it is not told again in that run.
   */
  public KitOptions progress(Consumer<Progress> listener) {
    return with(settings.withProgress(listener));
  }

  /** Extends what is replaced before a recorded session is stored. */
  public KitOptions redaction(UnaryOperator<Redaction> redaction) {
    return with(settings.withRedaction(redaction.apply(settings.redaction())));
  }

  /** How long {@link BatchKit#close} waits for runs to stop; the default is 10 seconds. */
  public KitOptions closeTimeout(Duration timeout) {
    return with(settings.withCloseTimeout(timeout));
  }

  /**
   * Gives a data source that indicators measure, under the name that their definitions use. Only
   * the name is ever stored. A measurement takes a connection of it for each dataset and gives it
   * back. Results are read as they come where the driver allows that; MySQL's needs {@code
   * useCursorFetch=true}.
   */
  public KitOptions dataSource(String name, DataSource source) {
    return with(measuring.withSource(name, source));
  }

  /** Gives records that indicators measure, under the name that their definitions use. */
  public KitOptions records(String name, RecordSource source) {
    return with(measuring.withRecords(name, source));
  }

  /**
   * Registers an indicator type. It goes before one of the same key that batchkit has, or that the
   * class path or module path provides.
   *
   * <p>Two types of one key given by hand, or two provided, are refused when the kit is opened.
   */
  public KitOptions indicatorType(IndicatorType type) {
    return with(measuring.withType(type));
  }

  /**
   * Has a listener told what sessions say, whenever that changes.
   *
   * @param name stands for it in the store, so that it is told later what it could not be told now;
   *     the same at every opening
   */
  public KitOptions listener(String name, SessionListener listener) {
    return listener(name, NotifyWhen.CHANGE, listener);
  }

  /** Has a listener told what sessions say. */
  public KitOptions listener(String name, NotifyWhen when, SessionListener listener) {
    return with(measuring.withListener(name, new MeasuringSettings.Told(listener, when)));
  }
}
