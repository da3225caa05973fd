package dev.batchkit.engine;

import dev.batchkit.batch.Actor;
import dev.batchkit.batch.Batch;
import dev.batchkit.batch.Change;
import dev.batchkit.batch.Row;
import dev.batchkit.batch.RowWindow;
import dev.batchkit.batch.UtcText;
import dev.batchkit.error.InvalidValue;
import dev.batchkit.error.StaleRow;
import dev.batchkit.spi.QuickEntry;
import dev.batchkit.store.ActorIds;
import dev.batchkit.store.RowTable;
import dev.batchkit.store.Store;
import dev.batchkit.store.StoredChange;
import dev.batchkit.store.StoredRow;
import dev.batchkit.store.Unit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Changes single rows as people ask: the row is made outside of any transaction, and written under
 * the version that it was made from. Safe for any number of threads.
 */
public final class Editing {
  private static final int MOST_ADDED = 1000;

  private final Store store;
  private final EngineSettings settings;
  private final Claims claims;
  private final Reading reading;
  private final Function<Target, Binding<?, ?>> bindings;

  Editing(
      Store store,
      EngineSettings settings,
      Claims claims,
      Reading reading,
      Function<Target, Binding<?, ?>> bindings) {
    this.store = store;
    this.settings = settings;
    this.claims = claims;
    this.reading = reading;
    this.bindings = bindings;
  }

  /**
   * Who asks for which batch.
   *
   * @param id the batch
   * @param type its type; null for any
   * @param actor who asks; null for nobody
   */
  public record Target(long id, @Nullable String type, @Nullable Actor actor) {}

  /** What somebody wants of a batch as it was read: edits by ascending sequence. */
  @FunctionalInterface
  private interface Wanted<I, R> {
    List<RowEdit> of(EditAttempt<I, R> attempt);

    /** Whether it counts only for the batch as it was read, not just for the rows. */
    default boolean isOfWholeBatch() {
      return false;
    }
  }

  /** Adds rows. */
  public <I, R> List<Row<R>> add(Codec<I, R> door, Target target, List<I> inputs) {
    if (inputs.size() > MOST_ADDED) {
      String fault = "inputs: are more than " + MOST_ADDED;
      throw new InvalidValue(
          "The rows cannot be added: " + fault + ". Add them in parts, or populate.",
          List.of(fault),
          null);
    }
    return add(bindings.apply(target), door, target, inputs);
  }

  private <I, J, S, R> List<Row<R>> add(
      Binding<J, S> binding, Codec<I, R> door, Target target, List<I> inputs) {
    Inputs<I, J> inputsOf = new Inputs<>(door, binding.codec());
    return change(
        binding,
        door,
        target,
        attempt -> {
          List<RowEdit> edits = new ArrayList<>();
          long next = attempt.batch().rows().used() + 1;
          for (I input : inputs) {
            edits.add(attempt.added(next + edits.size(), inputsOf.in(input)));
          }
          return edits;
        });
  }

  /** Changes the input of a row by a function. */
  public <I, R> Row<R> edit(
      Codec<I, R> door, Target target, long sequence, long version, UnaryOperator<I> change) {
    return edit(bindings.apply(target), door, target, sequence, version, change);
  }

  private <I, J, S, R> Row<R> edit(
      Binding<J, S> binding,
      Codec<I, R> door,
      Target target,
      long sequence,
      long version,
      UnaryOperator<I> change) {
    Inputs<I, J> inputs = new Inputs<>(door, binding.codec());
    return changeOne(
        binding,
        door,
        target,
        attempt -> {
          StoredRow row = expected(attempt, door, sequence, version);
          I input = change.apply(inputs.out(attempt.input(row)));
          return attempt.edited(row, inputs.in(input));
        });
  }

  /** Changes components of the input of a row. */
  public <R> Row<R> edit(
      Codec<?, R> door, Target target, long sequence, long version, Map<String, ?> cells) {
    return edit(bindings.apply(target), door, target, sequence, version, cells);
  }

  private <J, S, R> Row<R> edit(
      Binding<J, S> binding,
      Codec<?, R> door,
      Target target,
      long sequence,
      long version,
      Map<String, ?> cells) {
    return changeOne(
        binding,
        door,
        target,
        attempt -> {
          StoredRow row = expected(attempt, door, sequence, version);
          return attempt.edited(
              row, attempt.codec().form(attempt.batch()).with(attempt.input(row), cells));
        });
  }

  /** The names of the components of an input. */
  public List<String> fields(Target target) {
    return bindings.apply(target).codec().form(Headers.get(store.batches(), target.id())).names();
  }

  /** What a form shows of the input of a row. */
  public <I, R> Map<String, String> cells(Codec<I, R> door, Target target, Row<R> row) {
    return cells(bindings.apply(target), door, target, row);
  }

