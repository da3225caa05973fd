package dev.batchkit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.batchkit.Batches;
import dev.batchkit.batch.BatchId;
import dev.batchkit.batch.Cells;
import dev.batchkit.batch.Row;
import dev.batchkit.batch.RunOutcome;
import dev.batchkit.error.InvalidValue;
import dev.batchkit.json.Json;
import dev.batchkit.spi.BatchType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is stored is what is read, or it is refused by name. */
interface RoundTripLife extends LifeFixture {
  BatchType<Everything, Everything> EVERYTHING = BatchType.of("life-everything", Everything.class);

  /** A row made of an input that holds everything. */
  record Digest(@Nullable String said) {}

  @Test
  default void componentsOfEveryTypeComeBackAsTheyWere() {
    assertComesBack(Everything.full(), Everything.empty());
  }

  @Test
  default void textsComeBackAsTheyWere() {
    List<Everything> all = new ArrayList<>();
    for (String text :
        List.of(
            "",
            " ",
            "\u0000",
            "a\u0000b",
            "\uFEFF\uFFFE\uFFFF",
            "\uD83E\uDD16\uDBFF\uDFFF",
            "e\u0301 \u200F\u05D0",
            "'; DROP TABLE batch; --",
            "null",
            "1e5",
            "\r\n\u2028\u0085",
            "x".repeat(1_000_000))) {
      all.add(Everything.full().text(text));
    }
    assertComesBack(all.toArray(Everything[]::new));
  }

  @Test
  default void numbersComeBackAsTheyWere() {
    List<Everything> all = new ArrayList<>();
    for (double real :
        new double[] {
          0.1, -0.1, 1e308, Double.MIN_NORMAL, 9007199254740992.0, 1.0 / 3, 100.0, 1e-320
        }) {
      all.add(Everything.full().real(real));
    }
    for (String decimal :
        List.of(
            "0",
            "0.00",
            "1.10",
            "1E+10000",
            "1E-10000",
            "-0.00000000000000000000000000000000000000001",
            "1234567890123456789012345678901234567890.0987654321",
            "100",
            "1E+2")) {
      all.add(Everything.full().decimal(new BigDecimal(decimal)));
    }
    assertComesBack(all.toArray(Everything[]::new));
  }

  @Test
  default void minusZeroIsStoredAsZero() {
    List<Row<Everything>> rows = stored(Everything.full().real(-0.0));
    assertThat(Double.doubleToLongBits(rows.get(0).value().real()))
        .isEqualTo(Double.doubleToLongBits(0.0));
  }

  @Test
  default void timesComeBackAsTheyWereInEveryTimeZone() {
    TimeZone before = TimeZone.getDefault();
    List<Everything> all = new ArrayList<>();
    for (String moment :
        List.of(
            "0000-01-01T00:00:00Z",
            "1969-12-31T23:59:59.999999999Z",
            "2026-03-29T01:30:00.000000001Z",
            "2026-10-25T01:30:00.100Z",
            "9999-12-31T23:59:59.999999999Z")) {
      all.add(Everything.full().moment(Instant.parse(moment)));
    }
    for (String day : List.of("0000-01-01", "1582-10-10", "2011-12-30", "9999-12-31")) {
      all.add(Everything.full().day(LocalDate.parse(day)));
    }
    try {
      for (String zone : List.of("Asia/Kathmandu", "America/St_Johns", "Pacific/Apia")) {
        TimeZone.setDefault(TimeZone.getTimeZone(zone));
        Batches<Everything, Everything> door = everything(all.toArray(Everything[]::new));
        BatchId id = door.create(draft -> draft).id();
        door.populate(id);
        TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
        assertThat(LifeFixture.rows(door, id)).extracting(Row::value).isEqualTo(all);
        door.execute(id);
        TimeZone.setDefault(TimeZone.getTimeZone("America/Los_Angeles"));
        assertThat(door.verify(id).intact()).isTrue();
      }
    } finally {
      TimeZone.setDefault(before);
    }
  }

  @Test
  default void jsonComesBackByteForByte() {
    List<Everything> all = new ArrayList<>();
    for (String json :
        List.of(
            "{}",
            " [ ] ",
            "null",
            "\"text\"",
            "1E400",
            "-0.0",
            "{ \"b\" : 1.10,\n \"a\" : \"\\u00fc\\/\" }",
            "12345678901234567890.12345678901234567890")) {
      all.add(Everything.full().json(Json.of(json)));
    }
    assertComesBack(all.toArray(Everything[]::new));
  }

