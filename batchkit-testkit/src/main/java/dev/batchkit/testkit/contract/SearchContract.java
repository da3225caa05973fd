package dev.batchkit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.batchkit.batch.Column;
import dev.batchkit.batch.ColumnType;
import dev.batchkit.batch.RowWindow;
import dev.batchkit.json.Json;
import dev.batchkit.store.RowOrder;
import dev.batchkit.store.RowProblem;
import dev.batchkit.store.RowQuery;
import dev.batchkit.store.RowRange;
import dev.batchkit.store.RowSearch;
import dev.batchkit.store.RowTable;
import dev.batchkit.store.StoredRow;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rows by conditions on their payload, and in an order of it. */
abstract class SearchContract extends StoreFixture {
  private static final long SEED = 20261120;
  private static final int ROWS = 120;
  private static final List<Column> COLUMNS =
      List.of(
          new Column("name", ColumnType.TEXT),
          new Column("amount", ColumnType.LONG),
          new Column("weight", ColumnType.DOUBLE),
          new Column("price", ColumnType.DECIMAL));
  private static final RowTable TYPED =
      new RowTable("batchkit_row_searched", COLUMNS, List.of(), List.of("name", "amount", "price"));
  private static final RowTable DYNAMIC =
      new RowTable(
          RowTable.DYNAMIC,
          List.of(new Column(RowTable.JSON, ColumnType.JSON)),
          List.of(),
          List.of());
  private static final List<List<@Nullable Object>> POOLS =
      List.of(
          Arrays.asList(null, "", "a", "A", "ä", "z", "\uFFFD", "😀", "a\u0000b", "10", "9"),
          Arrays.asList(null, Long.MIN_VALUE, -1L, 0L, 9L, 10L, Long.MAX_VALUE),
          Arrays.asList(null, -1e300, -0.5, 0.0, 9.5, 10.25, 1e300),
          Arrays.asList(null, "-1", "0", "0.00", "9.50", "10.00", "10", "1E+3", "100"));

  SearchContract(StoreContract contract) {
    super(contract);
  }

  @Test
  void rowsOfATypedTableSortAndPageByEveryKindOfColumn() {
    assertEveryOrder(TYPED);
  }

  @Test
  void rowsOfADynamicBatchSortAndPageByEveryKindOfColumn() {
    assertEveryOrder(DYNAMIC);
  }

  @Test
  void rowsAreReadBySequenceFromBothEnds() {
    store().prepare(TYPED);
    long batchId = newBatch();
    List<StoredRow> rows = new ArrayList<>();
    for (long sequence = 1; sequence <= 9; sequence++) {
      rows.add(
          new RowSample(sequence)
              .cells("a", 1L, 1.0, "1")
              .status(sequence % 3 == 0 ? "ERROR" : "OK")
              .get());
    }
    write(unit -> unit.rows().insert(TYPED, batchId, rows));
    RowWindow window = new RowWindow(2, 8, 9);
    RowOrder down = RowOrder.BY_SEQUENCE.reversed();
    assertThat(bySequence(batchId, window, 0, Set.of(), down)).containsExactly(8L, 7L, 6L);
    assertThat(bySequence(batchId, window, 4, Set.of(), down)).containsExactly(3L, 2L);
    assertThat(bySequence(batchId, window, 2, Set.of(), down)).isEmpty();
    assertThat(bySequence(batchId, window, 0, Set.of("ERROR"), down)).containsExactly(6L, 3L);
    assertThat(bySequence(batchId, window, 7, Set.of("ERROR", "OK"), down))
        .containsExactly(6L, 5L, 4L);
    RowOrder up = RowOrder.BY_SEQUENCE;
    assertThat(bySequence(batchId, window, 6, Set.of(), up)).containsExactly(7L, 8L);
    assertThat(bySequence(batchId, window, 2, Set.of("ERROR", "NONE"), up)).containsExactly(3L, 6L);
    assertThat(bySequence(batchId, window, Long.MAX_VALUE, Set.of(), up)).isEmpty();
  }

  private List<Long> bySequence(
      long batchId, RowWindow window, long after, Set<String> statuses, RowOrder order) {
    RowQuery query = new RowQuery(batchId, window, after, statuses, false, 3);
    return sequences(TYPED, new RowSearch(query, List.of(), List.of(), order));
  }

