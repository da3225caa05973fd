package dev.batchkit.testkit;

import dev.batchkit.batch.RowOutcome;
import dev.batchkit.batch.RowWindow;
import dev.batchkit.store.ActorIds;
import dev.batchkit.store.OutcomeMark;
import dev.batchkit.store.RowTable;
import dev.batchkit.store.RowWrites;
import dev.batchkit.store.StoredRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Writes rows. */
final class MemoryRowWrites extends MemoryRowReads implements RowWrites {
  private final View view;

  MemoryRowWrites(View view) {
    super(view);
    this.view = view;
  }

  @Override
  public void insert(RowTable table, long batchId, List<StoredRow> rows) {
    changeEach(batchId, rows, (state, row) -> insert(state, table, batchId, row));
  }

  private static void insert(State state, RowTable table, long batchId, StoredRow row) {
    check(state, row);
    checkOutcome(row);
    if (state.rows.get(table.name(), batchId, row.sequence()) != null) {
      throw Refused.because(Refused.UNIQUE, name(batchId, row.sequence()) + " is there already.");
    }
    state.rows.put(table.name(), batchId, RowShape.of(state, table).stored(row, null));
  }

  @Override
  public void update(RowTable table, long batchId, List<StoredRow> rows) {
    changeEach(batchId, rows, (state, row) -> update(state, table, batchId, row));
  }

  private static void update(State state, RowTable table, long batchId, StoredRow row) {
    RowShape shape = RowShape.of(state, table);
    StoredRow before = changeable(state, table, batchId, row.sequence());
    check(state, row);
    checkOutcome(row);
    state.rows.put(table.name(), batchId, shape.stored(row, before));
  }

  @Override
  public void mark(RowTable table, long batchId, List<OutcomeMark> marks) {
    changeEach(batchId, marks, (state, mark) -> mark(state, table, batchId, mark));
  }

  private static void mark(State state, RowTable table, long batchId, OutcomeMark mark) {
    StoredRow before = changeable(state, table, batchId, mark.sequence());
    if (before.removed()) {
      throw Refused.because(Refused.MISSING, name(batchId, mark.sequence()) + " was removed.");
    }
    Refused.unlessJson(mark.detail(), "The outcome of " + name(batchId, mark.sequence()));
    StoredRow marked = withOutcome(before, mark.outcome().name(), mark.detail());
    state.rows.put(table.name(), batchId, marked);
  }

  @Override
  public int deleteOutside(RowTable table, long batchId, RowWindow window, int limit) {
    return view.read(
        state -> {
          RowShape unused = RowShape.of(state, table);
          List<Long> outside = outside(state, table.name(), batchId, window, limit);
          for (long sequence : outside) {
            Header unusedHeader = state.changeable(batchId);
            StoredRow unusedRow = changeable(state, table, batchId, sequence);
            state.rows.remove(table.name(), batchId, sequence);
          }
          return outside.size();
        });
  }

  private static List<Long> outside(
      State state, String table, long batchId, RowWindow window, int limit) {
    List<Long> outside = new ArrayList<>();
    if (limit < 1) {
      return outside;
    }
    RowPages.RowVisitor collect =
        row -> {
          outside.add(row.sequence());
          return outside.size() < limit;
        };
    if (window.isEmpty()) {
      state.rows.scan(table, batchId, Long.MIN_VALUE, Long.MAX_VALUE, collect);
      return outside;
    }
    state.rows.scan(table, batchId, Long.MIN_VALUE, window.from() - 1, collect);
    if (outside.size() < limit && window.through() < Long.MAX_VALUE) {
      state.rows.scan(table, batchId, window.through() + 1, Long.MAX_VALUE, collect);
    }
    return outside;
  }

  private <T> void changeEach(long batchId, List<T> items, BiConsumer<State, T> change) {
    if (items.isEmpty()) {
      return;
    }
    view.change(
        state -> {
          Header unused = state.changeable(batchId);
          items.forEach(item -> change.accept(state, item));
        });
  }

  /** The row, which must exist and not be APPLIED. */
  private static StoredRow changeable(State state, RowTable table, long batchId, long sequence) {
    StoredRow row = state.rows.get(table.name(), batchId, sequence);
    if (row == null) {
      throw Refused.because(Refused.MISSING, name(batchId, sequence) + " does not exist.");
    }
    if (RowOutcome.APPLIED.name().equals(row.outcome())) {
      throw Refused.because(
          Refused.IMMUTABLE, name(batchId, sequence) + " is applied: it does not change any more.");
    }
    return row;
  }

  private static void check(State state, StoredRow row) {
    state.check(new ActorIds(row.updatedById(), null));
    Refused.unlessJson(row.problems(), "What is wrong with row " + row.sequence());
    Refused.unlessJson(row.input(), "The input of row " + row.sequence());
  }

  private static void checkOutcome(StoredRow row) {
    String outcome = row.outcome();
    if (outcome != null
        && Arrays.stream(RowOutcome.values()).noneMatch(known -> known.name().equals(outcome))) {
      throw Refused.because(Refused.CHECK, "Row " + row.sequence() + " has an unknown outcome.");
    }
    Refused.unlessJson(row.outcomeJson(), "The outcome of row " + row.sequence());
  }

  private static StoredRow withOutcome(
      StoredRow row, @Nullable String outcome, @Nullable String outcomeJson) {
    return new StoredRow(
        row.sequence(),
        row.status(),
        row.problems(),
        row.input(),
        row.version(),
        row.removed(),
        outcome,
        outcomeJson,
        row.updatedAt(),
        row.updatedById(),
        row.cells());
  }

  private static String name(long batchId, long sequence) {
    return "Row " + sequence + " of batch " + batchId;
  }
}
