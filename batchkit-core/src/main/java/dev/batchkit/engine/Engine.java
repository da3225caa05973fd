package dev.batchkit.engine;

import dev.batchkit.batch.Activity;
import dev.batchkit.batch.Actor;
import dev.batchkit.batch.Batch;
import dev.batchkit.batch.BatchId;
import dev.batchkit.batch.BatchStatus;
import dev.batchkit.batch.Cells;
import dev.batchkit.batch.Column;
import dev.batchkit.batch.ExecuteOptions;
import dev.batchkit.batch.Preview;
import dev.batchkit.batch.Run;
import dev.batchkit.error.BatchKitException;
import dev.batchkit.error.UnknownType;
import dev.batchkit.json.Json;
import dev.batchkit.recording.Recordings;
import dev.batchkit.spi.BatchType;
import dev.batchkit.store.RowTable;
import dev.batchkit.store.Store;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The life of batches on a store: what the entry package offers, without its clothes. Safe for any
 * number of threads.
 */
public final class Engine implements AutoCloseable {

  /** Times are told as they are stored. */
  private static final Duration STORED_STEP = Duration.ofMillis(1);

  private final Store store;
  private final EngineSettings settings;
  private final HandlerRegistry handlers;
  private final Activities activities;
  private final Recovery recovery;
  private final Recordings recordings;
  private final Claims claims;
  private final Creation creation;
  private final Reading reading;
  private final Sessions sessions;
  private final Editing editing;
  private final BulkEditing bulk;
  private final HeaderEditing headers;
  private final History history;
  private final Populating populating;
  private final Purging purging;
  private final Verifying verifying;
  private final Restoring restoring;
  private final Doctor doctor;
  private final Executions executions;
  private final Endings endings;

  private Engine(Store store, EngineSettings settings, HandlerRegistry handlers) {
    this.store = store;
    this.settings = settings.withClock(Clock.tick(settings.clock(), STORED_STEP));
    this.handlers = handlers;
    activities = new Activities();
    recordings =
        new Recordings(
            store, this.settings.clock(), this.settings.ids(), this.settings.redaction());
    recovery = new Recovery(store, this.settings, activities);
    claims = new Claims(store, this.settings, recovery, activities, recordings);
    reading = new Reading(store);
    sessions = new Sessions(store);
    purging = new Purging(store, this.settings);
    verifying = new Verifying(store);
    restoring = new Restoring(store, this.settings, recovery, recordings);
    doctor = new Doctor(store);
    creation = new Creation(store, this.settings, handlers);
    history = new History(store);
    headers = new HeaderEditing(store, this.settings, claims, reading, creation);
    Function<Editing.Target, Binding<?, ?>> bindings =
        target -> binding(target.id(), target.type());
    editing = new Editing(store, this.settings, claims, reading, bindings);
    bulk = new BulkEditing(store, claims, activities, reading, bindings);
    populating = new Populating(store, handlers, claims, activities, creation, reading);
    executions = new Executions(store, handlers, claims, activities, reading, headers);
    endings = new Endings(store, this.settings, handlers, claims, activities, creation, reading);
  }

  /** Registers handlers, makes their tables ready, and recovers; closes the store if it fails. */
  public static Engine open(Store store, Supplier<EngineSettings> asked) {
    boolean opened = false;
    try {
      EngineSettings settings = asked.get();
      HandlerRegistry handlers = HandlerRegistry.of(settings);
      Engine engine = new Engine(store, settings, handlers);
      if (!store.isReadOnly()) {
        handlers.prepare(store);
        engine.recover();
      }
      opened = true;
      return engine;
    } finally {
      if (!opened) {
        store.close();
      }
    }
  }

  /** The store. */
  public Store store() {
    return store;
  }

  /** Reads what the store holds. */
  public Reading reading() {
    return reading;
  }

  /** Finds orchestration sessions. */
  public Sessions sessions() {
    return sessions;
  }

  /** Changes rows as people ask. */
  public Editing editing() {
    return editing;
  }

  /** Changes many rows as people ask. */
  public BulkEditing bulk() {
    return bulk;
  }

  /** Changes headers as people ask. */
  public HeaderEditing headers() {
    return headers;
  }

  /** Records sessions. */
  public Recordings recordings() {
    return recordings;
  }

  /** Works inside a transaction of the application. */
  public Within within(Connection connection) {
    return new Within(store, settings, handlers, activities, recordings, connection);
  }

  /** Reads what people changed. */
  public History history() {
    return history;
  }

  /** Purges batches. */
  public Purging purging() {
    return purging;
  }

  /** Works after a restore. */
  public Restoring restoring() {
    return restoring;
  }

  /** Examines the store. */
  public Doctor doctor() {
    return doctor;
  }

  /** Verifies batches. */
  public Verifying verifying() {
    return verifying;
  }

