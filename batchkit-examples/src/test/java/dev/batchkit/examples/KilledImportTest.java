package dev.batchkit.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An import whose process is killed is gone on with by the next run. */
class KilledImportTest {
  private static final int PRODUCTS = 12_000;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT count(*) FROM batchkit_run WHERE activity = 'populate'",
        "SELECT count(*) FROM product"
      })
  void goes_on(String killedOnce) throws Exception {
    Path file = folder.resolve("prices.db");
    Database database = new Database(file);
    withLogOfEveryWrite(file, database);
    Path list = list();
    long before = database.number(killedOnce);

    kill(file, list, () -> number(database, killedOnce) > before);
    assertThat(database.number("SELECT count(*) FROM written")).isLessThan(PRODUCTS);
    Program next = Program.run("vendor-prices", "--db", file, "--yes", "--csv", list);

    assertThat(next.exitCode()).as(next.output()).isZero();
    assertThat(next.output()).contains("INTERRUPTED", "SUCCESS");
    assertThat(database.number("SELECT count(*) FROM written")).isEqualTo(PRODUCTS);
    assertThat(database.number("SELECT count(DISTINCT sku) FROM written")).isEqualTo(PRODUCTS);
    assertThat(database.number("SELECT count(*) FROM batch")).isEqualTo(2);
  }

  /** A file with a product table, and a trigger that counts what is written into it. */
  private void withLogOfEveryWrite(Path file, Database database) throws Exception {
    Path empty = Files.writeString(folder.resolve("empty.csv"), "SKU,Product Name,Unit Price\n");
    Program.run("vendor-prices", "--db", file, "--yes", "--csv", empty);
    database.run(
        "CREATE TABLE written(sku)",
        "CREATE TRIGGER i AFTER INSERT ON product BEGIN INSERT INTO written VALUES (new.sku); END",
        "CREATE TRIGGER u AFTER UPDATE ON product BEGIN INSERT INTO written VALUES (new.sku); END");
  }

  private Path list() throws IOException {
    String lines =
        IntStream.range(0, PRODUCTS)
            .mapToObj(i -> "P" + i + ",Product " + i + "," + (i + 1) + ".50")
            .collect(Collectors.joining("\n"));
    return Files.writeString(
        folder.resolve("long.csv"), "SKU,Product Name,Unit Price\n" + lines + "\n");
  }

  private void kill(Path file, Path list, Condition reached) throws Exception {
    Process child = start(file, list);
    try {
      while (!reached.holds()) {
        assertThat(child.isAlive()).as("the child ended too early").isTrue();
        TimeUnit.MILLISECONDS.sleep(5);
      }
    } finally {
      child.destroyForcibly().waitFor();
    }
  }

  private Process start(Path file, Path list) {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Examples.class.getName(),
            "vendor-prices",
            "--yes",
            "--db",
            file.toString(),
            "--csv",
            list.toString());
    try {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(folder.resolve("child.txt").toFile())
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A number that another process changes; the file may be locked for a moment. */
  private static long number(Database database, String sql) {
    try {
      return database.number(sql);
    } catch (SQLException e) {
      return 0;
    }
  }

  private interface Condition {
    boolean holds() throws Exception;
  }
}
