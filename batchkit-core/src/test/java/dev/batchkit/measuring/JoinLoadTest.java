package dev.batchkit.measuring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.batchkit.indicator.JoinedDatasets;
import dev.batchkit.indicator.Side;
import dev.batchkit.measuring.Database.Driver;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Memory does not grow with the datasets. */
class JoinLoadTest {
  private static final int RECORDS = 1_000_000;

  @TempDir Path directory;

  @Test
  @Tag("long")
  void aMillionRecordsOnEachSideAreJoinedInAHeapOf64MegaBytes() throws Exception {
    Path output = directory.resolve("output");
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                JoinLoadTest.class.getName(),
                directory.toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertThat(child.waitFor(20, TimeUnit.MINUTES)).isTrue();
    String said = Files.readString(output);
    System.out.println(said);
    assertThat(child.exitValue()).as(said).isZero();
    assertThat(said).contains("keys: " + RECORDS);
  }

  /** Joins two shuffled tables of SQLite. */
  public static void main(String[] arguments) throws Exception {
    Database database = Database.in(Path.of(arguments[0]), Driver.SQLITE);
    String numbers =
        "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < %d)"
            .formatted(RECORDS - 1);
    String shuffled =
        " AS %s SELECT (i * %d) %% %d AS id, 'customer ' || i AS name, i / 100.0 AS amount FROM n";
    database.run(
        "CREATE TABLE s" + shuffled.formatted(numbers, 7919, RECORDS),
        "CREATE TABLE t" + shuffled.formatted(numbers, 104_729, RECORDS));
    try (Setup setup = new Setup()) {
      setup.query(Side.SOURCE, database, "SELECT * FROM s");
      setup.query(Side.TARGET, database, "SELECT * FROM t");
      long begin = System.nanoTime();
      System.out.println("keys: " + count(setup));
      System.out.println("ms: " + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
    }
  }

  private static long count(Setup setup) throws Exception {
    long keys = 0;
    try (JoinedDatasets joined = setup.join()) {
      while (joined.next()) {
        keys += joined.count(Side.SOURCE) * joined.count(Side.TARGET);
      }
    }
    return keys;
  }
}
