package dev.batchkit.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.batchkit.BatchKit;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Real processes are killed at every durable step, and at any moment between. */
@Tag("kill")
class KillTest {
  private static final long SEED = Long.getLong("batchkit.seed", System.nanoTime() & 0xffff_ffffL);
  private static final int KILLS_A_FILE = 6;
  private static final int HALTED = 9;

  @TempDir static Path directory;
  private static final Map<String, Integer> KILLS = new TreeMap<>();
  private static final Map<String, Long> MOST_MICROS = new HashMap<>();
  private static int files;

  /** A fault point, and which of its passings is meant. */
  record Point(String name, int time) {
    @Override
    public String toString() {
      return name + " " + time;
    }
  }

  /** Every point that a life passes: the first time, in the middle and the last time. */
  static Stream<Point> points() throws SQLException {
    recorded();
    Map<String, Integer> passed = recorded();
    return passed.entrySet().stream()
        .flatMap(
            point ->
                IntStream.of(1, (point.getValue() + 1) / 2, point.getValue())
                    .distinct()
                    .mapToObj(time -> new Point(point.getKey(), time)));
  }

  private static Map<String, Integer> recorded() throws SQLException {
    Path file = newFile();
    Map<String, Integer> passed = new LinkedHashMap<>();
    FaultPoints.hook = at -> passed.merge(at, 1, Integer::sum);
    try (BatchKit kit = Life.open(file)) {
      new Life(kit, Life.ROWS, line -> {}).live("life-1");
    } finally {
      FaultPoints.hook = FaultPoints.INERT;
    }
    return passed;
  }

  private static Path newFile() throws SQLException {
    Path file = directory.resolve("kill-" + ++files + ".db");
    Effects.found(file);
    return file;
  }

  @ParameterizedTest
  @MethodSource("points")
  void halted_at_any_durable_step_it_loses_nothing_and_goes_on_at_once(Point point)
      throws Exception {
    Path file = newFile();
    List<String> said = halt(file, point);

    try (Afterlife after = new Afterlife(file)) {
      count(after.look("life-1", said));
      after.live("life-1");
    }
    assertThat(Effects.faults(file)).isEmpty();
  }

  /** Of 2,000 rows that nobody sees, one unit removes 1,000. */
  static Stream<Point> recoveryPoints() {
    return Stream.of("recover:begun", "recover:before-commit", "recover:committed")
        .flatMap(name -> Stream.of(new Point(name, 1), new Point(name, 2)));
  }

  @ParameterizedTest
  @MethodSource("recoveryPoints")
  void halted_while_it_recovers_it_recovers_again(Point point) throws Exception {
    Path file = newFile();
    List<String> said = halt(file, new Point("populate.chunk:committed", 2));
    halt(file, point);
    count("recover");

    try (Afterlife after = new Afterlife(file)) {
      count(after.look("life-1", said));
      after.live("life-1");
    }
    assertThat(Effects.faults(file)).isEmpty();
  }

  private static List<String> halt(Path file, Point point) throws Exception {
    try (Child child =
        Child.start(KilledLife.class, directory, file, 1, 1, point.name(), point.time())) {
      assertThat(child.exit()).as("%s", child).isEqualTo(HALTED);
      return child.all();
    }
  }

  static Stream<Long> seeds() {
    return new Random(SEED).longs(6).boxed();
  }

  static Stream<Long> moreSeeds() {
    return new Random(SEED + 1).longs(50).boxed();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void killed_at_any_moment_it_loses_nothing_and_goes_on_at_once(long seed) throws Exception {
    kill(new Random(seed), newFile());
  }

  @Tag("long")
  @ParameterizedTest
  @MethodSource("moreSeeds")
  void killed_at_any_of_three_hundred_moments_it_loses_nothing(long seed) throws Exception {
    kill(new Random(seed), newFile());
  }

  /** Kills one process after the other, each going on with what the one before left. */
  private static void kill(Random random, Path file) throws Exception {
    int key = 1;
    for (int i = 0; i < KILLS_A_FILE; i++) {
      List<String> said = killOnce(random, file, key);
      key = lastKey(said);
      try (Afterlife after = new Afterlife(file)) {
        count(after.look("life-" + key, said));
        boolean goOn = i + 1 == KILLS_A_FILE || random.nextBoolean();
        if (goOn) {
          after.live("life-" + key);
        }
        for (int done = 1; done < key; done++) {
          after.look("life-" + done, List.of("end execute life-" + done));
        }
        key += goOn ? 1 : 0;
      }
    }
    assertThat(Effects.faults(file)).isEmpty();
  }

  private static List<String> killOnce(Random random, Path file, int key) throws Exception {
    String activity = List.of("populate", "refresh", "execute").get(random.nextInt(3));
    long most = MOST_MICROS.getOrDefault(activity, 200_000L);
    try (Child child = Child.start(KilledLife.class, directory, file, key, 1_000)) {
      String line = child.until("begin " + activity);
      child.run(random.nextLong(most));
      child.kill();
      List<String> said = child.all();
      boolean late = said.contains(line.replace("begin", "end"));
      MOST_MICROS.put(activity, late ? most * 2 / 3 : most * 4 / 3);
      return said;
    }
  }

  private static int lastKey(List<String> said) {
    String last = said.get(said.size() - 1);
    return Integer.parseInt(last.substring(last.lastIndexOf('-') + 1));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void killed_while_it_makes_the_file_it_makes_it_again(long seed) throws Exception {
    Path file = directory.resolve("kill-" + ++files + ".db");
    try (Child child = Child.start(KilledLife.class, directory, file, 1, 1)) {
      child.until("open");
      child.run(new Random(seed).nextLong(200_000));
      child.kill();
    }
    count("open");

    Effects.found(file);
    try (Afterlife after = new Afterlife(file)) {
      after.live("life-1");
    }
    assertThat(Effects.faults(file)).isEmpty();
  }

  private static void count(String where) {
    KILLS.merge(where, 1, Integer::sum);
  }

  /** One that had to wait for a lease, a clock or a person would not begin within a second. */
  @AfterAll
  static void it_went_on_within_a_second() {
    int all = KILLS.values().stream().mapToInt(Integer::intValue).sum();
    List<Duration> resumes = Afterlife.resumes();
    Duration usual = resumes.get(resumes.size() / 2);
    Duration slowest = resumes.get(resumes.size() - 1);
    System.out.printf(
        "%d kills: %s. Rows were written again after %d ms in the median, %d ms at most."
            + " -Dbatchkit.seed=%d%n",
        all, KILLS, usual.toMillis(), slowest.toMillis(), SEED);
    assertThat(usual).isLessThan(Duration.ofSeconds(1));
    assertThat(slowest).isLessThan(Duration.ofSeconds(10));
  }
}
