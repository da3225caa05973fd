package dev.batchkit.measuring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.batchkit.error.MeasurementFailed;
import dev.batchkit.indicator.DatasetKey;
import dev.batchkit.indicator.JoinedDatasets;
import dev.batchkit.indicator.Side;
import dev.batchkit.measuring.Database.Driver;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two sides joined by their keys are what a plain computation in memory says. */
class JoinTest {
  private static final int BUFFER = 50;
  private static final List<Kind> KINDS = List.of(Kind.values());

  @TempDir Path directory;
  private Path temporary;

  @BeforeEach
  void prepare() throws IOException {
    temporary = Files.createDirectory(directory.resolve("temporary"));
  }

  /** What a join says of a key. */
  private record Joined(long sources, long targets, Object source, Object target) {}

  private static Map<DatasetKey, Joined> read(Setup setup) throws Exception {
    Map<DatasetKey, Joined> all = new TreeMap<>(Keys.ORDER);
    DatasetKey last = null;
    try (JoinedDatasets joined = setup.join()) {
      while (joined.next()) {
        assertThat(last == null || Keys.ORDER.compare(last, joined.key()) < 0).isTrue();
        last = joined.key();
        all.put(
            last,
            new Joined(
                joined.count(Side.SOURCE),
                joined.count(Side.TARGET),
                joined.measure(Side.SOURCE, 0),
                joined.measure(Side.TARGET, 0)));
      }
      assertThat(joined.next()).isFalse();
    }
    return all;
  }

  private static Map<DatasetKey, Joined> plain(
      List<Map<String, Object>> source, List<Map<String, Object>> target) {
    Map<DatasetKey, Joined> all = new TreeMap<>(Keys.ORDER);
    for (Map<String, Object> record : source) {
      Joined old = all.getOrDefault(key(record), new Joined(0, 0, null, null));
      Object first = old.sources == 0 ? record.get("amount") : old.source;
      all.put(key(record), new Joined(old.sources + 1, 0, first, null));
    }
    for (Map<String, Object> record : target) {
      Joined old = all.getOrDefault(key(record), new Joined(0, 0, null, null));
      Object first = old.targets == 0 ? record.get("amount") : old.target;
      all.put(key(record), new Joined(old.sources, old.targets + 1, old.source, first));
    }
    return all;
  }

  private static DatasetKey key(Map<String, Object> record) {
    List<Object> cells = new ArrayList<>();
    cells.add(record.get("id"));
    cells.add(record.get("day"));
    return new DatasetKey(cells);
  }

  private static Object cell(Random random, Kind kind, int range) {
    int n = random.nextInt(range);
    if (n == 0) {
      return null;
    }
    return switch (kind) {
      case NUMBERS -> new BigDecimal(n).setScale(random.nextInt(3)).movePointLeft(1);
      case TEXTS -> (n % 3 == 0 ? "\ud83d\ude00" : "\ufb01") + n;
      case BOOLEANS -> n % 2 == 0;
      case DATES -> LocalDate.ofEpochDay(n);
      case TIMES -> Instant.ofEpochMilli(n);
    };
  }

  private static List<Map<String, Object>> side(Random random, Kind a, Kind b, int size) {
    List<Map<String, Object>> records = new ArrayList<>();
    int range = 1 + random.nextInt(2 * size + 2);
    for (int i = 0; i < size; i++) {
      Map<String, Object> record = new HashMap<>();
      record.put("id", cell(random, a, range));
      record.put("day", cell(random, b, 3));
      record.put("amount", random.nextInt(20) == 0 ? null : BigDecimal.valueOf(i));
      records.add(record);
    }
    if (random.nextInt(4) == 0) {
      records.sort(Comparator.comparing(JoinTest::key, Keys.ORDER));
    }
    return records;
  }