  private <I, J, S, R> Map<String, String> cells(
      Binding<J, S> binding, Codec<I, R> door, Target target, Row<R> row) {
    J input = new Inputs<>(door, binding.codec()).in(door.input(row));
    return binding.codec().form(Headers.get(store.batches(), target.id())).cells(input);
  }

  /** Takes a row out. */
  public <R> Row<R> remove(Codec<?, R> door, Target target, long sequence, long version) {
    return changeOne(
        bindings.apply(target),
        door,
        target,
        attempt -> attempt.removed(expected(attempt, door, sequence, version)));
  }

  /** Takes a row in again. */
  public <R> Row<R> restore(Codec<?, R> door, Target target, long sequence, long version) {
    return changeOne(
        bindings.apply(target),
        door,
        target,
        attempt -> attempt.restored(expected(attempt, door, sequence, version)));
  }

  /** Undoes a change, as a change of its own. */
  public <R> Row<R> undo(Codec<?, R> door, Target target, Change<?> change) {
    return undo(bindings.apply(target), door, target, change);
  }

  private <I, S, R> Row<R> undo(
      Binding<I, S> binding, Codec<?, R> door, Target target, Change<?> change) {
    StoredChange recorded = Undoing.recorded(store.changes(), target.id(), change);
    return changeOne(
        binding,
        door,
        target,
        attempt -> {
          StoredRow row = attempt.row(recorded.sequence());
          return Undoing.undone(attempt, row, recorded)
              .orElseThrow(() -> stale(attempt.batch(), door, row, recorded.version()));
        });
  }

  /** Does what the handler takes a text for; empty if for nothing. */
  public <R> Optional<Row<R>> quickEntry(Codec<?, R> door, Target target, String text) {
    return quickEntry(bindings.apply(target), door, target, text);
  }

  private <I, S, R> Optional<Row<R>> quickEntry(
      Binding<I, S> binding, Codec<?, R> door, Target target, String text) {
    Quick<I, S> quick = new Quick<>(reading, binding, text);
    List<Row<R>> rows = change(binding, door, target, quick);
    if (!rows.isEmpty()) {
      return Optional.of(rows.get(0));
    }
    long sequence = quick.found;
    return sequence == 0
        ? Optional.empty()
        : reading.row(door, reading.get(target.id(), target.type()), sequence);
  }

  /** A quick entry: what its handler wants was decided by all that it has looked at. */
  private static final class Quick<I, R> implements Wanted<I, R> {
    private final Reading reading;
    private final Binding<I, R> binding;
    private final String text;

    /** The row that was found and stays as it is; 0 for none. */
    private long found;

    Quick(Reading reading, Binding<I, R> binding, String text) {
      this.reading = reading;
      this.binding = binding;
      this.text = text;
    }

    @Override
    public boolean isOfWholeBatch() {
      return true;
    }

    @Override
    public List<RowEdit> of(EditAttempt<I, R> attempt) {
      QuickEntry<I, R> entry =
          attempt.asked(
              "for a quick entry",
              () ->
                  binding
                      .handler()
                      .quickEntry(
                          new QuickLook<>(reading, binding.codec(), attempt.batch()), text));
      Row<R> row = entry.row();
      I input = entry.input();
      found = row == null ? 0 : row.sequence();
      if (input == null) {
        return List.of();
      }
      return List.of(
          row == null
              ? attempt.added(attempt.batch().rows().used() + 1, input)
              : attempt.edited(attempt.row(row.sequence()), input));
    }
  }

  /** The row that the caller has seen, or what is there instead. */
  private static <R> StoredRow expected(
      EditAttempt<?, ?> attempt, Codec<?, R> door, long sequence, long version) {
    StoredRow row = attempt.row(sequence);
    if (row.version() != version) {
      throw stale(attempt.batch(), door, row, version);
    }
    return row;
  }

  static <R> StaleRow stale(Batch batch, Codec<?, R> door, StoredRow row, long expected) {
    return new StaleRow(
        "Row "
            + row.sequence()
            + " of "
            + batch.name()
            + " was changed meanwhile: it is at version "
            + row.version()
            + ", not at "
            + expected
            + ". Look at it as it is now, and ask again.",
        batch.id().value(),
        row.sequence(),
        expected,
        row.version(),
        door.rows(batch).apply(row));
  }

  private <I, S, R> Row<R> changeOne(
      Binding<I, S> binding,
      Codec<?, R> door,
      Target target,
      Function<EditAttempt<I, S>, RowEdit> wanted) {
    return change(binding, door, target, attempt -> List.of(wanted.apply(attempt))).get(0);
  }

