package dev.batchkit;

import dev.batchkit.batch.Actor;
import dev.batchkit.batch.Batch;
import dev.batchkit.batch.BatchId;
import dev.batchkit.batch.BatchStatus;
import dev.batchkit.batch.ExecuteOptions;
import dev.batchkit.batch.Preview;
import dev.batchkit.batch.Row;
import dev.batchkit.batch.Run;
import dev.batchkit.batch.StatusCount;
import dev.batchkit.batch.Verification;
import dev.batchkit.engine.Codec;
import dev.batchkit.engine.Engine;
import dev.batchkit.spi.RowSource;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Batches: to create, fill, read and execute them. Safe for any number of threads.
 *
 * <p>Every method that names a batch throws {@link dev.batchkit.error.NoSuchBatch} if there is none
 * of this id, or if this is the door to another type. Runs happen on the calling thread. A run that
 * is cancelled, or whose thread is interrupted, ends at its next chunk and is returned with the
 * outcome KILLED.
 *
 * @param <I> the input record of the type
 * @param <R> the row record of the type
 */
public final class Batches<I, R> {
  private final Engine engine;
  private final Codec<I, R> codec;
  private final @Nullable String type;
  private final @Nullable Actor actor;

  Batches(Engine engine, Codec<I, R> codec, @Nullable String type, @Nullable Actor actor) {
    this.engine = engine;
    this.codec = codec;
    this.type = type;
    this.actor = actor;
  }

  /**
   * Creates a batch: pending, without rows.
   *
   * @throws dev.batchkit.error.BatchAlreadyExists if a batch of the type has this key
   * @throws dev.batchkit.error.InvalidValue if its parameters do not bind, all faults at once, or
   *     its columns cannot be
   * @throws dev.batchkit.error.UnknownType if no handler of the type is registered
   */
  public Batch create(UnaryOperator<BatchDraft> draft) {
    BatchDraft d = draft.apply(BatchDraft.of(type));
    return engine.create(d.toEngine(), actor, false);
  }

  /**
   * Creates a batch, or gives the one of the same type and key: of several concurrent calls one
   * creates it and all get it. What else the draft says counts only for a new one.
   *
   * @throws dev.batchkit.error.InvalidValue as for {@link #create}, or if the draft has no key
   * @throws dev.batchkit.error.UnknownType if no handler of the type is registered
   */
  public Batch createOrGet(UnaryOperator<BatchDraft> draft) {
    BatchDraft d = draft.apply(BatchDraft.of(type));
    return engine.create(d.toEngine(), actor, true);
  }

  /** The batch, as it is now. */
  public Batch get(BatchId id) {
    return engine.reading().get(id.value(), type);
  }

  /** The batch with this natural key, if this door is typed and there is one. */
  public Optional<Batch> find(String key) {
    return engine.reading().find(type, key);
  }

  /** The newest batches, at most so many. */
  public List<Batch> newest(int limit) {
    return engine.reading().page(type, null, Long.MAX_VALUE, limit);
  }

  /**
   * A page of batches, newest first.
   *
   * @param status only in this status; null for any
   * @param before only ids below this one; null for the first page
   * @param limit at most so many
   */
  public List<Batch> page(@Nullable BatchStatus status, @Nullable BatchId before, int limit) {
    return engine
        .reading()
        .page(type, status, before == null ? Long.MAX_VALUE : before.value(), limit);
  }

  /**
   * Fills a batch that has no rows yet from its handler's source. The rows become visible all at
   * once, when the run succeeds; if it does not, the batch is as before.
   *
   * @throws dev.batchkit.error.WrongState if the batch has rows already, or its execution began
   * @throws dev.batchkit.error.BatchFrozen if it is frozen
   * @throws dev.batchkit.error.BatchBusy if another run holds it
   * @throws dev.batchkit.error.HandlerFailed if the handler threw; the run is on record
   * @throws dev.batchkit.error.InvalidValue if the handler let one through that {@code add} threw,
   *     or threw one itself; so with every kind of batchkit's own
   */
  public Run populate(BatchId id) {
    return engine.populating().populate(id.value(), type, actor, false);
  }

  /**
   * Fills a batch that has no rows yet from a source given here; its handler makes the rows from
   * what the source adds, and its own source is not asked. Otherwise like {@link
   * #populate(BatchId)}: if the source fails, the batch is as before and may be populated from any
   * source.
   *
   * @throws dev.batchkit.error.UnknownType if this is not the door of the type and the type takes
   *     other inputs
   * @throws dev.batchkit.error.HandlerFailed if the handler or the source threw; the run is on
   *     record
   */
  public Run populate(BatchId id, RowSource<I> source) {
    return engine.populating().populate(id.value(), type, actor, false, source, codec);
  }

  /**
   * Fills a batch again: the new rows replace the old ones all at once, when the run succeeds.
   * Otherwise like {@link #populate}.
   */
  public Run repopulate(BatchId id) {
    return engine.populating().populate(id.value(), type, actor, true);
  }

  /** Fills a batch again, from a source given here. Otherwise like {@link #repopulate(BatchId)}. */
  public Run repopulate(BatchId id, RowSource<I> source) {
    return engine.populating().populate(id.value(), type, actor, true, source, codec);
  }