  private Setup setup(List<Map<String, Object>> source, List<Map<String, Object>> target) {
    return new Setup()
        .columns(List.of("id", "day"), List.of("amount"))
        .records(Side.SOURCE, source::stream)
        .records(Side.TARGET, target::stream)
        .sorting(BUFFER, 3, temporary);
  }

  @Test
  void aJoinOfRandomSidesIsWhatAPlainComputationSays() throws Exception {
    long first = Long.getLong("batchkit.join.seed", 1);
    for (long seed = first; seed < first + 150; seed++) {
      Random random = new Random(seed);
      Kind a = KINDS.get(random.nextInt(KINDS.size()));
      Kind b = KINDS.get(random.nextInt(KINDS.size()));
      int most = random.nextBoolean() ? BUFFER + 2 : BUFFER * 40;
      List<Map<String, Object>> source = side(random, a, b, random.nextInt(most));
      List<Map<String, Object>> target = side(random, a, b, random.nextInt(most));
      Map<DatasetKey, Joined> expected = plain(source, target);
      try (Setup setup = setup(source, target)) {
        assertThat(read(setup)).as("batchkit.join.seed=" + seed).isEqualTo(expected);
      }
      source.sort(Comparator.comparing(JoinTest::key, Keys.ORDER));
      target.sort(Comparator.comparing(JoinTest::key, Keys.ORDER));
      try (Setup setup = setup(source, target).sorted()) {
        assertThat(read(setup)).as("sorted, batchkit.join.seed=" + seed).isEqualTo(expected);
      }
    }
    assertNoFileIsLeft();
  }