  @Test
  default void whatCannotBeStoredExactlyIsRefusedByRowAndColumn() {
    Everything full = Everything.full();
    Map<Everything, String> bad = new LinkedHashMap<>();
    bad.put(full.text("canary\uD800"), "text");
    bad.put(full.text("\uDC00canary"), "text");
    bad.put(full.real(Double.NaN), "real");
    bad.put(full.real(Double.POSITIVE_INFINITY), "real");
    bad.put(full.real(Double.NEGATIVE_INFINITY), "real");
    bad.put(full.decimal(new BigDecimal("1E+10001")), "decimal");
    bad.put(full.decimal(new BigDecimal("1E-20000")), "decimal");
    bad.put(full.day(LocalDate.of(10_000, 1, 1)), "day");
    bad.put(full.day(LocalDate.of(-1, 1, 1)), "day");
    bad.put(full.moment(Instant.MAX), "moment");
    bad.put(full.moment(Instant.parse("-0001-12-31T23:59:59Z")), "moment");
    bad.forEach(
        (row, column) -> {
          Batches<Everything, Everything> door = everything(full, row);
          BatchId id = door.create(draft -> draft).id();
          assertThatExceptionOfType(InvalidValue.class)
              .as(column)
              .isThrownBy(() -> door.populate(id))
              .withMessageContainingAll("Row 2", column, door.get(id).name())
              .satisfies(
                  refusal -> {
                    assertThat(refusal.faults()).anyMatch(fault -> fault.contains(column));
                    assertThat(refusal.getMessage()).doesNotContain("canary");
                  });
          assertThat(LifeFixture.rows(door, id)).isEmpty();
        });
  }

  @Test
  default void anInputComesBackAsItWas() {
    ScriptedHandler<Everything, Digest> digests =
        new ScriptedHandler<>(
            BatchType.of("life-digest", Everything.class, Digest.class),
            (in, row) -> new Digest("seen"));
    Everything full =
        Everything.full().text("Grüße \uD83E\uDD16 \uFFFF\n\t\"\\").json(Json.of("{}"));
    List<Everything> all =
        List.of(
            full,
            Everything.empty(),
            full.decimal(new BigDecimal("0.00")),
            full.decimal(new BigDecimal("1E+2")),
            full.moment(Instant.parse("0000-01-01T00:00:00.000000001Z")),
            full.text("x".repeat(1_000_000)));
    digests.rows(all.toArray(Everything[]::new));
    Batches<Everything, Digest> door =
        another(options -> options.handler(digests)).batches(digests.type());
    BatchId id = door.create(draft -> draft).id();
    door.populate(id);
    List<Row<Digest>> rows = LifeFixture.rows(door, id);
    assertThat(rows).extracting(row -> door.input(row)).isEqualTo(all);
    List<Everything> refreshed = new ArrayList<>();
    digests.refresher(
        (in, row) -> {
          refreshed.add(in);
          return new Digest("seen");
        });
    door.refresh(id);
    assertThat(refreshed).isEqualTo(all);
    assertThat(LifeFixture.rows(door, id)).isEqualTo(rows);
  }

  @Test
  default void jsonInAnInputComesBackByteForByte() {
    ScriptedHandler<Everything, Digest> digests =
        new ScriptedHandler<>(
            BatchType.of("life-digest", Everything.class, Digest.class),
            (in, row) -> new Digest("seen"));
    Everything full = Everything.empty().json(Json.of("{ \"b\" : 1.10, \"a\" : 1E400 }"));
    digests.rows(full);
    Batches<Everything, Digest> door =
        another(options -> options.handler(digests)).batches(digests.type());
    BatchId id = door.create(draft -> draft).id();
    door.populate(id);
    assertThat(door.input(door.row(id, 1).orElseThrow())).isEqualTo(full);
  }

  @Test
  default void theTypeBlindDoorDoesNotMakeUpTheInputOfATypedRow() {
    BatchId id = populated(Prices.line("A1", "Tea", " 1.50 "));
    Row<Cells> row = kit().batches().row(id, 1).orElseThrow();
    assertThat(kit().batches().input(row).values()).containsEntry("price", " 1.50 ");
  }

