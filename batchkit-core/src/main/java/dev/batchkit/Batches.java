package dev.batchkit;

import dev.batchkit.batch.Actor;
import dev.batchkit.batch.Attempt;
import dev.batchkit.batch.Batch;
import dev.batchkit.batch.BatchId;
import dev.batchkit.batch.BatchStatus;
import dev.batchkit.batch.Change;
import dev.batchkit.batch.ExecuteOptions;
import dev.batchkit.batch.FullVerification;
import dev.batchkit.batch.Preview;
import dev.batchkit.batch.PurgeOptions;
import dev.batchkit.batch.PurgeReport;
import dev.batchkit.batch.Row;
import dev.batchkit.batch.Run;
import dev.batchkit.batch.StatusCount;
import dev.batchkit.batch.Verification;
import dev.batchkit.engine.Codec;
import dev.batchkit.engine.Editing;
import dev.batchkit.engine.Engine;
import dev.batchkit.spi.RowEdits;
import dev.batchkit.spi.RowSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Batches: to create, fill, read and execute them. Safe for any number of threads.
 *
 * <p>Every method that names a batch throws {@link dev.batchkit.error.NoSuchBatch} if there is none
 * of this id, or if this is the door to another type, and {@link dev.batchkit.error.BatchPurged} if
 * it was purged. Runs happen on the calling thread. A run that is cancelled, or whose thread is
 * interrupted, ends at its next chunk and is returned with the outcome KILLED.
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
   * @throws dev.batchkit.error.WrongState if the batch has rows already, its execution began, or it
   *     is complete
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
   * @throws dev.batchkit.error.WrongState if its execution began, or it is complete
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
    return engine.executions().execute(target(id), options.apply(ExecuteOptions.DEFAULT));
  }

  /**
   * Executes each of these batches, one after the other, with the same options. What becomes of one
   * does not stop the others.
   *
   * @return one attempt for each, in the same order
   */
  public List<Attempt> executeAll(List<BatchId> ids, UnaryOperator<ExecuteOptions> options) {
    return engine.executions().executeAll(ids, type, actor, options.apply(ExecuteOptions.DEFAULT));
  }

  /**
   * Executes the oldest batch of this door that is pending and complete, and that the filter lets
   * pass. Of several that ask at the same time, in whatever process, each gets another one. A batch
   * that execution did not succeed for is not tried again: it is no longer pending.
   *
   * @param filter asked outside any transaction, with the header as it was a moment ago
   * @return the run; empty if no such batch waits
   * @throws dev.batchkit.error.ExecutionBlocked as for {@link #execute}; the batch is incomplete
   *     again, so that people see to it, and the next call goes on with another
   * @throws dev.batchkit.error.WrongState as for {@link #execute}; the batch is incomplete again
   * @throws dev.batchkit.error.StaleBatch as for {@link #execute}; the batch is incomplete again
   * @throws dev.batchkit.error.UnsupportedByStore as for {@link #execute}
   * @throws dev.batchkit.error.HandlerFailed as for {@link #execute}
   * @throws dev.batchkit.error.ClaimLost as for {@link #execute}
   */
  public Optional<Run> executeNext(Predicate<Batch> filter, UnaryOperator<ExecuteOptions> options) {
    return engine
        .executions()
        .executeNext(type, actor, filter, options.apply(ExecuteOptions.DEFAULT));
  }

  /**
   * Ends an execution that did not succeed: every row that is not applied or skipped, also one that
   * is UNKNOWN, is skipped with this reason, and the batch is a success, frozen and sealed. The
   * handler is not asked.
   *
   * @param reason why, for people; it stands in the ledger, in those rows and in the result
   * @return the run, an execution; KILLED if it was cancelled, and then the batch is as before but
   *     for rows that it reached
   * @throws dev.batchkit.error.InvalidValue if the reason is blank
   * @throws dev.batchkit.error.WrongState if it is neither Failed nor Killed
   * @throws dev.batchkit.error.BatchFrozen if it is frozen
   * @throws dev.batchkit.error.BatchBusy if a run holds it
   */
  public Run settle(BatchId id, String reason) {
    return engine.endings().settle(target(id), reason);
  }

  /**
   * Ends a batch without an execution: it is Killed for ever, frozen and sealed with its rows as
   * they are. What was applied of it stays applied.
   *
   * @param reason why, for people; it stands in the ledger and in the result
   * @return the run; KILLED if it was cancelled, and then the batch is as before
   * @throws dev.batchkit.error.InvalidValue if the reason is blank
   * @throws dev.batchkit.error.BatchFrozen if it is frozen
   * @throws dev.batchkit.error.BatchBusy if a run holds it
   */
  public Run discard(BatchId id, String reason) {
    return engine.endings().discard(target(id), reason);
  }

  /**
   * Lets people work again on a batch whose execution did not succeed: it is pending and
   * incomplete. Rows that are APPLIED or UNKNOWN stay locked.
   *
   * @return the batch as it is then
   * @throws dev.batchkit.error.WrongState if it is neither Failed nor Killed
   * @throws dev.batchkit.error.BatchFrozen if it is frozen
   * @throws dev.batchkit.error.BatchBusy if a run holds it
   */
  public Batch reopen(BatchId id) {
    return engine.endings().reopen(target(id));
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

  /**
   * Adds a row: it is refreshed, and visible as the last one when this returns. Its sequence is
   * above every one that the batch ever used.
   *
   * <p>This and every other edit raises the version of the batch. People may edit at the same time,
   * in any number of processes.
   *
   * @param input not null
   * @return the row as it is stored
   * @throws dev.batchkit.error.WrongState if the batch is not pending, or is complete
   * @throws dev.batchkit.error.BatchFrozen if it is frozen
   * @throws dev.batchkit.error.BatchBusy if a run holds it
   * @throws dev.batchkit.error.InvalidValue if the input, or what the refresh made of it, cannot be
   *     stored exactly
   * @throws dev.batchkit.error.HandlerFailed if the handler threw
   */
  public Row<R> add(BatchId id, I input) {
    return addAll(id, List.of(input)).get(0);
  }

  /**
   * Adds rows like {@link #add}: all of them, or none if this throws.
   *
   * @param inputs at most 1,000, none of them null
   * @return the rows as they are stored, in the same order
   * @throws dev.batchkit.error.InvalidValue if there are more
   */
  public List<Row<R>> addAll(BatchId id, List<I> inputs) {
    return engine.editing().add(codec, target(id), List.copyOf(inputs));
  }

  /**
   * Changes the input of a row: the row is made again from it. An outcome FAILED or SKIPPED is
   * forgotten. An edit that leaves everything as it is writes nothing.
   *
   * @param version the version of the row that the caller has seen: exactly one of several who edit
   *     the same version at the same time wins
   * @param change gives the new input for the present one, neither of them null; it is called
   *     outside any transaction, and again where other rows changed meanwhile. What it throws is
   *     thrown on
   * @return the row as it is stored
   * @throws dev.batchkit.error.NoSuchRow if there is no visible row of this sequence
   * @throws dev.batchkit.error.StaleRow if the row has another version; it has the present row
   * @throws dev.batchkit.error.WrongRowState if the row was removed, or its effect is done or may
   *     be
   * @throws dev.batchkit.error.WrongState as for {@link #add}; so with every other kind
   */
  public Row<R> edit(BatchId id, long sequence, long version, UnaryOperator<I> change) {
    return engine.editing().edit(codec, target(id), sequence, version, change);
  }

  /**
   * Changes components of the input of a row, as a form sends them; otherwise like {@link
   * #edit(BatchId, long, long, UnaryOperator)}.
   *
   * @param cells by component of the input: a value of its class, or a text of it; null, and the
   *     empty text where the component is no text, stand for null. A component that is not named,
   *     or whose text is the one that {@link #cells} shows, stays as it is, so that null and the
   *     empty text are not mixed up by a form
   * @throws dev.batchkit.error.InvalidValue if a component is not there, or its value cannot be
   *     read: all faults at once
   */
  public Row<R> edit(BatchId id, long sequence, long version, Map<String, ?> cells) {
    return engine.editing().edit(codec, target(id), sequence, version, cells);
  }

  /**
   * Takes a row out of the batch: it is neither counted nor executed any more, and can be restored.
   *
   * @param version the version of the row that the caller has seen
   * @return the row as it is stored
   * @throws dev.batchkit.error.StaleRow as for {@link #edit(BatchId, long, long, UnaryOperator)};
   *     so with every other kind
   */
  public Row<R> remove(BatchId id, long sequence, long version) {
    return engine.editing().remove(codec, target(id), sequence, version);
  }

  /**
   * Takes a removed row in again, made again from its input.
   *
   * @param version the version of the row that the caller has seen
   * @return the row as it is stored
   * @throws dev.batchkit.error.WrongRowState if it was not removed
   * @throws dev.batchkit.error.StaleRow as for {@link #edit(BatchId, long, long, UnaryOperator)};
   *     so with every other kind
   */
  public Row<R> restore(BatchId id, long sequence, long version) {
    return engine.editing().restore(codec, target(id), sequence, version);
  }

  /**
   * Undoes a change, as a change of its own: of an edit, every component of the input that it
   * altered gets back the value that it had before; an added or restored row is removed, a removed
   * one restored. Later changes of other components stay.
   *
   * @param change of the history of this batch; what counts is what is on record of it
   * @return the row as it is stored
   * @throws dev.batchkit.error.StaleRow if the row no longer is what the change made of it; it has
   *     the present row
   * @throws dev.batchkit.error.InvalidValue if there is no such change
   * @throws dev.batchkit.error.WrongRowState as for {@link #edit(BatchId, long, long,
   *     UnaryOperator)}; so with every other kind
   */
  public Row<R> undo(BatchId id, Change<?> change) {
    return engine.editing().undo(codec, target(id), change);
  }

  /**
   * Takes all rows of a selection out of their batch. This is a run, on the calling thread: it is
   * recorded, shows its progress, and can be cancelled. Rows change chunk by chunk; until it has
   * succeeded, or a refresh has, the batch cannot be executed. Rows whose effect is done or may be
   * stay as they are; they are counted as skipped, and named by the issues of the run.
   *
   * @param rows a selection of this door; what counts is which rows it has when the run comes to
   *     them, not their order, nor where a page of it would begin
   * @return the run; a cancelled one has the outcome KILLED
   * @throws dev.batchkit.error.WrongState if the batch is not pending, or is complete
   * @throws dev.batchkit.error.BatchFrozen if it is frozen
   * @throws dev.batchkit.error.BatchBusy if another run holds it
   * @throws dev.batchkit.error.HandlerFailed if the handler threw; the run is on record, and what
   *     its earlier chunks changed stays
   */
  public Run removeAll(RowSelection<R> rows) {
    return engine.bulk().remove(target(rows.batchId()), rows.selection());
  }

  /**
   * Takes all removed rows of a selection in again, each made again from its input; otherwise like
   * {@link #removeAll}.
   *
   * @param rows need not ask for removed rows
   */
  public Run restoreAll(RowSelection<R> rows) {
    return engine.bulk().restore(target(rows.batchId()), rows.selection());
  }

  /**
   * Sets a component of the input of all rows of a selection, each made again; otherwise like
   * {@link #removeAll}.
   *
   * @param component of the input
   * @param value a value of its class, or a text of it; null, and the empty text where the
   *     component is no text, stand for null. It stands in the ledger
   * @throws dev.batchkit.error.InvalidValue if the component is not there, or the value cannot be
   *     read, before anything is changed; or if what the refresh made of a row cannot be stored
   */
  public Run setAll(RowSelection<R> rows, String component, @Nullable Object value) {
    return engine.bulk().set(target(rows.batchId()), rows.selection(), component, value);
  }

  /**
   * Does many edits that were prepared elsewhere, such as in a worksheet, as one recorded action:
   * first all of them are checked, and if one has a fault nothing is changed and all faults are
   * told; then they are done. Nobody else edits the batch meanwhile. Otherwise like {@link
   * #removeAll}.
   *
   * @param edits at most 1,000 new rows among them, which become visible when the run succeeds
   * @throws dev.batchkit.error.InvalidValue with all faults, up to 100: a row that was changed,
   *     removed or executed, that is not there or comes twice, a cell that does not fit, a fault of
   *     the source
   * @throws dev.batchkit.error.HandlerFailed if the handler or the source threw; the run is on
   *     record
   */
  public Run apply(BatchId id, RowEdits edits) {
    return engine.bulk().apply(target(id), edits);
  }

  /**
   * Undoes all changes that a run made, as {@link #undo} does it; otherwise like {@link
   * #removeAll}. Rows that were changed since stay as they are.
   *
   * @param run one of {@link #removeAll}, {@link #restoreAll}, {@link #setAll}, {@link #apply} or
   *     of this method, however it ended
   * @throws dev.batchkit.error.InvalidValue if it is another one
   */
  public Run undoAll(Run run) {
    return engine.bulk().undo(target(run.batchId()), run.id());
  }

  /**
   * Hands the batch over for execution: from here on it is refused to edit, amend, populate or
   * refresh it. Its version stays. A batch that is complete already is left as it is.
   *
   * @return the batch as it is now
   * @throws dev.batchkit.error.WrongState if it is not pending
   * @throws dev.batchkit.error.BatchFrozen if it is frozen
   * @throws dev.batchkit.error.BatchBusy if a run holds it
   */
  public Batch complete(BatchId id) {
    return engine.headers().complete(target(id));
  }

  /**
   * Takes back what {@link #complete} did, so that people may work on it again. Its version stays.
   * A batch that is not complete is left as it is.
   *
   * @return the batch as it is now
   * @throws dev.batchkit.error.WrongState as for {@link #complete}; so with every other kind
   */
  public Batch incomplete(BatchId id) {
    return engine.headers().incomplete(target(id));
  }

  /**
   * Says anew what the batch is: description, notes, parameters. With other parameters its rows
   * need a refresh before it is executed.
   *
   * @param draft gives the new draft for the present one; it is called outside any transaction, and
   *     again where the batch changed meanwhile
   * @return the batch as it is now; a draft that changes nothing writes nothing
   * @throws dev.batchkit.error.InvalidValue if its parameters do not bind, all faults at once, or
   *     the draft has another type, key or columns
   * @throws dev.batchkit.error.WrongState if it is not pending, or is complete
   * @throws dev.batchkit.error.BatchFrozen if it is frozen
   * @throws dev.batchkit.error.BatchBusy if a run holds it
   */
  public Batch amend(BatchId id, UnaryOperator<BatchDraft> draft) {
    return engine
        .headers()
        .amend(target(id), batch -> draft.apply(BatchDraft.like(batch)).toEngine());
  }

  /**
   * Takes a text that somebody typed or scanned: the handler says which row it means, and whether
   * that is added or edited, which then happens as {@link #add} and {@link #edit(BatchId, long,
   * long, UnaryOperator)} do it. The handler is asked again where the batch changed meanwhile.
   *
   * @param text not null
   * @return the row as it is stored; empty if the handler finds no meaning in the text
   * @throws dev.batchkit.error.HandlerFailed if the handler threw
   * @throws dev.batchkit.error.WrongState if the batch is not pending, or is complete, even if
   *     nothing would change; so with every other kind
   */
  public Optional<Row<R>> quickEntry(BatchId id, String text) {
    return engine.editing().quickEntry(codec, target(id), Objects.requireNonNull(text));
  }

  /** What people changed of a row, oldest first. */
  public List<Change<I>> history(BatchId id, long sequence) {
    return engine.history().ofRow(codec, engine.reading().get(id.value(), type), sequence);
  }

  /**
   * A page of what people changed of the rows of a batch, by row and version.
   *
   * @param after only changes after this one in that order; null for the first page
   * @param limit at most so many; 1 to 10,000
   * @throws dev.batchkit.error.InvalidValue if the limit is outside
   */
  public List<Change<I>> history(BatchId id, @Nullable Change<?> after, int limit) {
    return engine.history().page(codec, engine.reading().get(id.value(), type), after, limit);
  }

  private Editing.Target target(BatchId id) {
    return new Editing.Target(id.value(), type, actor);
  }

  /** The names of the components that an input of the batch has, in order. */
  public List<String> fields(BatchId id) {
    return engine.editing().fields(target(id));
  }

  /**
   * The input of a row as a form shows it: a text for each of {@link #fields}, in order, and the
   * empty one for null. What {@link #edit(BatchId, long, long, Map)} takes back.
   */
  public Map<String, String> cells(Row<R> row) {
    return engine.editing().cells(codec, target(row.batchId()), row);
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

  /**
   * Computes the seals of all frozen batches of this door again from what is stored, and compares
   * seals with what the ledger recorded when they were taken. On the door to all types it also
   * finds batches that have runs in the ledger, but are gone without a purge on record. Reads row
   * by row, for as long as it takes; writes nothing and keeps nobody from writing.
   */
  public FullVerification verifyAll() {
    return engine.verifying().all(type);
  }

  /**
   * Purges batches: their rows and what hangs on them are deleted, and their space is given back
   * where the store can do that. Say how old they must be: {@code purge(p ->
   * p.olderThan(Duration.ofDays(365)))}. Frozen ones only, unless {@link PurgeOptions#drafts} or
   * {@link PurgeOptions#unfinished} ask for more; one that a run holds is never purged.
   *
   * <p>Each purge is recorded first, for ever: from that moment the batch is gone for everybody,
   * its natural key is free for a new batch, and its id is never used again. Its runs and the
   * ledger stay. Then the rows are deleted in short transactions with as long a rest after each, so
   * that other writers get in between; whoever pages through the rows meanwhile sees fewer and
   * fewer. A purge that was cut off by a crash, an interrupt or an exception is finished by {@link
   * BatchKit#recover}, which every open does.
   *
   * <p>Two purges at a time share the work: no batch is purged twice, and each report counts what
   * that call recorded. An interrupt ends the call at the next transaction, and the thread stays
   * interrupted.
   *
   * @return what was done, or in a dry run would be
   * @throws dev.batchkit.error.InvalidValue if no age is given, or another type than this door's
   */
  public PurgeReport purge(UnaryOperator<PurgeOptions> options) {
    return engine.purging().purge(options.apply(PurgeOptions.DEFAULT), type, actor);
  }
}
