package dev.batchkit.measuring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.batchkit.error.MeasurementFailed;
import dev.batchkit.indicator.Dataset;
import dev.batchkit.indicator.Side;
import dev.batchkit.measuring.Database.Driver;
import dev.batchkit.session.DataSet;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Datasets as they come: from queries over two drivers, and from code of the program. */
class ReadingTest {
  @TempDir Path directory;
  private final Setup setup = new Setup();

  @AfterEach
  void close() {
    setup.close();
  }

  private List<Object> row(Database database, String sql, String... columns) throws Exception {
    setup.columns(List.of(), Arrays.asList(columns)).query(Side.TARGET, database, sql);
    try (Dataset dataset = setup.open(Side.TARGET)) {
      assertThat(dataset.next()).isTrue();
      List<Object> values = new ArrayList<>();
      for (int i = 0; i < columns.length; i++) {
        values.add(dataset.measure(i));
      }
      assertThat(dataset.next()).isFalse();
      return values;
    }
  }

  private static BigDecimal number(String text) {
    return new BigDecimal(text);
  }

  @Test
  void everyClassOfValuesOfH2IsRead() throws Exception {
    List<Object> values =
        row(
            Database.in(directory, Driver.H2),
            "SELECT CAST(1 AS TINYINT) a, CAST(2 AS BIGINT) b, CAST(1.50 AS DECIMAL(9, 2)) c,"
                + " CAST(0.1 AS DOUBLE PRECISION) d, CAST(0.1 AS REAL) e, TRUE f, 'text' g,"
                + " CAST('pad' AS CHAR(5)) h, X'00ff' i, CAST('large' AS CLOB) j,"
                + " CAST(X'0a' AS BLOB) k, CAST('3f06af63-a93c-11e4-9797-00505690773f' AS UUID) l,"
                + " DATE '2026-07-01' m, TIMESTAMP '2026-07-01 12:00:00.123456' n,"
                + " TIMESTAMP WITH TIME ZONE '2026-07-01 12:00:00+02' o, TIME '10:30:00' p,"
                + " CAST(NULL AS INT) q, CAST('NaN' AS DOUBLE PRECISION) r,"
                + " CAST('1E+5000' AS DECFLOAT) s",
            "abcdefghijklmnopqrs".split(""));
    assertThat(values)
        .containsExactly(
            number("1"),
            number("2"),
            number("1.50"),
            number("0.1"),
            number("0.1"),
            true,
            "text",
            "pad  ",
            "00ff",
            "large",
            "0a",
            "3f06af63-a93c-11e4-9797-00505690773f",
            LocalDate.of(2026, 7, 1),
            Instant.parse("2026-07-01T12:00:00.123456Z"),
            Instant.parse("2026-07-01T10:00:00Z"),
            "10:30",
            null,
            "NaN",
            "1E+5000");
  }

  @Test
  void everyClassOfValuesOfSqliteIsRead() throws Exception {
    Database database =
        Database.in(directory, Driver.SQLITE)
            .run(
                "CREATE TABLE t (a INTEGER, b REAL, c TEXT, d BLOB, e TIMESTAMP, f DATE, g BOOLEAN,"
                    + " h DECIMAL(9, 2), i)",
                "INSERT INTO t VALUES (9223372036854775807, 0.1, 'text', X'00ff',"
                    + " '2026-07-01 12:00:00', '2026-07-01', 1, 1.5, NULL)");
    assertThat(row(database, "SELECT * FROM t", "abcdefghi".split("")))
        .containsExactly(
            number("9223372036854775807"),
            number("0.1"),
            "text",
            "00ff",
            "2026-07-01 12:00:00",
            "2026-07-01",
            number("1"),
            number("1.5"),
            null);
  }