  @Test
  void rowsAreFoundAndCountedByTheirProblems() {
    store().prepare(TYPED);
    long batchId = newBatch();
    List<StoredRow> rows =
        List.of(
            with(1, "OK", null),
            with(2, "ERROR", "[{\"code\":\"ERROR\",\"column\":\"price\"}]"),
            with(3, "ERROR", "[{\"code\":\"ERROR\"},{\"code\":\"LATE\",\"column\":\"price\"}]"),
            with(4, "LATE", "[{\"code\":\"LATE\",\"column\":\"na'me\"}]"));
    write(unit -> unit.rows().insert(TYPED, batchId, rows));
    assertThat(having(batchId, new RowProblem("ERROR", null))).containsExactly(2L, 3L);
    assertThat(having(batchId, new RowProblem("LATE", null))).containsExactly(3L, 4L);
    assertThat(having(batchId, new RowProblem(null, "price"))).containsExactly(2L, 3L);
    assertThat(having(batchId, new RowProblem(null, "na'me"))).containsExactly(4L);
    assertThat(having(batchId, new RowProblem("ERROR", "price"))).containsExactly(2L);
    assertThat(having(batchId, new RowProblem("ERROR", null), new RowProblem(null, "price")))
        .containsExactly(2L, 3L);
    assertThat(having(batchId, new RowProblem(null, null))).containsExactly(2L, 3L, 4L);
    assertThat(having(batchId, new RowProblem("NONE", null))).isEmpty();
  }

  private static StoredRow with(long sequence, String status, @Nullable String problems) {
    String all = problems;
    if (problems != null) {
      all = problems.replace("\"}", "\",\"severity\":\"ERROR\",\"message\":\"m\"}");
    }
    return new RowSample(sequence).status(status).problems(all).cells("a", 1L, 1.0, "1").get();
  }

  private List<Long> having(long batchId, RowProblem... problems) {
    RowQuery query = new RowQuery(batchId, ALL, 0, Set.of(), false, 10);
    RowSearch search = new RowSearch(query, List.of(), List.of(problems), RowOrder.BY_SEQUENCE);
    List<Long> found = sequences(TYPED, search);
    RowQuery of = new RowQuery(batchId, ALL, 0, Set.of("OK", "ERROR", "LATE", "NONE"), false, 10);
    RowSearch ofStatuses = new RowSearch(of, List.of(), List.of(problems), RowOrder.BY_SEQUENCE);
    assertThat(sequences(TYPED, ofStatuses)).isEqualTo(found);
    assertThat(store().rows().count(TYPED, COLUMNS, ofStatuses)).isEqualTo(found.size());
    assertThat(store().rows().count(TYPED, COLUMNS, search)).isEqualTo(found.size());
    return found;
  }

  @Test
  void aCountGoesByTheConditionsAndNotByThePage() {
    store().prepare(TYPED);
    long batchId = newBatch();
    long other = newBatch();
    List<StoredRow> rows = new ArrayList<>();
    for (long sequence = 1; sequence <= 9; sequence++) {
      RowSample row = new RowSample(sequence).cells("a", sequence, 1.0, "1");
      rows.add((sequence == 5 ? row.removed() : row).get());
    }
    write(
        unit -> {
          unit.rows().insert(TYPED, batchId, rows);
          unit.rows().insert(TYPED, other, rows);
        });
    RowWindow window = new RowWindow(2, 8, 9);
    RowOrder order = new RowOrder("amount", true, 4L);
    RowRange low = new RowRange("amount", null, 5L);
    assertThat(count(new RowQuery(batchId, window, 4, Set.of(), false, 1), List.of(), order))
        .isEqualTo(6);
    assertThat(count(new RowQuery(batchId, window, 4, Set.of(), true, 1), List.of(), order))
        .isEqualTo(7);
    assertThat(count(new RowQuery(batchId, window, 7, Set.of("OK"), true, 1), List.of(low), order))
        .isEqualTo(4);
    assertThat(
            count(
                new RowQuery(batchId, window, 7, Set.of("OK"), false, 1),
                List.of(),
                RowOrder.BY_SEQUENCE))
        .isEqualTo(6);
  }

