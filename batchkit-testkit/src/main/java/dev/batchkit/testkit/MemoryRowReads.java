package dev.batchkit.testkit;

import dev.batchkit.batch.Column;
import dev.batchkit.batch.RowWindow;
import dev.batchkit.store.Duplicate;
import dev.batchkit.store.RowQuery;
import dev.batchkit.store.RowReads;
import dev.batchkit.store.RowSearch;
import dev.batchkit.store.RowTable;
import dev.batchkit.store.StoredCount;
import dev.batchkit.store.StoredRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Reads rows. */
class MemoryRowReads implements RowReads {
  private static final Comparator<StoredCount> BY_STATUS_AND_OUTCOME =
      Comparator.comparing(StoredCount::status, CodePoints::compare)
          .thenComparing(
              StoredCount::outcome, Comparator.nullsFirst(Comparator.<String>naturalOrder()));

  private final View view;

  MemoryRowReads(View view) {
    this.view = view;
  }

  @Override
  public List<StoredRow> page(RowTable table, RowQuery query) {
    return view.read(state -> page(state, table, query));
  }

  private static List<StoredRow> page(State state, RowTable table, RowQuery query) {
    RowShape shape = RowShape.of(state, table);
    List<StoredRow> page = new ArrayList<>();
    if (query.limit() < 1 || query.after() == Long.MAX_VALUE) {
      return page;
    }
    state.rows.scan(
        table.name(),
        query.batchId(),
        Math.max(query.after() + 1, query.window().from()),
        query.window().through(),
        row -> {
          if (isWanted(row, query)) {
            page.add(shape.asked(row));
          }
          return page.size() < query.limit();
        });
    return page;
  }

  @Override
  public List<StoredRow> search(RowTable table, List<Column> columns, RowSearch search) {
    RowSorter sorter = new RowSorter(table, columns, search);
    return found(table, search.rows(), sorter::isWanted).stream()
        .sorted(sorter.order())
        .limit(search.rows().limit())
        .toList();
  }

  @Override
  public long count(RowTable table, List<Column> columns, RowSearch search) {
    return found(table, search.rows(), new RowSorter(table, columns, search)::meets).size();
  }

  private List<StoredRow> found(RowTable table, RowQuery query, Predicate<StoredRow> wanted) {
    return view.read(
        state -> {
          RowShape shape = RowShape.of(state, table);
          List<StoredRow> found = new ArrayList<>();
          state.rows.scan(
              table.name(),
              query.batchId(),
              query.window().from(),
              query.window().through(),
              row -> {
                StoredRow asked = shape.asked(row);
                if (isWanted(row, query) && wanted.test(asked)) {
                  found.add(asked);
                }
                return true;
              });
          return found;
        });
  }

  @Override
  public Set<String> statuses(RowTable table, long batchId) {
    return view.read(
        state -> {
          RowShape unused = RowShape.of(state, table);
          Set<String> codes = new HashSet<>();
          state.rows.scan(
              table.name(),
              batchId,
              1,
              Long.MAX_VALUE,
              row -> {
                codes.add(row.status());
                return true;
              });
          return codes;
        });
  }

  private static boolean isWanted(StoredRow row, RowQuery query) {
    return (query.withRemoved() || !row.removed())
        && (query.statuses().isEmpty() || query.statuses().contains(row.status()));
  }

  @Override
  public Optional<StoredRow> find(RowTable table, long batchId, long sequence) {
    return view.read(
        state -> {
          RowShape shape = RowShape.of(state, table);
          return Optional.ofNullable(state.rows.get(table.name(), batchId, sequence))
              .map(shape::asked);
        });
  }

  @Override
  public List<StoredCount> counts(RowTable table, long batchId, RowWindow window) {
    return view.read(
        state -> {
          RowShape unused = RowShape.of(state, table);
          return counts(state, table.name(), batchId, window);
        });
  }

  private static List<StoredCount> counts(
      State state, String table, long batchId, RowWindow window) {
    Map<StoredCount, Long> counts = new HashMap<>();
    state.rows.scan(
        table,
        batchId,
        window.from(),
        window.through(),
        row -> {
          if (!row.removed()) {
            counts.merge(new StoredCount(row.status(), row.outcome(), 0), 1L, Long::sum);
          }
          return true;
        });
    return counts.entrySet().stream()
        .map(e -> new StoredCount(e.getKey().status(), e.getKey().outcome(), e.getValue()))
        .sorted(BY_STATUS_AND_OUTCOME)
        .toList();
  }

  @Override
  public long lastSequence(RowTable table, long batchId) {
    return view.read(
        state -> {
          RowShape unused = RowShape.of(state, table);
          return state.rows.last(table.name(), batchId);
        });
  }

  @Override
  public List<Duplicate> duplicates(
      RowTable table, long batchId, List<String> key, long windowFrom, long from, long through) {
    return view.read(
        state -> {
          RowShape shape = RowShape.of(state, table);
          Duplicates duplicates = new Duplicates(key.stream().mapToInt(shape::placeOf).toArray());
          long first = Math.max(windowFrom, from);
          state.rows.scan(table.name(), batchId, first, through, duplicates::ask);
          state.rows.scan(
              table.name(),
              batchId,
              windowFrom,
              through,
              row -> duplicates.look(row, row.sequence() >= from));
          return duplicates.found();
        });
  }

  @Override
  public List<StoredRow> withKey(
      RowTable table,
      long batchId,
      RowWindow window,
      List<String> key,
      List<Object> cells,
      int limit) {
    return view.read(
        state -> {
          RowShape shape = RowShape.of(state, table);
          Duplicates keys = new Duplicates(key.stream().mapToInt(shape::placeOf).toArray());
          List<StoredRow> found = new ArrayList<>();
          state.rows.scan(
              table.name(),
              batchId,
              window.from(),
              window.through(),
              row -> {
                if (found.size() < limit && cells.equals(keys.key(row))) {
                  found.add(shape.asked(row));
                }
                return found.size() < limit;
              });
          return found;
        });
  }
}