  @Test
  void theZoneOfTheJvmPlaysNoPart() throws Exception {
    TimeZone before = TimeZone.getDefault();
    TimeZone.setDefault(TimeZone.getTimeZone("America/Sao_Paulo"));
    try {
      setup.zone("Asia/Tokyo");
      List<Object> values =
          row(
              Database.in(directory, Driver.H2),
              "SELECT TIMESTAMP '2018-11-04 00:30:00' a, DATE '2018-11-04' b,"
                  + " TIMESTAMP WITH TIME ZONE '2018-11-04 00:30:00+00' c, DATE '1500-02-28' d,"
                  + " TIMESTAMP '1500-02-28 00:00:00' e, TIME '00:30:00' f",
              "abcdef".split(""));
      assertThat(values)
          .containsExactly(
              Instant.parse("2018-11-03T15:30:00Z"),
              LocalDate.of(2018, 11, 4),
              Instant.parse("2018-11-04T00:30:00Z"),
              LocalDate.of(1500, 2, 28),
              Instant.parse("1500-02-27T14:41:01Z"),
              "00:30");
    } finally {
      TimeZone.setDefault(before);
    }
  }

  @Test
  void aTimeInTheGapOfTheZoneIsLaterByTheGap() throws Exception {
    setup.zone("Europe/Paris");
    assertThat(
            row(Database.in(directory, Driver.H2), "SELECT TIMESTAMP '2026-03-29 02:30:00' a", "a"))
        .containsExactly(Instant.parse("2026-03-29T01:30:00Z"));
  }

  @ParameterizedTest
  @EnumSource(Driver.class)
  void columnsAreFoundByLabelWhateverTheirCase(Driver driver) throws Exception {
    assertThat(row(Database.in(directory, driver), "SELECT 1 AS \"aMount\"", "AMOUNT"))
        .containsExactly(BigDecimal.ONE);
  }

  @ParameterizedTest
  @EnumSource(Driver.class)
  void aColumnThatIsMissingOrThereTwiceFailsForGood(Driver driver) throws Exception {
    Database database = Database.in(directory, driver);
    fails(database, "SELECT 1 AS id, 2 AS \"other\"")
        .withMessageContaining("Column amount is not in the source; it has")
        .withMessageContaining(", other.");
    fails(database, "SELECT 1 AS id, 2 AS \"amount\", 3 AS \"AMOUNT\"")
        .withMessage("Column amount is more than once in the source.");
    assertThat(database.taken.get()).isEqualTo(2);
    assertThat(database.open.get()).isZero();
  }

  private org.assertj.core.api.ThrowableAssertAlternative<MeasurementFailed> fails(
      Database database, String sql) {
    setup.query(Side.SOURCE, database, sql);
    return assertThatExceptionOfType(MeasurementFailed.class)
        .isThrownBy(() -> setup.open(Side.SOURCE))
        .matches(MeasurementFailed::isLasting);
  }

  @ParameterizedTest
  @EnumSource(Driver.class)
  void aQueryThatTheDatabaseDoesNotUnderstandFailsWithItsWords(Driver driver) {
    Database database = Database.in(directory, driver);
    fails(database, "SELECT id, amount FROM \"nowhere\"")
        .withMessageContainingAll("source", "nowhere");
    assertThat(database.open.get()).isZero();
  }

  @Test
  void aFailureWhileReadingTellsNoValue() throws Exception {
    Database database = Database.in(directory, Driver.H2);
    database.run("CREATE TABLE t (id INT, amount VARCHAR)", "INSERT INTO t VALUES (1, 'canary')");
    setup.query(Side.SOURCE, database, "SELECT id, CAST(amount AS INT) AS amount FROM t");
    assertThatExceptionOfType(MeasurementFailed.class)
        .isThrownBy(() -> setup.open(Side.SOURCE).next())
        .withMessageContainingAll("source", "22018")
        .withMessageNotContaining("canary")
        .matches(failure -> !failure.isLasting());
  }

  @Test
  void aValueThatCannotBeMeasuredFailsWithItsColumnAndClass() {
    Database database = Database.in(directory, Driver.H2);
    setup.query(Side.SOURCE, database, "SELECT 1 AS id, ARRAY[1, 2] AS amount");
    assertThatExceptionOfType(MeasurementFailed.class)
        .isThrownBy(() -> setup.open(Side.SOURCE).next())
        .withMessageContaining("Column amount of the source holds a org.h2.jdbc.JdbcArray");
  }