  private void assertNoFileIsLeft() throws IOException {
    try (Stream<Path> files = Files.list(temporary)) {
      assertThat(files).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(Driver.class)
  void twoQueriesAreJoinedAndTheirConnectionsGivenBackBeforeTheFirstKey(Driver driver)
      throws Exception {
    Database database = Database.in(directory, driver);
    database.run(
        "CREATE TABLE s (id INT, amount INT)",
        "CREATE TABLE t (id INT, amount INT)",
        "INSERT INTO s VALUES (3, 30), (NULL, 1), (1, 10), (3, 31)",
        "INSERT INTO t VALUES (2, 20), (3, 33), (NULL, 2)");
    try (Setup setup = new Setup()) {
      setup.query(Side.SOURCE, database, "SELECT amount, id FROM s");
      setup.query(Side.TARGET, database, "SELECT id, amount FROM t");
      JoinedDatasets open = setup.join();
      assertThat(database.taken.get()).isEqualTo(2);
      assertThat(database.open.get()).isZero();
      open.close();
      assertThat(read(setup).values())
          .containsExactly(
              new Joined(1, 1, BigDecimal.ONE, BigDecimal.valueOf(2)),
              new Joined(1, 0, BigDecimal.TEN, null),
              new Joined(0, 1, null, BigDecimal.valueOf(20)),
              new Joined(2, 1, BigDecimal.valueOf(30), BigDecimal.valueOf(33)));
    }
  }

  @ParameterizedTest
  @EnumSource(Driver.class)
  void queriesThatComeInOrderAreJoinedAsTheyComeAndElseRefused(Driver driver) throws Exception {
    Database database = Database.in(directory, driver);
    database.run("CREATE TABLE s (id INT, amount INT)", "INSERT INTO s VALUES (3, 1), (1, 2)");
    try (Setup setup = new Setup().sorted()) {
      setup.query(Side.SOURCE, database, "SELECT * FROM s ORDER BY id");
      setup.query(Side.TARGET, database, "SELECT * FROM s ORDER BY id DESC");
      JoinedDatasets joined = setup.join();
      assertThatExceptionOfType(MeasurementFailed.class)
          .isThrownBy(
              () -> {
                while (joined.next()) {}
              })
          .withMessageContaining("The target does not come in ascending order of its key")
          .matches(MeasurementFailed::isLasting);
      joined.close();
      assertThat(database.open.get()).isZero();
      setup.query(Side.TARGET, database, "SELECT * FROM s ORDER BY id");
      assertThat(read(setup)).hasSize(2);
      assertThat(database.open.get()).isZero();
    }
  }

  private static List<Map<String, Object>> days(Object... days) {
    return Stream.of(days)
        .map(day -> Map.<String, Object>of("id", 1, "day", day, "amount", 1))
        .toList();
  }

  @Test
  void aKeyOfTwoKindsFailsWithItsColumnAndItsSides() {
    for (boolean sorted : new boolean[] {false, true}) {
      try (Setup setup = setup(days("1"), days(1))) {
        assertThatExceptionOfType(MeasurementFailed.class)
            .isThrownBy(() -> read(sorted ? setup.sorted() : setup))
            .withMessage(
                "Key column day holds texts in the source and numbers in the target:"
                    + " cast one of them in its query.")
            .matches(MeasurementFailed::isLasting);
      }
      try (Setup setup = setup(days("1"), days("1", LocalDate.EPOCH))) {
        assertThatExceptionOfType(MeasurementFailed.class)
            .isThrownBy(() -> read(sorted ? setup.sorted() : setup))
            .withMessage(
                "Key column day holds texts and dates in the target:"
                    + " cast it to one of them in its query.");
      }
    }
  }

  @Test
  void aSideThatFitsIntoItsBufferTouchesNoDiskAndALargerOneSaysWhatItNeeds() throws Exception {
    List<Map<String, Object>> fits = side(new Random(1), Kind.NUMBERS, Kind.TEXTS, BUFFER - 1);
    List<Map<String, Object>> spills = side(new Random(1), Kind.NUMBERS, Kind.TEXTS, BUFFER + 1);
    Path nowhere = directory.resolve("nowhere");
    try (Setup setup = setup(fits, fits).sorting(BUFFER, 3, nowhere)) {
      assertThat(read(setup)).isNotEmpty();
    }
    try (Setup setup = setup(fits, spills).sorting(BUFFER, 3, nowhere)) {
      assertThatExceptionOfType(MeasurementFailed.class)
          .isThrownBy(() -> read(setup))
          .withMessageContaining("temporary directory, which is not there");
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aTemporaryFileHasNoNameByWhichAnybodyElseCouldReadIt() throws Exception {
    try (Spill spill = Spill.in(temporary)) {
      spill.add(new DataRecord(DatasetKey.NONE, List.of()));
      Records records = spill.read(0, spill.end());
      assertNoFileIsLeft();
      assertThat(records.next()).isEqualTo(new DataRecord(DatasetKey.NONE, List.of()));
      assertThat(records.next()).isNull();
    }
  }

  @Test
  void aFileThatTakesNoMoreAsksWhetherTheDiskIsFull() {
    Spill spill = Spill.in(temporary);
    spill.close();
    spill.add(new DataRecord(DatasetKey.NONE, List.of()));
    assertThatExceptionOfType(MeasurementFailed.class)
        .isThrownBy(spill::end)
        .withMessageContaining("is the disk full?");
  }

  @Test
  void aMillionEqualKeysAreCounted() throws Exception {
    Map<String, Object> one = Map.of("id", 1, "day", "d", "amount", 7);
    try (Setup setup =
        new Setup()
            .columns(List.of("id", "day"), List.of("amount"))
            .records(Side.SOURCE, () -> IntStream.range(0, 1_000_000).mapToObj(i -> one))
            .records(Side.TARGET, Stream::of)) {
      assertThat(read(setup).values())
          .containsExactly(new Joined(1_000_000, 0, BigDecimal.valueOf(7), null));
    }
  }

  @Test
  void withoutAKeyAllRecordsAreOne() throws Exception {
    try (Setup setup = setup(days(1, 2), days()).columns(List.of(), List.of("day"))) {
      assertThat(read(setup)).containsOnlyKeys(DatasetKey.NONE);
    }
  }
}
