package dev.batchkit.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.batchkit.store.RowQuery;
import dev.batchkit.store.StoredRow;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the planner makes of our texts on a file that was never analyzed. */
class PlanTest {
  private static final String BY_KEY = "SEARCH batchkit_row_vendor_prices USING PRIMARY KEY ";
  private static final String BY_STATUS =
      "SEARCH batchkit_row_vendor_prices USING INDEX batchkit_row_vendor_prices.row_status"
          + " (batch_id=? AND row_status=? AND sequence>? AND sequence<?)";

  @TempDir Path directory;
  private Path file;
  private RowText text;

  @BeforeEach
  void create() {
    file = directory.resolve("x.db");
    text = new RowText(new Schema(""), Sample.PRICES);
    try (SqliteStore store = SqliteStore.create(file)) {
      store.prepare(Sample.PRICES);
    }
  }

  @Test
  void pages_go_by_the_primary_key_without_sorting() throws SQLException {
    String range = BY_KEY + "(batch_id=? AND sequence>? AND sequence<?)";

    assertThat(plan(text.page)).containsExactly(range);
    assertThat(plan(text.pageWithRemoved)).containsExactly(range);
    assertThat(plan(text.find)).containsExactly(BY_KEY + "(batch_id=? AND sequence=?)");
    assertThat(plan(text.last)).containsExactly(BY_KEY + "(batch_id=?)");
  }

  @Test
  void pages_of_statuses_merge_one_bounded_branch_per_status() throws SQLException {
    assertThat(plan(text.pageOfStatuses(1, false))).containsExactly(BY_STATUS);
    assertThat(plan(text.pageOfStatuses(3, false)))
        .containsOnly("MERGE (UNION ALL)", "LEFT", "RIGHT", BY_STATUS)
        .filteredOn(BY_STATUS::equals)
        .hasSize(3);
  }

  @Test
  void duplicates_probe_the_index_of_the_key_once_per_row() throws SQLException {
    assertThat(plan(text.duplicates(List.of("sku"))))
        .contains(
            "SEARCH d USING INDEX batchkit_row_vendor_prices.sku"
                + " (batch_id=? AND sku=? AND sequence>?)")
        .noneMatch(step -> step.startsWith("SCAN") || step.contains("TEMP B-TREE"));
  }

  @Test
  void writes_find_their_rows_by_the_primary_key() throws SQLException {
    for (String sql :
        List.of(
            text.update,
            text.mark,
            text.applyRange,
            text.applyAgain,
            text.deleteBelow,
            text.deleteAbove)) {
      assertThat(plan(sql))
          .noneMatch(step -> step.startsWith("SCAN") || step.contains("TEMP B-TREE"))
          .anyMatch(step -> step.startsWith(BY_KEY));
    }
  }

  private List<String> plan(String sql) throws SQLException {
    List<String> steps = new ArrayList<>();
    try (Connection connection = Sample.plain(file);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("EXPLAIN QUERY PLAN " + sql)) {
      while (rows.next()) {
        String step = rows.getString("detail");
        if (!step.startsWith("CORRELATED")) {
          steps.add(step);
        }
      }
    }
    return steps;
  }

  @Test
  @Tag("long")
  void a_page_of_a_million_rows_takes_less_than_a_millisecond_first_and_last() {
    long rows = 1_000_000;
    try (SqliteStore store = SqliteStore.open(file)) {
      long id = store.inUnit("create", unit -> unit.batches().insert(Sample.batch(null)));
      for (long from = 1; from < rows; from += 1000) {
        List<StoredRow> chunk = Sample.rows(from, from + 999);
        store.inUnit(
            "fill",
            unit -> {
              unit.rows().insert(Sample.PRICES, id, chunk);
              return id;
            });
      }
      for (Set<String> statuses :
          List.of(Set.<String>of(), Set.of("ERROR"), Set.of("OK", "ERROR", "NONE"))) {
        for (long after : new long[] {0, rows - 600}) {
          assertThat(fastestPage(store, id, after, statuses, rows))
              .isLessThan(Duration.ofMillis(1));
        }
      }
    }
  }

  private static Duration fastestPage(
      SqliteStore store, long id, long after, Set<String> statuses, long rows) {
    Duration fastest = Duration.ofDays(1);
    for (int i = 0; i < 200; i++) {
      long began = System.nanoTime();
      List<StoredRow> page =
          store
              .rows()
              .page(
                  Sample.PRICES,
                  new RowQuery(id, Sample.window(1, rows), after, statuses, false, 100));
      Duration took = Duration.ofNanos(System.nanoTime() - began);
      assertThat(page).hasSize(100);
      fastest = took.compareTo(fastest) < 0 ? took : fastest;
    }
    return fastest;
  }
}
