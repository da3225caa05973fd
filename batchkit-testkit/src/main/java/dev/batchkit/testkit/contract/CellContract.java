package dev.batchkit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.batchkit.batch.Column;
import dev.batchkit.batch.ColumnType;
import dev.batchkit.store.RowTable;
import dev.batchkit.store.StoredRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Cells: what is stored is what is read, in columns of every type. */
abstract class CellContract extends StoreFixture {
  private static final RowTable TYPED =
      new RowTable(
          "batchkit_row_contract_typed",
          Arrays.stream(ColumnType.values()).map(type -> new Column(name(type), type)).toList(),
          List.of(),
          List.of());

  CellContract(StoreContract contract) {
    super(contract);
  }

  @Test
  void aCellOfAnyTypeMayBeNull() {
    @Nullable Object[] nulls = new @Nullable Object[TYPED.columns().size()];
    assertThat(stored(new RowSample(1).cells(nulls).get()).cells()).containsOnlyNulls();
  }

  @Test
  void textsAreReadAsTheyWereStored() {
    assertKept(
        ColumnType.TEXT,
        "",
        " ",
        "\u0000",
        "a\u0000b\u0000",
        Samples.TEXT,
        "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67",
        "\uFEFFbom",
        "e\u0301 is not \u00E9",
        "\r\n\t\u001F\u007F\u0085\u2028",
        "\uFFFF\uFFFE\uDBFF\uDFFF",
        "007",
        "1.0",
        "1e5",
        "NULL",
        "' OR 1=1 --");
  }

  @Test
  void aTextOfAMillionCharactersIsReadAsItWasStored() {
    assertKept(ColumnType.TEXT, "0123456789".repeat(100_000), "\uD83E\uDD16ü".repeat(333_333));
  }

  @Test
  void aTextOfTenMillionCharactersIsReadAsItWasStored() {
    assertKept(ColumnType.TEXT, "0123456789".repeat(1_000_000));
  }

  @Test
  void integersAreReadAsTheyWereStored() {
    Object[] integers = {
      0L,
      1L,
      -1L,
      (long) Integer.MIN_VALUE,
      (long) Integer.MAX_VALUE,
      (1L << 53) + 1,
      Long.MIN_VALUE,
      Long.MAX_VALUE,
      Long.MAX_VALUE - 1
    };
    assertKept(ColumnType.LONG, integers);
    assertKept(ColumnType.INT, 0L, -1L, (long) Integer.MIN_VALUE, (long) Integer.MAX_VALUE);
    assertKept(ColumnType.BOOLEAN, 0L, 1L);
  }

  @Test
  void doublesAreReadAsTheyWereStored() {
    assertKept(
        ColumnType.DOUBLE,
        0.0,
        1.0,
        -1.0,
        0.1,
        1.1,
        1e16,
        9_007_199_254_740_992.0,
        9.223372036854776e18,
        Double.MIN_VALUE,
        -Double.MIN_VALUE,
        Double.MIN_NORMAL,
        Double.MAX_VALUE,
        -Double.MAX_VALUE,
        Math.PI,
        Math.nextUp(1.0));
  }

  @Test
  void minusZeroIsStoredAsZero() {
    int column = place(ColumnType.DOUBLE);
    assertThat(stored(typed(1, ColumnType.DOUBLE, -0.0)).cells()[column]).isEqualTo(0.0);
  }

  @Test
  void theTextsOfOtherTypesAreReadAsTheyWereStored() {
    assertKept(
        ColumnType.DECIMAL, "0", "0.00", "1.10", "-1.10", "1E+3", "9".repeat(1_000), "1E-10000");
    assertKept(ColumnType.DATE, "0000-01-01", "2026-05-04", "9999-12-31");
    assertKept(
        ColumnType.INSTANT, "0000-01-01T00:00:00.000000000Z", "9999-12-31T23:59:59.999999999Z");
    assertKept(ColumnType.UUID, "00000000-0000-7000-8000-000000000001");
    assertKept(ColumnType.ENUM, "OK", "Größer");
  }

  @Test
  void cellsAreReplacedAsTheyAreStored() {
    store().prepare(TYPED);
    long batchId = newBatch();
    write(
        unit -> unit.rows().insert(TYPED, batchId, List.of(typed(1, ColumnType.TEXT, "a\u0000b"))));
    StoredRow other = typed(1, ColumnType.JSON, "{ }");
    write(unit -> unit.rows().update(TYPED, batchId, List.of(other)));
    assertThat(store().rows().find(TYPED, batchId, 1)).contains(other);
  }

  @Test
  void statusesAndTimesAreReadAsTheyWereStored() {
    StoredRow row = Samples.row(1, "A_LONG_STATUS_WITH_DIGITS_0123456789");
    assertThat(row(batchWith(row), 1)).isEqualTo(row);
    assertThat(row(batchWith(row), 1).updatedAt()).isEqualTo("2026-05-04T09:08:07.123Z");
  }

  private void assertKept(ColumnType type, Object... cells) {
    store().prepare(TYPED);
    long batchId = newBatch();
    List<StoredRow> rows = new ArrayList<>();
    for (Object cell : cells) {
      rows.add(typed(rows.size() + 1, type, cell));
    }
    write(unit -> unit.rows().insert(TYPED, batchId, rows));
    for (int i = 0; i < cells.length; i++) {
      StoredRow read = store().rows().find(TYPED, batchId, i + 1).orElseThrow();
      boolean isKept = cells[i].equals(read.cells()[place(type)]);
      assertThat(isKept).as("cell %d of type %s is kept", i, type).isTrue();
      assertThat(read.equals(rows.get(i)))
          .as("row of cell %d of type %s is kept", i, type)
          .isTrue();
    }
  }

  private static String name(ColumnType type) {
    return "a_" + type.name().toLowerCase(Locale.ROOT);
  }

  private static int place(ColumnType type) {
    return TYPED.indexOf(name(type));
  }

  private StoredRow stored(StoredRow row) {
    store().prepare(TYPED);
    long batchId = newBatch();
    write(unit -> unit.rows().insert(TYPED, batchId, List.of(row)));
    return store().rows().find(TYPED, batchId, row.sequence()).orElseThrow();
  }

  private static StoredRow typed(long sequence, ColumnType type, Object cell) {
    @Nullable Object[] cells = new @Nullable Object[TYPED.columns().size()];
    cells[place(type)] = cell;
    return new RowSample(sequence).cells(cells).get();
  }
}