  /** The codec of a registered type. */
  @SuppressWarnings("unchecked") // the classes are compared first
  public <I, R> Codec<I, R> codec(BatchType<I, R> type) {
    BatchType<?, ?> registered = handlers.get(type.key()).type();
    if (registered.input() != type.input() || registered.row() != type.row()) {
      throw new UnknownType(
          "The handler registered for the batch type "
              + type.key()
              + " has other records. Ask by the type that the handler declares.",
          type.key());
    }
    return (Codec<I, R>) handlers.get(type.key()).codec();
  }

  /** The codec that reads rows of any type. */
  public Codec<Cells, Cells> anyCodec() {
    return new CellsCodec(Headers::table);
  }

  /** Creates a batch, or gives the one with its key. */
  public Batch create(NewDraft draft, @Nullable Actor actor, boolean orGet) {
    return creation.create(draft, actor, orGet);
  }

  /**
   * A draft of a batch.
   *
   * @param type the key of its type; null is refused
   * @param key its natural key
   * @param description what it is
   * @param notes more about it
   * @param params its parameters
   * @param columns its columns, if its type is dynamic
   * @param indicatorGroupId the group of indicators that it measures; null for none
   */
  public record NewDraft(
      @Nullable String type,
      @Nullable String key,
      @Nullable String description,
      @Nullable String notes,
      @Nullable Json params,
      List<Column> columns,
      @Nullable Long indicatorGroupId) {

    /** A draft of a batch that measures no group of indicators. */
    public NewDraft(
        @Nullable String type,
        @Nullable String key,
        @Nullable String description,
        @Nullable String notes,
        @Nullable Json params,
        List<Column> columns) {
      this(type, key, description, notes, params, columns, null);
    }

    /** A draft that says what another batch is, but for its key. */
    public static NewDraft like(Batch batch) {
      boolean dynamic = RowTable.DYNAMIC.equals(batch.rowTable());
      return new NewDraft(
          batch.type(),
          null,
          batch.description(),
          batch.notes(),
          batch.params(),
          dynamic ? batch.columns() : List.of(),
          batch.indicatorGroupId());
    }
  }

  /** Fills batches, and makes them from others. */
  public Populating populating() {
    return populating;
  }

  /** Refreshes. */
  public Run refresh(long id, @Nullable String type, @Nullable Actor actor) {
    return refresh(binding(id, type), id, actor);
  }

  private <I, R> Run refresh(Binding<I, R> binding, long id, @Nullable Actor actor) {
    var granted =
        claims.claim(
            new Claims.Request<>(
                binding,
                new BatchId(id),
                Activity.REFRESH,
                Set.of(BatchStatus.PENDING),
                batch -> {},
                actor,
                RunArguments.NONE));
    return activities.run(granted.run(), () -> new RefreshRun<>(granted.run()));
  }

  /** Executes batches. */
  public Executions executions() {
    return executions;
  }

  /** Settles, discards and reopens batches. */
  public Endings endings() {
    return endings;
  }

  private Binding<?, ?> binding(long id, @Nullable String type) {
    Batch batch = reading.get(id, type);
    return handlers.fit(String.valueOf(batch.type()));
  }

  /** Says what an execution would do. */
  public Preview preview(long id, @Nullable String type, ExecuteOptions options) {
    Binding<?, ?> binding = binding(id, type);
    Batch batch = reading.get(id, type);
    return Asked.of(
        batch,
        binding,
        "about an execution",
        () ->
            Previews.of(
                binding,
                new BatchSnapshot(batch),
                store.rows().counts(binding.codec().table(batch), id, batch.rows()),
                options,
                Previews.reasonsOf(batch),
                true));
  }

  /** Asks the run that holds the batch to stop. */
  public Run cancel(long id, @Nullable String type, @Nullable Actor actor) {
    Batch batch = reading.get(id, type);
    Run run =
        store.inUnit(
            "cancel",
            unit -> {
              Run open =
                  unit.runs().ofBatch(id).stream()
                      .filter(one -> one.outcome() == null)
                      .reduce((first, second) -> second)
                      .orElseThrow(() -> notRunning(batch));
              unit.runs()
                  .requestCancel(
                      open.id(), settings.clock().instant(), creation.resolve(unit, actor));
              return open;
            });
    activities.cancel(run.id());
    return run;
  }

  /** Ends the run that holds the batch, although its owner lives. */
  public Run takeOver(long id, @Nullable String type) {
    Batch batch = reading.get(id, type);
    return recovery.takeOver(id).orElseThrow(() -> notRunning(batch));
  }

  private static BatchKitException notRunning(Batch batch) {
    return Headers.wrongState(batch, "no run holds it", "There is nothing to stop.");
  }

  /** Ends the runs of dead owners, then their purges and their recordings. */
  public List<Run> recover() {
    List<Run> ended = recovery.recover();
    purging.recover();
    recordings.recover();
    return ended;
  }

  @Override
  public void close() {
    activities.close(settings.closeTimeout());
    try {
      recordings.close();
    } finally {
      store.close();
    }
  }
}
