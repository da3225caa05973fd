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
import dev.batchkit.batch.Row;
import dev.batchkit.batch.RowOutcome;
import dev.batchkit.batch.Run;
import dev.batchkit.batch.StatusCount;
import dev.batchkit.batch.Verification;
import dev.batchkit.error.BatchKitException;
import dev.batchkit.error.HandlerFailed;
import dev.batchkit.error.InvalidValue;
import dev.batchkit.error.UnknownType;
import dev.batchkit.error.UnsupportedByStore;
import dev.batchkit.json.Json;
import dev.batchkit.spi.BatchType;
import dev.batchkit.store.BatchQuery;
import dev.batchkit.store.RowOrder;
import dev.batchkit.store.RowQuery;
import dev.batchkit.store.RowSearch;
import dev.batchkit.store.RowTable;
import dev.batchkit.store.Store;
import dev.batchkit.store.StoredRow;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The life of batches on a store: what the entry package offers, without its clothes. Safe for any
 * number of threads.
 */
public final class Engine implements AutoCloseable {
  private static final int MOST_ROWS_A_PAGE = 10_000;

  /** Times are told as they are stored. */
  private static final Duration STORED_STEP = Duration.ofMillis(1);

  private final Store store;
  private final EngineSettings settings;
  private final HandlerRegistry handlers;
  private final Activities activities;
  private final Recovery recovery;
  private final Claims claims;
  private final Creation creation;