  private <I, S, R> List<Row<R>> change(
      Binding<I, S> binding, Codec<?, R> door, Target target, Wanted<I, S> wanted) {
    return claims.onceFree(
        target.id(),
        () -> {
          Optional<List<Row<R>>> written;
          do {
            written = tryToChange(binding, door, target, wanted);
          } while (written.isEmpty());
          return written.get();
        });
  }

  /** Gives nothing where somebody else was faster. */
  private <I, S, R> Optional<List<Row<R>>> tryToChange(
      Binding<I, S> binding, Codec<?, R> door, Target target, Wanted<I, S> wanted) {
    Batch read = Headers.get(store.batches(), target.id());
    Headers.requireEditable(store.runs(), read);
    Batch batch = binding.present(read);
    RowTable table = binding.codec().table(batch);
    if (store.rows().lastSequence(table, target.id()) > batch.rows().through()) {
      Rubbish.clear(store, table, target.id());
    }
    MDC.put("batchkit.batch", batch.id().toString());
    try (EditAttempt<I, S> attempt =
        new EditAttempt<>(binding, store.rows(), new BatchSnapshot(batch))) {
      List<RowEdit> edits = wanted.of(attempt);
      return write(binding, attempt, edits, target, wanted.isOfWholeBatch())
          .map(rows -> shown(door, batch, rows));
    } finally {
      MDC.remove("batchkit.batch");
    }
  }

  private static <R> List<Row<R>> shown(Codec<?, R> door, Batch batch, List<StoredRow> rows) {
    return rows.stream().map(door.rows(batch)).toList();
  }

  private <I, S> Optional<List<StoredRow>> write(
      Binding<I, S> binding,
      EditAttempt<I, S> attempt,
      List<RowEdit> edits,
      Target target,
      boolean ofWholeBatch) {
    long version = attempt.batch().version();
    if (edits.stream().allMatch(RowEdit::isIdle)) {
      if (ofWholeBatch && Headers.get(store.batches(), target.id()).version() != version) {
        return Optional.empty();
      }
      return Optional.of(
          edits.stream().map(edit -> Objects.requireNonNull(edit.before())).toList());
    }
    Map<Long, StoredRow> plain = new HashMap<>();
    while (true) {
      try {
        return store.inUnit(
            "edit",
            unit ->
                ofWholeBatch && Headers.get(unit.batches(), target.id()).version() != version
                    ? Optional.empty()
                    : write(unit, binding, edits, plain, target));
      } catch (PlainMissing missing) {
        missing.rows().forEach(row -> plain.put(row.sequence(), attempt.again(row)));
      }
    }
  }

  private Optional<List<StoredRow>> write(
      Unit unit,
      Binding<?, ?> binding,
      List<RowEdit> edits,
      Map<Long, StoredRow> plain,
      Target target) {
    Batch now = Headers.get(unit.batches(), target.id());
    Headers.requireEditable(unit.runs(), now);
    Batch batch = binding.present(now);
    RowTable table = binding.codec().table(batch);
    if (!isAsRead(unit, table, batch, edits)) {
      return Optional.empty();
    }
    ActorIds by = target.actor() == null ? ActorIds.NOBODY : unit.resolve(target.actor());
    Instant at = settings.clock().instant();
    HeaderDraft header = new HeaderDraft(batch);
    header.changed = true;
    header.rows = windowWith(batch.rows(), edits);
    Stamp stamp = new Stamp(UtcText.of(at), by.userId(), null);
    EditWriter.Written written =
        new EditWriter(header.at(at, by.userId()), table, stamp).write(unit, edits, plain);
    header.needsRefresh |= written.owesRefresh();
    unit.batches().change(header.at(at, by.userId()));
    return Optional.of(
        edits.stream()
            .map(edit -> Objects.requireNonNull(written.rows().get(edit.sequence())))
            .toList());
  }

  /** Whether the rows are still those that the edits were made from. */
  private static boolean isAsRead(Unit unit, RowTable table, Batch batch, List<RowEdit> edits) {
    long next = batch.rows().used() + 1;
    for (RowEdit edit : edits) {
      StoredRow before = edit.before();
      if (before == null) {
        if (edit.sequence() != next++) {
          return false;
        }
      } else if (Headers.row(unit.rows(), table, batch, edit.sequence())
          .filter(row -> row.version() == before.version())
          .isEmpty()) {
        return false;
      }
    }
    return next == batch.rows().used() + 1
        || unit.rows().lastSequence(table, batch.id().value()) <= batch.rows().through();
  }

  private static RowWindow windowWith(RowWindow window, List<RowEdit> edits) {
    RowWindow wider = window;
    for (RowEdit edit : edits) {
      if (edit.before() == null) {
        long from = wider.isEmpty() ? edit.sequence() : wider.from();
        wider = new RowWindow(from, edit.sequence(), edit.sequence());
      }
    }
    return wider;
  }
}