  private long count(RowQuery query, List<RowRange> ranges, RowOrder order) {
    return store().rows().count(TYPED, COLUMNS, new RowSearch(query, ranges, List.of(), order));
  }

  @Test
  void theStatusesOfABatchAreThoseOfAllItsRows() {
    store().prepare(TYPED);
    long batchId = newBatch();
    long other = newBatch();
    assertThat(store().rows().statuses(TYPED, batchId)).isEmpty();
    write(
        unit -> {
          unit.rows()
              .insert(
                  TYPED,
                  batchId,
                  List.of(
                      with(1, "OK", null),
                      with(2, "B", null),
                      with(3, "B", null),
                      new RowSample(4).status("A").removed().cells("a", 1L, 1.0, "1").get()));
          unit.rows().insert(TYPED, other, List.of(with(1, "C", null)));
          assertThat(unit.rows().statuses(TYPED, other)).containsExactly("C");
        });
    assertThat(store().rows().statuses(TYPED, batchId)).containsExactlyInAnyOrder("OK", "A", "B");
  }

  @Test
  void rowsOfATypedTableAreFoundByRangesOfEveryKindOfColumn() {
    assertEveryRange(TYPED);
  }

  @Test
  void rowsOfADynamicBatchAreFoundByRangesOfEveryKindOfColumn() {
    assertEveryRange(DYNAMIC);
  }

  @Test
  void aSearchKeepsToWindowStatusesAndRemovedRows() {
    store().prepare(TYPED);
    long batchId = newBatch();
    List<StoredRow> rows =
        List.of(
            new RowSample(1).cells("a", 1L, 1.0, "1").get(),
            new RowSample(2).cells("b", 1L, 1.0, "1").status("ERROR").get(),
            new RowSample(3).cells("c", 1L, 1.0, "1").removed().get(),
            new RowSample(4).cells("d", 1L, 1.0, "1").get(),
            new RowSample(5).cells("e", 1L, 1.0, "1").get());
    write(unit -> unit.rows().insert(TYPED, batchId, rows));
    RowOrder order = new RowOrder("name", true, null);
    RowWindow window = new RowWindow(2, 4, 5);
    RowQuery all = new RowQuery(batchId, window, 0, Set.of(), false, 10);
    RowQuery ok = new RowQuery(batchId, window, 0, Set.of("OK"), true, 10);
    assertThat(sequences(TYPED, new RowSearch(all, List.of(), List.of(), order)))
        .containsExactly(4L, 2L);
    assertThat(sequences(TYPED, new RowSearch(ok, List.of(), List.of(), order)))
        .containsExactly(4L, 3L);
  }

  private void assertEveryOrder(RowTable table) {
    Map<Long, List<@Nullable Object>> rows = insert(table);
    long batchId = batchOf(table, rows);
    for (int column = 0; column < COLUMNS.size(); column++) {
      for (boolean descending : new boolean[] {false, true}) {
        Comparator<Long> order = order(rows, column);
        List<Long> expected =
            rows.keySet().stream().sorted(descending ? order.reversed() : order).toList();
        assertThat(paged(table, batchId, column, descending))
            .as("seed %d, %s, descending %s", SEED, COLUMNS.get(column), descending)
            .isEqualTo(expected);
      }
    }
  }

  private List<Long> paged(RowTable table, long batchId, int column, boolean descending) {
    List<Long> found = new ArrayList<>();
    String name = COLUMNS.get(column).name();
    @Nullable Object last = null;
    while (true) {
      long after = found.isEmpty() ? 0 : found.get(found.size() - 1);
      RowQuery query = new RowQuery(batchId, ALL, after, Set.of(), false, 7);
      List<StoredRow> page =
          store()
              .rows()
              .search(
                  table,
                  COLUMNS,
                  new RowSearch(query, List.of(), List.of(), new RowOrder(name, descending, last)));
      if (page.isEmpty()) {
        return found;
      }
      page.forEach(row -> found.add(row.sequence()));
      last = cell(table, page.get(page.size() - 1), column);
    }
  }

