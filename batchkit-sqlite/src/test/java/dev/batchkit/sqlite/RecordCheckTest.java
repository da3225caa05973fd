package dev.batchkit.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.batchkit.BatchKit;
import dev.batchkit.batch.Severity;
import dev.batchkit.error.InvalidValue;
import dev.batchkit.orchestration.CheckResult;
import dev.batchkit.orchestration.EntryRecording;
import dev.batchkit.orchestration.Issue;
import dev.batchkit.orchestration.Nature;
import dev.batchkit.orchestration.Recording;
import dev.batchkit.orchestration.TableCheck;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordCheckTest {
  @TempDir private Path directory;
  private SqliteStore store;
  private BatchKit kit;
  private Recording recording;

  @BeforeEach
  void open() throws SQLException {
    store = SqliteStore.create(directory.resolve("x.db"));
    kit = BatchKit.open(store);
    recording = kit.orchestration().record(Nature.of("n", "N"), "1", null);
    sql("CREATE TABLE \"price list\"(\"Sku\", \"unit \"\"price\"\"\", password, kind)");
  }

  @AfterEach
  void close() {
    kit.close();
  }

  private void sql(String statement) throws SQLException {
    recording.sql(store.dataSource(), s -> s.statement(statement));
  }

  private void row(String values) throws SQLException {
    sql("INSERT INTO \"price list\" VALUES (" + values + ")");
  }

  private List<Issue> issues() {
    recording.flush();
    return kit.orchestration().issues(recording.id(), null, 100_000);
  }

  private List<Long> rows(UnaryOperator<TableCheck> rules) {
    CheckResult result = recording.check("price list", rules);
    List<Long> rows = issues().stream().map(Issue::row).toList();
    assertThat(result.issues()).isEqualTo(rows.size());
    assertThat(result.isClean()).isEqualTo(rows.isEmpty());
    return rows;
  }

  @Test
  void a_value_that_is_required_is_neither_null_nor_blank() throws SQLException {
    row("'A', 1, NULL, NULL");
    row("NULL, 1, NULL, NULL");
    row("' \t', 1, NULL, NULL");
    row("'', 1, NULL, NULL");
    row("0, 1, NULL, NULL");
    assertThat(rows(rules -> rules.required("sku"))).containsExactly(2L, 3L, 4L);
  }

  @Test
  void a_range_is_of_numbers_whatever_their_type() throws SQLException {
    row("'A', 1, NULL, NULL");
    row("'B', '10.0', NULL, NULL");
    row("'C', 10.01, NULL, NULL");
    row("'D', 'x', NULL, NULL");
    row("'E', NULL, NULL, NULL");
    row("'F', 0.99, NULL, NULL");
    assertThat(rows(rules -> rules.range("unit \"price\"", BigDecimal.ONE, BigDecimal.TEN)))
        .containsExactly(3L, 4L, 6L);
    assertThatThrownBy(() -> TableCheck.EMPTY.range("x", BigDecimal.TEN, BigDecimal.ONE))
        .isInstanceOf(InvalidValue.class);
    assertThatThrownBy(() -> TableCheck.EMPTY.range("x", null, null))
        .isInstanceOf(InvalidValue.class);
  }

  @Test
  void a_pattern_is_matched_as_a_whole_and_allowed_values_are_a_list() throws SQLException {
    row("'A1', NULL, NULL, 'tea'");
    row("'A1x', NULL, NULL, 'Tea'");
    row("NULL, NULL, NULL, ''");
    assertThat(
            rows(
                rules ->
                    rules
                        .pattern("Sku", Pattern.compile("[A-Z]\\d"))
                        .allowed("kind", "tea", "coffee")))
        .containsExactly(2L, 2L);
    assertThat(issues())
        .extracting(Issue::type, Issue::column, Issue::invalidValue)
        .containsExactly(
            Tuple.tuple("Pattern Mismatch", "Sku", "A1x"),
            Tuple.tuple("Invalid Value", "kind", "Tea"));
  }

  @Test
  void all_but_the_first_row_of_the_same_values_are_issues() throws SQLException {
    row("'A', 1, NULL, 'x'");
    row("'B', 1, NULL, 'x'");
    row("'A', 2, NULL, 'x'");
    row("NULL, 2, NULL, 'x'");
    row("NULL, 2, NULL, 'y'");
    row("'A', 3, NULL, 'y'");
    assertThat(rows(rules -> rules.unique("sku"))).containsExactly(3L, 6L);
    recording.check("price list", rules -> rules.unique("sku", "kind"));
    assertThat(issues())
        .last()
        .satisfies(
            issue -> {
              assertThat(issue.row()).isEqualTo(3);
              assertThat(issue.column()).isEqualTo("sku, kind");
              assertThat(issue.invalidValue()).isEqualTo("A, x");
            });
  }

  @Test
  void a_column_that_is_missing_is_an_issue_of_every_rule_on_it() throws SQLException {
    row("'A', 1, NULL, NULL");
    CheckResult result =
        recording.check(
            "price list", rules -> rules.column("sku").column("gone").unique("sku", "lost"));
    assertThat(result.found())
        .extracting(CheckResult.RuleCount::issues)
        .containsExactly(0L, 1L, 1L);
    assertThat(issues())
        .extracting(Issue::type, Issue::column, Issue::row)
        .containsExactly(
            Tuple.tuple("Missing Column", "gone", null),
            Tuple.tuple("Missing Column", "lost", null));
  }

  @Test
  void an_issue_says_what_is_wrong_and_shows_no_secret() throws SQLException {
    row("'A', 1, 'hunter2', 'pwd=hunter2'");
    try (EntryRecording entry = recording.entry("price list")) {
      CheckResult result =
          entry.check(
              "price list",
              rules ->
                  rules
                      .severity(Severity.WARNING)
                      .pattern("password", Pattern.compile("x"))
                      .allowed("kind", "y"));
      entry.finish(result.issues());
      assertThat(issues())
          .extracting(Issue::entryId, Issue::severity, Issue::invalidValue, Issue::row)
          .containsExactly(
              Tuple.tuple(entry.id(), "WARNING", "***", 1L),
              Tuple.tuple(entry.id(), "WARNING", "pwd=***", 1L));
      assertThat(issues().get(0).message()).contains("password").doesNotContain("hunter2");
      assertThat(issues().get(0).remediation()).isNotBlank();
      assertThat(issues().get(0).elaboration().members()).containsEntry("table", "price list");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"no such table", "v", "without_rowid", "price list\"; DROP TABLE batch; --", ""})
  void only_a_table_with_a_rowid_is_checked(String table) throws SQLException {
    sql("CREATE VIEW v AS SELECT 1 AS sku");
    sql("CREATE TABLE without_rowid(sku PRIMARY KEY) WITHOUT ROWID");
    assertThatThrownBy(() -> recording.check(table, rules -> rules.required("sku")))
        .isInstanceOf(InvalidValue.class)
        .hasMessageContaining("table");
    assertThat(issues()).isEmpty();
  }

  @Test
  void columns_may_have_the_name_of_the_rowid_or_any_other() throws SQLException {
    sql("CREATE TABLE odd(\"rowid\" TEXT, \"a\"\"; --\" TEXT, \"first\" TEXT, \"t\" TEXT)");
    sql("INSERT INTO odd VALUES ('x', NULL, '1', '2'), ('y', NULL, '1', '2')");
    CheckResult result =
        recording.check(
            "odd", rules -> rules.required("a\"; --").unique("first", "t").unique("rowid"));
    assertThat(result.found())
        .extracting(CheckResult.RuleCount::issues)
        .containsExactly(2L, 1L, 0L);
    assertThat(issues()).extracting(Issue::row).containsExactly(1L, 2L, 2L);
  }

  @Test
  void many_rows_are_checked_page_by_page_and_nobody_waits_long_for_the_write_lock()
      throws SQLException {
    sql(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50000)"
            + " INSERT INTO \"price list\" SELECT i / 2, i, NULL, NULL FROM n");
    long[] longest = {0};
    long[] began = {0};
    FaultPoints.hook =
        point -> {
          if (point.equals("record:begun")) {
            began[0] = System.nanoTime();
          } else if (point.equals("record:committed")) {
            longest[0] = Math.max(longest[0], System.nanoTime() - began[0]);
          }
        };
    CheckResult result;
    try {
      result =
          recording.check(
              "price list",
              rules ->
                  rules
                      .required("kind")
                      .unique("sku")
                      .range("unit \"price\"", null, new BigDecimal(40_000)));
      recording.flush();
    } finally {
      FaultPoints.hook = FaultPoints.INERT;
    }
    assertThat(result.found())
        .extracting(CheckResult.RuleCount::issues)
        .containsExactly(50_000L, 24_999L, 10_000L);
    assertThat(issues()).hasSize(84_999);
    assertThat(longest[0]).as("longest unit, ns").isLessThan(1_000_000_000L);
  }
}