  /**
   * Makes a batch from another one of its type, in whatever state that is, frozen ones included:
   * from the inputs of its rows, removed ones left out, each made again by the handler. The other
   * becomes its parent. Description, notes, parameters and, of a dynamic type, columns are those of
   * the other unless the draft gives its own; a key it has only from the draft.
   *
   * <p>If this throws once the batch was created, the batch is there without rows, and may be
   * populated.
   *
   * @return the batch with its rows; without, if the run was cancelled
   * @throws dev.batchkit.error.BatchAlreadyExists if a batch of the type has the key
   * @throws dev.batchkit.error.InvalidValue if the draft names another type, or the parameters do
   *     not bind any more
   * @throws dev.batchkit.error.WrongState if the other batch was changed meanwhile
   * @throws dev.batchkit.error.HandlerFailed if the handler threw; the run is on record
   */
  public Batch cloneOf(BatchId id, UnaryOperator<BatchDraft> draft) {
    Batch original = engine.reading().get(id.value(), type);
    BatchDraft d = draft.apply(BatchDraft.like(original));
    return engine.populating().cloneOf(original, d.toEngine(), actor);
  }

  /**
   * Makes every row again from its input. Rows change chunk by chunk; until a refresh has
   * succeeded, the batch cannot be executed.
   *
   * @throws dev.batchkit.error.WrongState if its execution began
   * @throws dev.batchkit.error.BatchFrozen if it is frozen
   * @throws dev.batchkit.error.BatchBusy if another run holds it
   * @throws dev.batchkit.error.HandlerFailed if the handler threw; the run is on record
   */
  public Run refresh(BatchId id) {
    return engine.refresh(id.value(), type, actor);
  }

  /** What an execution would do now. */
  public Preview preview(BatchId id) {
    return preview(id, options -> options);
  }

  /**
   * What an execution with these options would do now.
   *
   * @throws dev.batchkit.error.HandlerFailed if the handler threw
   */
  public Preview preview(BatchId id, UnaryOperator<ExecuteOptions> options) {
    return engine.preview(id.value(), type, options.apply(ExecuteOptions.DEFAULT));
  }

  /** Executes a batch with {@link ExecuteOptions#DEFAULT}. */
  public Run execute(BatchId id) {
    return execute(id, options -> options);
  }

  /**
   * Executes a batch, or goes on with an execution that did not succeed. On success it is frozen
   * and sealed. Rows that failed end the run FAILED; it can be executed again, and rows that were
   * applied are never applied twice.
   *
   * @throws dev.batchkit.error.ExecutionBlocked if rows or the handler forbid it, with all reasons
   * @throws dev.batchkit.error.StaleBatch if it has changed since the version that the options say
   *     was reviewed
   * @throws dev.batchkit.error.WrongState if a refresh of it did not finish
   * @throws dev.batchkit.error.BatchFrozen if it was executed already
   * @throws dev.batchkit.error.BatchBusy if another run holds it
   * @throws dev.batchkit.error.UnsupportedByStore if the type needs SQL and the store has none
   * @throws dev.batchkit.error.HandlerFailed if the handler threw; rows of earlier chunks stay
   *     applied
   * @throws dev.batchkit.error.ClaimLost if the run was taken from this process
   */
  public Run execute(BatchId id, UnaryOperator<ExecuteOptions> options) {
    return engine.execute(id.value(), type, actor, options.apply(ExecuteOptions.DEFAULT));
  }

  /**
   * Asks the run that holds the batch to stop, in whatever process it is. Returns at once; the run
   * ends at its next chunk.
   *
   * @return the run that was asked
   * @throws dev.batchkit.error.WrongState if no run holds it
   */
  public Run cancel(BatchId id) {
    return engine.cancel(id.value(), type, actor);
  }

  /**
   * Takes the batch from the run that holds it although that run's process lives: for one that
   * hangs. The run ends as INTERRUPTED and can write nothing more to the batch.
   *
   * @return the run that was ended
   * @throws dev.batchkit.error.WrongState if no run holds it
   */
  public Run takeOver(BatchId id) {
    return engine.takeOver(id.value(), type);
  }

  /** The rows of the batch, to be narrowed and read page by page. */
  public RowSelection<R> rows(BatchId id) {
    return new RowSelection<>(engine, codec, engine.reading().get(id.value(), type));
  }

  /** One visible row. */
  public Optional<Row<R>> row(BatchId id, long sequence) {
    return engine.reading().row(codec, engine.reading().get(id.value(), type), sequence);
  }

  /** The input of a row: what the source or a person said. */
  public I input(Row<R> row) {
    return codec.input(row);
  }

  /** How many rows have which status and outcome, counted in the store. */
  public List<StatusCount> breakdown(BatchId id) {
    return engine.reading().breakdown(engine.reading().get(id.value(), type));
  }

  /** All runs on the batch, oldest first. */
  public List<Run> runs(BatchId id) {
    return engine.store().runs().ofBatch(engine.reading().get(id.value(), type).id().value());
  }

  /**
   * Computes the seal of a frozen batch again from what is stored.
   *
   * @throws dev.batchkit.error.WrongState if it is not frozen
   */
  public Verification verify(BatchId id) {
    return engine.reading().verify(engine.reading().get(id.value(), type));
  }
}