  private void assertEveryRange(RowTable table) {
    Map<Long, List<@Nullable Object>> rows = insert(table);
    long batchId = batchOf(table, rows);
    for (int column = 0; column < COLUMNS.size(); column++) {
      for (@Nullable Object from : POOLS.get(column)) {
        for (@Nullable Object through : POOLS.get(column)) {
          RowRange range = new RowRange(COLUMNS.get(column).name(), from, through);
          RowQuery query = new RowQuery(batchId, ALL, 0, Set.of(), false, 1000);
          assertThat(
                  sequences(
                      table, new RowSearch(query, List.of(range), List.of(), RowOrder.BY_SEQUENCE)))
              .as("seed %d, %s", SEED, range)
              .isEqualTo(inRange(rows, column, from, through));
        }
      }
    }
  }

  private static List<Long> inRange(
      Map<Long, List<@Nullable Object>> rows,
      int column,
      @Nullable Object from,
      @Nullable Object through) {
    return rows.entrySet().stream()
        .filter(
            row -> {
              Object cell = row.getValue().get(column);
              return cell != null
                  && (from == null || compare(column, cell, from) >= 0)
                  && (through == null || compare(column, cell, through) <= 0);
            })
        .map(Map.Entry::getKey)
        .toList();
  }

  private List<Long> sequences(RowTable table, RowSearch search) {
    return store().rows().search(table, COLUMNS, search).stream().map(StoredRow::sequence).toList();
  }

  private Map<Long, List<@Nullable Object>> insert(RowTable table) {
    store().prepare(table);
    Random random = new Random(SEED);
    Map<Long, List<@Nullable Object>> rows = new LinkedHashMap<>();
    for (long sequence = 1; sequence <= ROWS; sequence++) {
      List<@Nullable Object> cells = new ArrayList<>();
      POOLS.forEach(pool -> cells.add(pool.get(random.nextInt(pool.size()))));
      rows.put(sequence, cells);
    }
    return rows;
  }

  private long batchOf(RowTable table, Map<Long, List<@Nullable Object>> rows) {
    long batchId = newBatch();
    List<StoredRow> stored = new ArrayList<>();
    rows.forEach(
        (sequence, cells) ->
            stored.add(new RowSample(sequence).cells(cellsOf(table, cells)).get()));
    write(unit -> unit.rows().insert(table, batchId, stored));
    return batchId;
  }

  private static @Nullable Object[] cellsOf(RowTable table, List<@Nullable Object> cells) {
    if (!table.equals(DYNAMIC)) {
      return cells.toArray();
    }
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    for (int i = 0; i < cells.size(); i++) {
      if (cells.get(i) != null) {
        members.put(COLUMNS.get(i).name(), cells.get(i));
      }
    }
    return new @Nullable Object[] {Json.write(members).text()};
  }

  private static @Nullable Object cell(RowTable table, StoredRow row, int column) {
    if (!table.equals(DYNAMIC)) {
      return row.cells()[column];
    }
    Json json = Json.of(String.valueOf(row.cells()[0]));
    Object cell = json.members().get(COLUMNS.get(column).name());
    return cell instanceof BigDecimal real ? (Double) real.doubleValue() : cell;
  }

  private static Comparator<Long> order(Map<Long, List<@Nullable Object>> rows, int column) {
    return (a, b) -> {
      Object x = rows.getOrDefault(a, List.of()).get(column);
      Object y = rows.getOrDefault(b, List.of()).get(column);
      int compared =
          x == null || y == null ? Boolean.compare(x != null, y != null) : compare(column, x, y);
      return compared == 0 ? Long.compare(a, b) : compared;
    };
  }

  private static int compare(int column, Object a, Object b) {
    return switch (COLUMNS.get(column).type()) {
      case TEXT ->
          Arrays.compareUnsigned(
              ((String) a).getBytes(StandardCharsets.UTF_8),
              ((String) b).getBytes(StandardCharsets.UTF_8));
      case DECIMAL -> new BigDecimal((String) a).compareTo(new BigDecimal((String) b));
      case LONG -> Long.compare((Long) a, (Long) b);
      default -> Double.compare(((Number) a).doubleValue(), ((Number) b).doubleValue());
    };
  }
}
