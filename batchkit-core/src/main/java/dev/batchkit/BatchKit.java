package dev.batchkit;

import dev.batchkit.batch.Actor;
import dev.batchkit.batch.Cells;
import dev.batchkit.batch.FullVerification;
import dev.batchkit.batch.PurgeOptions;
import dev.batchkit.batch.PurgeReport;
import dev.batchkit.batch.RestoreReport;
import dev.batchkit.batch.Run;
import dev.batchkit.engine.Codec;
import dev.batchkit.engine.Engine;
import dev.batchkit.engine.EngineSettings;
import dev.batchkit.measuring.Measurer;
import dev.batchkit.spi.BatchHandler;
import dev.batchkit.spi.BatchType;
import dev.batchkit.store.Health;
import dev.batchkit.store.Store;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The entry to batchkit: one open store, and the handlers that work on it. Safe for any number of
 * threads; a program needs one per store.
 */
public final class BatchKit implements AutoCloseable {
  private final Engine engine;
  private final Measurer measurer;
  private final @Nullable Actor actor;

  private BatchKit(Engine engine, Measurer measurer, @Nullable Actor actor) {
    this.engine = engine;
    this.measurer = measurer;
    this.actor = actor;
  }

  /** Opens a kit with the handlers that the class path or module path provides. */
  public static BatchKit open(Store store) {
    return open(store, options -> options);
  }

  /**
   * Opens a kit: registers the handlers, makes ready the tables of their rows, and recovers runs
   * whose process is dead. From here on the kit owns the store: closing the kit closes it, and so
   * does a failure of this call.
   *
   * @throws dev.batchkit.error.InvalidHandler if a handler cannot be registered; it names the
   *     handler and the rule
   * @throws dev.batchkit.error.StoreFailed if the store cannot be read or written
   */
  public static BatchKit open(Store store, UnaryOperator<KitOptions> options) {
    AtomicReference<@Nullable Measurer> measurer = new AtomicReference<>();
    Engine engine = Engine.open(store, () -> settings(store, options, measurer));
    return new BatchKit(engine, Objects.requireNonNull(measurer.get()), null);
  }

  /** Applies the options, and adds the handler that measures. */
  private static EngineSettings settings(
      Store store,
      UnaryOperator<KitOptions> options,
      AtomicReference<@Nullable Measurer> measurer) {
    KitOptions given = options.apply(KitOptions.defaults());
    EngineSettings settings = given.settings();
    Measurer made = Measurer.of(store, settings.clock(), given.measuring(), settings.loaders());
    measurer.set(made);
    List<BatchHandler<?, ?>> handlers = new ArrayList<>(settings.handlers());
    handlers.add(made.handler());
    return settings.withHandlers(handlers);
  }

  /**
   * The same kit, acting for someone: whatever is done through it is recorded with them. Closing
   * either closes both.
   */
  public BatchKit as(Actor actor) {
    return new BatchKit(engine, measurer, actor);
  }

  /**
   * The batches of one type.
   *
   * @throws dev.batchkit.error.UnknownType if no handler of this type is registered
   */
  public <I, R> Batches<I, R> batches(BatchType<I, R> type) {
    return new Batches<>(engine, engine.codec(type), type.key(), actor);
  }

  /**
   * All batches, whatever their type: rows are read as {@link Cells}, runs are done by the handler
   * of each.
   */
  public Batches<Cells, Cells> batches() {
    return new Batches<>(engine, engine.anyCodec(), null, actor);
  }

  /**
   * Joins a transaction that the application has open on its own connection to the file of the
   * store, to create batches and add rows in it.
   *
   * @throws dev.batchkit.error.UnsupportedByStore if the store has no SQL, or is read-only
   * @throws dev.batchkit.error.InvalidValue if the connection is to another file, has no
   *     transaction open, or does not enforce foreign keys and checks as the store's own
   *     connections do
   * @throws dev.batchkit.error.InsideUnit if this thread is inside a unit of the store: its
   *     connection is not the application's
   */
  public HostTransaction in(Connection connection) {
    return new HostTransaction(this, engine.within(connection), actor);
  }

  <I, R> Codec<I, R> codec(BatchType<I, R> type) {
    return engine.codec(type);
  }

  /** Indicators: to define them, to measure them, and to read what they say. */
  public Indicators indicators() {
    return new Indicators(engine, measurer, actor);
  }

  /** The ledger. */
  public Orchestration orchestration() {
    return new Orchestration(engine.store(), engine.recordings(), engine.sessions());
  }

  /**
   * Ends the runs of dead processes: each is closed as INTERRUPTED, its rows that were not visible
   * yet are removed, and its batch can be run again at once. Done at open too, and for a single
   * batch whenever a run is asked for. Runs of processes that live are left alone, also of one that
   * hangs or is stopped. Purges of dead processes are finished, and the sessions that they recorded
   * end as INTERRUPTED.
   *
   * @return the runs that were ended
   */
  public List<Run> recover() {
    return engine.recover();
  }

  /**
   * Says that this store came back out of a backup; call it before anything else is done with it.
   * What happened between the backup and the restore is lost here, but not in the world: a batch
   * that is not frozen may have been executed meanwhile. So all its external effects are asked for
   * before they are done, and batches that are created from now on get idempotency keys that no
   * lost batch had. Runs that were going on when the backup was made end as {@link #recover} ends
   * them, whoever owned them; so do sessions that were being recorded.
   *
   * <p>A second call marks again and begins new keys again. Nobody else should work on the store.
   *
   * @throws dev.batchkit.error.StoreFailed if a run began meanwhile; call it again
   */
  public RestoreReport afterRestore() {
    return engine.restoring().afterRestore();
  }

  /**
   * Looks whether all is well: the file, its settings, tables and triggers, runs and purges of dead
   * processes. Reads all of the data, which takes its time, changes nothing and keeps nobody from
   * writing. No value of a row stands in what it says.
   *
   * @throws dev.batchkit.error.StoreFailed if the store cannot be read at all
   */
  public Health doctor() {
    return engine.doctor().examine();
  }

  /** Verifies all batches and the ledger, as {@link Batches#verifyAll} does. */
  public FullVerification verifyAll() {
    return batches().verifyAll();
  }

  /**
   * Purges batches of any type, as {@link Batches#purge} does.
   *
   * @return what was done, or in a dry run would be
   * @throws dev.batchkit.error.InvalidValue if no age is given
   */
  public PurgeReport purge(UnaryOperator<PurgeOptions> options) {
    return batches().purge(options);
  }

  /**
   * Asks all runs of this kit to stop, waits for them until the deadline of {@link
   * KitOptions#closeTimeout}, and closes the store. What has not stopped by then is recovered by
   * the next open. A second call does nothing.
   */
  @Override
  public void close() {
    engine.close();
  }
}