  /**
   * Stores rows, and reads them by the typed door, the type-blind one, and again when refreshed.
   */
  private void assertComesBack(Everything... all) {
    Batches<Everything, Everything> door = everything(all);
    BatchId id = door.create(draft -> draft).id();
    door.populate(id);
    List<Row<Everything>> rows = LifeFixture.rows(door, id);
    assertThat(rows).extracting(Row::value).containsExactly(all);
    assertThat(rows).extracting(Row::input).containsOnlyNulls();
    List<Row<Cells>> cells = LifeFixture.rows(kit().batches(), id);
    for (int i = 0; i < all.length; i++) {
      Cells blind = cells.get(i).value();
      assertThat(blind.get("text", String.class)).isEqualTo(all[i].text());
      assertThat(blind.get("large", Long.class)).isEqualTo(all[i].large());
      assertThat(blind.get("boxed_small", Integer.class)).isEqualTo(all[i].boxedSmall());
      assertThat(blind.get("real", Double.class)).isEqualTo(all[i].real());
      assertThat(blind.get("flag", Boolean.class)).isEqualTo(all[i].flag());
      assertThat(blind.get("decimal", BigDecimal.class)).isEqualTo(all[i].decimal());
      assertThat(blind.get("day", LocalDate.class)).isEqualTo(all[i].day());
      assertThat(blind.get("moment", Instant.class)).isEqualTo(all[i].moment());
      assertThat(blind.get("uuid", java.util.UUID.class)).isEqualTo(all[i].uuid());
      assertThat(blind.get("json", Json.class)).isEqualTo(all[i].json());
    }
    door.refresh(id);
    assertThat(LifeFixture.rows(door, id)).isEqualTo(rows);
    assertThat(door.execute(id).outcome()).isEqualTo(RunOutcome.SUCCESS);
    assertThat(door.verify(id).intact()).isTrue();
  }

  private List<Row<Everything>> stored(Everything... all) {
    Batches<Everything, Everything> door = everything(all);
    BatchId id = door.create(draft -> draft).id();
    door.populate(id);
    return LifeFixture.rows(door, id);
  }

  private Batches<Everything, Everything> everything(Everything... all) {
    ScriptedHandler<Everything, Everything> same =
        new ScriptedHandler<>(EVERYTHING, (in, row) -> in);
    same.rows(all);
    return another(options -> options.handler(same)).batches(EVERYTHING);
  }

  @Test
  default void cellsOfADynamicBatchComeBackAsTheyWere() {
    BatchType<Cells, Cells> type = BatchType.dynamic("life-sheet");
    ScriptedHandler<Cells, Cells> sheet = new ScriptedHandler<>(type, (in, row) -> in);
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    values.put("text", "Grüße \uD83E\uDD16 \uFFFF\n\t\"\\");
    values.put("an_int", Integer.MIN_VALUE);
    values.put("a_long", Long.MAX_VALUE);
    values.put("a_double", 100.0);
    values.put("a_boolean", true);
    values.put("a_decimal", new BigDecimal("1.10"));
    values.put("a_date", LocalDate.of(2024, 2, 29));
    values.put("an_instant", Instant.parse("2026-05-04T09:08:07.123456789Z"));
    values.put("a_uuid", java.util.UUID.fromString("01234567-89ab-7def-8123-456789abcdef"));
    values.put("an_enum", "RED");
    values.put("a_json", Json.of("{ \"a\" : 1.10 }"));
    Map<String, @Nullable Object> nulls = new LinkedHashMap<>();
    values.keySet().forEach(name -> nulls.put(name, null));
    sheet.rows(new Cells(values), new Cells(nulls));
    Batches<Cells, Cells> door = another(options -> options.handler(sheet)).batches(type);
    dev.batchkit.batch.ColumnType[] types = {
      dev.batchkit.batch.ColumnType.TEXT,
      dev.batchkit.batch.ColumnType.INT,
      dev.batchkit.batch.ColumnType.LONG,
      dev.batchkit.batch.ColumnType.DOUBLE,
      dev.batchkit.batch.ColumnType.BOOLEAN,
      dev.batchkit.batch.ColumnType.DECIMAL,
      dev.batchkit.batch.ColumnType.DATE,
      dev.batchkit.batch.ColumnType.INSTANT,
      dev.batchkit.batch.ColumnType.UUID,
      dev.batchkit.batch.ColumnType.ENUM,
      dev.batchkit.batch.ColumnType.JSON
    };
    List<dev.batchkit.batch.Column> columns = new ArrayList<>();
    for (String name : values.keySet()) {
      columns.add(new dev.batchkit.batch.Column(name, types[columns.size()]));
    }
    BatchId id =
        door.create(draft -> draft.columns(columns.toArray(dev.batchkit.batch.Column[]::new))).id();
    door.populate(id);
    List<Row<Cells>> rows = LifeFixture.rows(door, id);
    assertThat(rows).extracting(Row::value).containsExactly(new Cells(values), new Cells(nulls));
    door.refresh(id);
    assertThat(LifeFixture.rows(door, id)).isEqualTo(rows);
    assertThat(LifeFixture.rows(kit().batches(), id)).isEqualTo(rows);
  }
}
