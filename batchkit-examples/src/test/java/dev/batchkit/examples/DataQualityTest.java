package dev.batchkit.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code data-quality} as a person runs it. */
class DataQualityTest {
  @TempDir Path folder;

  private Path file;
  private Path html;

  @BeforeEach
  void name() {
    file = folder.resolve("quality.db");
    html = folder.resolve("reports").resolve("quality.html");
  }

  private Program run() throws Exception {
    return Program.run("data-quality", "--db", file, "--html", html);
  }

  @Test
  void measures_two_databases_tells_it_and_ends_with_1_where_something_alerts() throws Exception {
    Program first = run();
    assertThat(first.exitCode()).as(first.output()).isEqualTo(1);
    assertThat(first.output())
        .contains("3 of 5 indicators alert", "Amounts are right", "NULL")
        .doesNotContain("\tat ", "WARN");
    assertThat(first.output().lines())
        .hasSizeLessThan(60)
        .filteredOn(line -> !line.contains(folder.toString()))
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
    assertThat(html)
        .content()
        .startsWith("<!DOCTYPE html>")
        .contains(
            "3 of 5 indicators alert", "Revenue is as usual", "missing in the target", "<svg");
    Database kept = new Database(file);
    assertThat(kept.number("SELECT count(*) FROM session")).isEqualTo(75);
    assertThat(kept.rows("SELECT DISTINCT status FROM batch")).isEqualTo(List.of("Success"));
    assertThat(kept.number("SELECT count(DISTINCT indicator_type) FROM batchkit_session"))
        .isEqualTo(5);
  }

  @Test
  void a_second_run_adds_a_load_and_shows_the_trend() throws Exception {
    assertThat(run().exitCode()).isEqualTo(1);
    Program second = run();
    assertThat(second.output()).contains("Batch    16");
    assertThat(new Database(file).number("SELECT count(*) FROM session")).isEqualTo(80);
    assertThat(Files.readString(html)).contains("Last batches", "the last 16 sessions");
  }

  @Test
  void ends_with_2_where_something_cannot_be_measured() throws Exception {
    assertThat(run().exitCode()).isEqualTo(1);
    new Database(folder.resolve("quality-warehouse.db"))
        .run("ALTER TABLE orders RENAME COLUMN amount TO worth");
    Program second = run();
    assertThat(second.exitCode()).as(second.output()).isEqualTo(2);
    assertThat(second.output()).contains("could not be measured", "Amounts are right");
  }

  @Test
  void ends_with_64_where_the_command_line_is_wrong() throws Exception {
    assertThat(Program.run("data-quality", "--dbb", file).exitCode()).isEqualTo(64);
  }
}
