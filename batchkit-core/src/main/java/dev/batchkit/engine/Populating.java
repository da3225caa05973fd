package dev.batchkit.engine;

import dev.batchkit.batch.Activity;
import dev.batchkit.batch.Actor;
import dev.batchkit.batch.Batch;
import dev.batchkit.batch.BatchId;
import dev.batchkit.batch.BatchStatus;
import dev.batchkit.batch.Row;
import dev.batchkit.batch.Run;
import dev.batchkit.error.InvalidValue;
import dev.batchkit.spi.RowSource;
import dev.batchkit.store.Store;
import dev.batchkit.store.StoredRow;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Fills batches from sources, other batches among them. Safe for any number of threads. */
public final class Populating {
  private final Store store;
  private final HandlerRegistry handlers;
  private final Claims claims;
  private final Activities activities;
  private final Creation creation;
  private final Reading reading;

  Populating(
      Store store,
      HandlerRegistry handlers,
      Claims claims,
      Activities activities,
      Creation creation,
      Reading reading) {
    this.store = store;
    this.handlers = handlers;
    this.claims = claims;
    this.activities = activities;
    this.creation = creation;
    this.reading = reading;
  }

  /** Fills a batch from its handler's source; again, if it may have rows. */
  public Run populate(long id, @Nullable String type, @Nullable Actor actor, boolean again) {
    return populate(binding(reading.get(id, type)), id, actor, again, null);
  }

  /** Fills a batch from a source of inputs of this codec; again, if it may have rows. */
  public <I> Run populate(
      long id,
      @Nullable String type,
      @Nullable Actor actor,
      boolean again,
      RowSource<I> source,
      Codec<I, ?> codec) {
    Binding<?, ?> binding = binding(reading.get(id, type));
    return populateFrom(codec.requireInputOf(binding), id, actor, again, source);
  }

  private <I, R> Run populateFrom(
      Binding<I, R> binding, long id, @Nullable Actor actor, boolean again, RowSource<I> source) {
    return populate(binding, id, actor, again, source);
  }

  private <I, R> Run populate(
      Binding<I, R> binding,
      long id,
      @Nullable Actor actor,
      boolean again,
      @Nullable RowSource<I> source) {
    var granted =
        claims.claim(
            new Claims.Request<>(
                binding,
                new BatchId(id),
                Activity.POPULATE,
                Set.of(BatchStatus.PENDING),
                again ? this::requireNothingDone : Populating::requireEmpty,
                actor,
                RunArguments.NONE));
    Run run = activities.run(granted.run(), () -> new PopulateRun<>(granted.run(), source));
    if (again) {
      Rubbish.clear(store, binding.codec().table(granted.run().batch()), id);
    }
    return run;
  }

  /** Rows whose effects are done, or may be, stay: nothing takes their place. */
  private void requireNothingDone(Batch batch) {
    long id = batch.id().value();
    boolean executed =
        store.runs().ofBatch(id).stream().anyMatch(run -> run.activity() == Activity.EXECUTE);
    if (executed
        && store.rows().counts(Headers.table(batch), id, batch.rows()).stream()
            .anyMatch(count -> StoredRow.isLocked(count.outcome()))) {
      throw Headers.wrongState(
          batch, "some of its rows are applied, or may be", "Clone it to fill it anew.");
    }
  }

  private static void requireEmpty(Batch batch) {
    if (!batch.rows().isEmpty()) {
      throw Headers.wrongState(batch, "it has rows already", "Use repopulate to replace them.");
    }
  }

  /** The rows of a batch as a source. */
  public <R, I> RowSource<I> rows(
      Codec<?, R> codec, Batch batch, Selection selection, Function<Row<R>, I> mapper) {
    return new RowsSource<>(reading, codec, batch.id(), selection, mapper);
  }

  /** Makes a batch from the inputs of another. */
  public Batch cloneOf(Batch original, Engine.NewDraft draft, @Nullable Actor actor) {
    if (!String.valueOf(original.type()).equals(draft.type())) {
      String fault = "type: must be that of " + original.name();
      throw new InvalidValue("The batch cannot be cloned: " + fault + ".", List.of(fault), null);
    }
    return cloneOf(binding(original), original, draft, actor);
  }

  private <I, R> Batch cloneOf(
      Binding<I, R> binding, Batch original, Engine.NewDraft draft, @Nullable Actor actor) {
    Codec<I, R> codec = binding.codec();
    RowSource<I> inputs = rows(codec, original, Selection.ALL, codec::input);
    long id = creation.create(draft, actor, false).id().value();
    populate(binding, id, actor, false, inputs);
    return reading.get(id, original.type());
  }

  private Binding<?, ?> binding(Batch batch) {
    return handlers.fit(String.valueOf(batch.type()));
  }
}