  private Engine(Store store, EngineSettings settings, HandlerRegistry handlers) {
    this.store = store;
    this.settings = settings.withClock(Clock.tick(settings.clock(), STORED_STEP));
    this.handlers = handlers;
    activities = new Activities();
    recovery = new Recovery(store, this.settings, activities);
    claims = new Claims(store, this.settings, recovery, activities);
    creation = new Creation(store, this.settings, handlers);
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
   */
  public record NewDraft(
      @Nullable String type,
      @Nullable String key,
      @Nullable String description,
      @Nullable String notes,
      @Nullable Json params,
      List<Column> columns) {}

  /** A header; of this type, if one is named. */
  public Batch get(long id, @Nullable String type) {
    Batch batch = Headers.get(store.batches(), id);
    if (type != null && !type.equals(batch.type())) {
      throw Headers.noSuchBatch(id);
    }
    return batch;
  }

  /** The header with a natural key. */
  public Optional<Batch> find(@Nullable String type, String key) {
    return type == null
        ? Optional.empty()
        : store.batches().findByKey(type, key).flatMap(store.batches()::find);
  }

  /** A page of headers. */
  public List<Batch> page(
      @Nullable String type, @Nullable BatchStatus status, long before, int limit) {
    requireLimit(limit);
    return store.batches().page(new BatchQuery(type, status, before, limit));
  }

  /** Populates. */
  public Run populate(long id, @Nullable String type, @Nullable Actor actor, boolean again) {
    return populate(binding(id, type), id, actor, again);
  }

  private <I, R> Run populate(
      Binding<I, R> binding, long id, @Nullable Actor actor, boolean again) {
    Consumer<Batch> rules =
        batch -> {
          if (!again && !batch.rows().isEmpty()) {
            throw Headers.wrongState(
                batch, "it has rows already", "Use repopulate to replace them.");
          }
        };
    var granted =
        claims.claim(
            new Claims.Request<>(
                binding,
                new BatchId(id),
                Activity.POPULATE,
                Set.of(BatchStatus.PENDING),
                rules,
                actor,
                null));
    Run run = activities.run(granted.run(), () -> new PopulateRun<>(granted.run()));
    if (again) {
      Rubbish.clear(store, binding.codec().table(granted.run().batch()), id);
    }
    return run;
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
                null));
    return activities.run(granted.run(), () -> new RefreshRun<>(granted.run()));
  }

  /** Executes. */
  public Run execute(
      long id, @Nullable String type, @Nullable Actor actor, ExecuteOptions options) {
    return execute(binding(id, type), id, actor, options);
  }

  private <I, R> Run execute(
      Binding<I, R> binding, long id, @Nullable Actor actor, ExecuteOptions options) {
    requireSql(binding);
    var granted =
        claims.claim(
            new Claims.Request<>(
                binding,
                new BatchId(id),
                Activity.EXECUTE,
                Set.of(BatchStatus.PENDING, BatchStatus.FAILED, BatchStatus.KILLED),
                Engine::requireReady,
                actor,
                options));
    return activities.run(
        granted.run(), () -> new ExecuteRun<>(granted.run(), options, granted.before().status()));
  }

  private static void requireReady(Batch batch) {
    List<String> reasons = Previews.reasonsOf(batch);
    if (!reasons.isEmpty()) {
      throw Headers.wrongState(batch, "it cannot be executed", String.join(" ", reasons));
    }
  }

  private void requireSql(Binding<?, ?> binding) {
    if (binding.type().usesSql() && !store.hasSql()) {
      throw new UnsupportedByStore(
          "The executor of the batch type "
              + binding.type().key()
              + " needs SQL, and "
              + store.name()
              + " has none. Execute it on a SqliteStore, also in tests.",
          "SQL");
    }
  }

  private Binding<?, ?> binding(long id, @Nullable String type) {
    Batch batch = get(id, type);
    Binding<?, ?> binding = handlers.get(String.valueOf(batch.type()));
    if (binding.unfit() != null) {
      throw binding.unfit();
    }
    return binding;
  }

  /** Says what an execution would do. */
  public Preview preview(long id, @Nullable String type, ExecuteOptions options) {
    Binding<?, ?> binding = binding(id, type);
    Batch batch = get(id, type);
    try {
      return Previews.of(
          binding,
          new BatchSnapshot(batch),
          store.rows().counts(binding.codec().table(batch), id, batch.rows()),
          options,
          Previews.reasonsOf(batch),
          true);
    } catch (BatchKitException e) {
      throw e;
    } catch (Exception e) {
      throw new HandlerFailed(
          batch.name()
              + ": its handler "
              + binding.handler().getClass().getName()
              + " threw "
              + e.getClass().getName()
              + " when it was asked about an execution. The cause tells more.",
          id,
          binding.type().key(),
          "",
          e);
    }
  }

  /** Asks the run that holds the batch to stop. */
  public Run cancel(long id, @Nullable String type, @Nullable Actor actor) {
    Batch batch = get(id, type);
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
    Batch batch = get(id, type);
    return recovery.takeOver(id).orElseThrow(() -> notRunning(batch));
  }

  private static BatchKitException notRunning(Batch batch) {
    return Headers.wrongState(batch, "no run holds it", "There is nothing to stop.");
  }

  /** Ends the runs of dead owners. */
  public List<Run> recover() {
    return recovery.recover();
  }

  /** A page of rows. */
  public <R> List<Row<R>> rows(Codec<?, R> codec, Batch batch, Selection selection, int limit) {
    requireLimit(limit);
    RowTable table = codec.table(batch);
    RowQuery query =
        new RowQuery(
            batch.id().value(),
            batch.rows(),
            selection.after(),
            selection.statuses(),
            selection.withRemoved(),
            limit);
    List<StoredRow> page =
        selection.isPlain()
            ? store.rows().page(table, query)
            : store
                .rows()
                .search(
                    table,
                    batch.columns(),
                    new RowSearch(query, selection.ranges(), order(table, batch, selection)));
    return page.stream().map(codec.rows(batch)).toList();
  }

  /** The order, with the cell of the row to go on after. */
  private @Nullable RowOrder order(RowTable table, Batch batch, Selection selection) {
    RowOrder order = selection.order();
    if (order == null || selection.after() == 0) {
      return order;
    }
    StoredRow last =
        store
            .rows()
            .find(table, batch.id().value(), selection.after())
            .orElseThrow(
                () -> {
                  String fault = "after: there is no such row";
                  return new InvalidValue(
                      batch.name() + " cannot be read from there: " + fault + ". Begin again.",
                      List.of(fault),
                      null);
                });
    Column column =
        batch.columns().stream()
            .filter(c -> c.name().equals(order.column()))
            .findFirst()
            .orElseThrow();
    return new RowOrder(order.column(), order.descending(), CellsCodec.cell(table, last, column));
  }

  /** One visible row. */
  public <R> Optional<Row<R>> row(Codec<?, R> codec, Batch batch, long sequence) {
    if (sequence < batch.rows().from() || sequence > batch.rows().through()) {
      return Optional.empty();
    }
    return store
        .rows()
        .find(codec.table(batch), batch.id().value(), sequence)
        .map(codec.rows(batch));
  }

  /** Counts rows by status and outcome. */
  public List<StatusCount> breakdown(Batch batch) {
    return store.rows().counts(Headers.table(batch), batch.id().value(), batch.rows()).stream()
        .map(
            count ->
                new StatusCount(
                    Codec.statusOf(batch, count.status()),
                    count.outcome() == null ? null : RowOutcome.valueOf(count.outcome()),
                    count.count()))
        .toList();
  }

  /** Compares the seal with what is stored. */
  public Verification verify(Batch batch) {
    if (batch.seal() == null) {
      throw Headers.wrongState(batch, "it is not frozen, so it has no seal", "Execute it first.");
    }
    String found = Seals.again(store, Headers.table(batch), batch);
    return new Verification(batch.id(), found.equals(batch.seal()), batch.seal(), found);
  }

  private static void requireLimit(int limit) {
    if (limit < 1 || limit > MOST_ROWS_A_PAGE) {
      String fault = "limit: must be 1 to " + MOST_ROWS_A_PAGE;
      throw new InvalidValue("A page cannot be read: " + fault + ".", List.of(fault), null);
    }
  }

  @Override
  public void close() {
    activities.close(settings.closeTimeout());
    store.close();
  }
}