  @Test
  void aDatabaseThatGivesNoConnectionIsNotToldByItsAddress() {
    org.h2.jdbcx.JdbcDataSource nowhere = new org.h2.jdbcx.JdbcDataSource();
    nowhere.setURL("jdbc:h2:/canary/canary;IFEXISTS=TRUE");
    try (Datasets datasets =
        new Datasets(
            new DataDoors(Map.of("a", nowhere), Map.of()),
            setup.dataset(Side.SOURCE, DataSet.query("a", "SELECT 1")).definition(),
            setup.stop,
            setup.executor)) {
      assertThatExceptionOfType(MeasurementFailed.class)
          .isThrownBy(() -> datasets.open(Side.SOURCE))
          .withMessageContaining("The database of the source gives no connection")
          .withMessageNotContaining("canary");
    }
  }

  @Test
  void whatIsNotThereIsSaid() {
    setup.records(Side.TARGET, Stream::of);
    refused(null, "The indicator has no source.");
    refused(DataSet.query("x", "SELECT 1"), "is read from x, which is not there; there are: b.");
    refused(DataSet.query("b", "SELECT 1"), "it takes no query");
  }

  private void refused(DataSet source, String words) {
    setup.dataset(Side.SOURCE, source);
    assertThatExceptionOfType(MeasurementFailed.class)
        .isThrownBy(() -> setup.open(Side.SOURCE))
        .withMessageContaining(words)
        .matches(MeasurementFailed::isLasting);
  }

  @Test
  void aDatabaseNeedsAQuery() {
    setup.query(Side.SOURCE, Database.in(directory, Driver.H2), " ");
    assertThatExceptionOfType(MeasurementFailed.class)
        .isThrownBy(() -> setup.open(Side.SOURCE))
        .withMessageContaining("it needs a query");
  }

  @ParameterizedTest
  @EnumSource(Driver.class)
  void whatIsLeftOpenIsClosedWithItsMeasurement(Driver driver) throws Exception {
    Database database = Database.in(directory, driver);
    database.run("CREATE TABLE t (id INT, amount INT)", "INSERT INTO t VALUES (1, 2)");
    setup.query(Side.SOURCE, database, "SELECT id, amount FROM t");
    Datasets datasets = setup.datasets();
    Dataset left = datasets.open(Side.SOURCE);
    assertThat(left.next()).isTrue();
    assertThat(database.open.get()).isEqualTo(1);
    datasets.close();
    datasets.close();
    left.close();
    assertThat(database.open.get()).isZero();
  }

  @Test
  void recordsOfTheProgramAreReadTheSameWayAndClosed() throws Exception {
    AtomicBoolean closed = new AtomicBoolean();
    Map<String, Object> second = new HashMap<>();
    second.put("amount", null);
    second.put("Id", "x");
    setup.records(
        Side.SOURCE,
        () ->
            Stream.<Map<String, Object>>of(Map.of("ID", 1, "Amount", 2.5), second)
                .onClose(() -> closed.set(true)));
    try (Dataset dataset = setup.open(Side.SOURCE)) {
      assertThat(dataset.next()).isTrue();
      assertThat(dataset.key().cells()).containsExactly(BigDecimal.ONE);
      assertThat(dataset.measure(0)).isEqualTo(number("2.5"));
      assertThat(dataset.next()).isTrue();
      assertThat(dataset.key().cells()).containsExactly("x");
      assertThat(dataset.measure(0)).isNull();
      assertThat(dataset.next()).isFalse();
    }
    assertThat(closed).isTrue();
  }

  @Test
  void aRecordOfTheProgramWithoutAColumnFails() throws Exception {
    setup.records(
        Side.SOURCE, () -> Stream.of(Map.of("id", 1, "amount", 1), Map.of("id", 1, "other", 2)));
    Dataset dataset = setup.open(Side.SOURCE);
    assertThat(dataset.next()).isTrue();
    assertThatExceptionOfType(MeasurementFailed.class)
        .isThrownBy(dataset::next)
        .withMessageContaining("Column amount is not in the source");
  }
}
