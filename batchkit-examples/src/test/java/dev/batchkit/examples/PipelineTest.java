package dev.batchkit.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code pipeline} as a person runs it. */
class PipelineTest {
  @TempDir Path folder;

  private Path file;
  private Path html;
  private Database database;

  @BeforeEach
  void name() {
    file = folder.resolve("pipeline.db");
    html = folder.resolve("reports").resolve("pipeline.html");
    database = new Database(file);
  }

  @Test
  void records_a_pipeline_and_writes_a_page_about_it() throws Exception {
    Program run = Program.run("pipeline", "--db", file, "--html", html);

    assertThat(run.exitCode()).as(run.output()).isZero();
    assertThat(run.output())
        .contains("Stock load", "convert", "status 1", "Range Violation", "with faults")
        .doesNotContain("\tat ");
    assertThat(run.output().lines())
        .hasSizeLessThan(40)
        .filteredOn(line -> !line.contains(folder.toString()))
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(120));
    assertThat(html)
        .content()
        .startsWith("<!DOCTYPE html>")
        .contains("Stock load", "Succeeded in ", "java version", "Unable to access jarfile")
        .doesNotContain("4O"); // an invalid value

    assertThat(database.number("SELECT count(*) FROM stock")).isEqualTo(32);
    assertThat(database.rows("SELECT total_sessions, success_rate FROM orchestration_success_rate"))
        .containsExactly("1|100.0");
    assertThat(database.number("SELECT count(*) FROM orchestration_session_exec")).isEqualTo(8);
    assertThat(database.number("SELECT count(*) FROM orchestration_session_issue")).isEqualTo(13);
    assertThat(database.rows("SELECT diagnostics_md FROM orchestration_session").get(0))
        .contains("# Stock load", "```");
  }

  @Test
  void can_be_run_again_on_the_same_file() throws Exception {
    Program.run("pipeline", "--db", file, "--html", html);
    Program second = Program.run("pipeline", "--db", file, "--html", html);
    assertThat(second.exitCode()).as(second.output()).isZero();
    assertThat(database.number("SELECT count(*) FROM stock")).isEqualTo(32);
    assertThat(database.number("SELECT count(*) FROM orchestration_session")).isEqualTo(2);
  }

  @Test
  void says_what_is_wrong_when_the_page_cannot_be_written() throws Exception {
    Files.createDirectories(html);
    Program run = Program.run("pipeline", "--db", file, "--html", html);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.output()).contains(html.toString()).doesNotContain("\tat ");
    assertThat(database.number("SELECT count(*) FROM orchestration_session")).isEqualTo(1);
  }
}
