package dev.batchkit.recording;

import dev.batchkit.error.StoreFailed;
import dev.batchkit.orchestration.CheckResult;
import dev.batchkit.orchestration.IssueDraft;
import dev.batchkit.orchestration.Recorder;
import dev.batchkit.orchestration.TableCheck;
import dev.batchkit.orchestration.TableRule;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Checks the rows of a table. Issues are found by reading, page by page, and recorded like all
 * others: so they are stored without secrets, and no writer waits for the search.
 */
final class TableRun {
  private static final int PAGE = 2_000;

  private final Recorder recorder;
  private final DataSource source;
  private final String table;
  private final TableCheck check;
  private final Map<String, String> columns = new LinkedHashMap<>();
  private String rowid = "rowid";

  /** What was found in a row. */
  private record Found(long row, @Nullable String value) {}

  /** Reads by a connection. */
  @FunctionalInterface
  private interface Reading<T> {
    T by(Connection connection) throws SQLException;
  }

  TableRun(Recorder recorder, DataSource source, String table, TableCheck check) {
    this.recorder = recorder;
    this.source = source;
    this.table = Clean.name("table", table);
    this.check = check;
  }

  CheckResult run() {
    describe();
    List<CheckResult.RuleCount> found = new ArrayList<>();
    for (TableRule rule : check.rules()) {
      Optional<String> missing =
          rule.columns().stream().filter(column -> !columns.containsKey(key(column))).findFirst();
      if (missing.isPresent()) {
        missing(missing.get());
      }
      found.add(new CheckResult.RuleCount(rule, missing.isPresent() ? 1 : search(rule)));
    }
    return new CheckResult(found);
  }

  private static String key(String column) {
    return column.toLowerCase(Locale.ROOT);
  }

  /** Learns its columns; what is named in a statement is what is found here. */
  private void describe() {
    boolean isThere =
        reading(
            connection -> {
              try (PreparedStatement names =
                      connection.prepareStatement("SELECT name FROM pragma_table_xinfo(?)");
                  PreparedStatement list =
                      connection.prepareStatement(
                          "SELECT 1 FROM pragma_table_list(?) WHERE type = 'table' AND wr = 0")) {
                names.setString(1, table);
                list.setString(1, table);
                try (ResultSet rows = names.executeQuery()) {
                  while (rows.next()) {
                    columns.put(key(rows.getString(1)), rows.getString(1));
                  }
                }
                try (ResultSet rows = list.executeQuery()) {
                  return rows.next();
                }
              }
            });
    if (!isThere) {
      throw Clean.refused("table", "is no table with a rowid");
    }
    rowid =
        List.of("rowid", "_rowid_", "oid").stream()
            .filter(name -> !columns.containsKey(name))
            .findFirst()
            .orElseThrow(() -> Clean.refused("table", "has columns in place of its rowid"));
  }

  private <T> T reading(Reading<T> work) {
    try (Connection connection = source.getConnection()) {
      return work.by(connection);
    } catch (SQLException e) {
      throw new StoreFailed(
          "The table " + table + " cannot be checked: it cannot be read. The cause says why.",
          "SQL",
          e);
    }
  }

  private void missing(String column) {
    recorder.issue(
        i ->
            i.type(TableRule.Kind.COLUMN.issueType())
                .message("The column \"" + column + "\" is missing")
                .column(column)
                .remediation("Add the column \"" + column + "\"")
                .severity(check.severity())
                .elaboration(Map.of("table", table)));
  }

  private long search(TableRule rule) {
    if (rule.kind() == TableRule.Kind.COLUMN) {
      return 0;
    }
    String sql = select(rule);
    long count = 0;
    long after = Long.MIN_VALUE;
    List<Found> page = page(sql, after);
    while (!page.isEmpty()) {
      for (Found found : page) {
        if (isBroken(rule, found.value())) {
          recorder.issue(i -> issue(i, rule, found));
          count++;
        }
      }
      after = page.get(page.size() - 1).row();
      page = page(sql, after);
    }
    return count;
  }

  /** What is missing or there twice was found by SQL. */
  private static boolean isBroken(TableRule rule, @Nullable String value) {
    return switch (rule.kind()) {
      case REQUIRED, UNIQUE -> true;
      default -> value != null && !value.isBlank() && !rule.accepts().test(value);
    };
  }

  private IssueDraft issue(IssueDraft draft, TableRule rule, Found found) {
    return draft
        .type(rule.kind().issueType())
        .message(rule.message())
        .row(found.row())
        .column(String.join(", ", rule.columns()))
        .invalidValue(found.value())
        .remediation(rule.remediation())
        .severity(check.severity())
        .elaboration(Map.of("table", table));
  }

  private List<Found> page(String sql, long after) {
    return reading(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, after);
            List<Found> page = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
              while (rows.next()) {
                String value = rows.getString(2);
                page.add(new Found(rows.getLong(1), value == null ? null : Clean.whole(value)));
              }
            }
            return page;
          }
        });
  }

  /** A page of the rows that may break a rule. */
  private String select(TableRule rule) {
    List<String> names =
        rule.columns().stream()
            .map(name -> quoted(String.valueOf(columns.get(key(name)))))
            .toList();
    String value =
        names.stream().map(name -> "t." + name).collect(Collectors.joining(" || ', ' || "));
    String from = "SELECT t." + rowid + ", " + value + " FROM " + quoted(table) + " AS t";
    String page = " t." + rowid + " > ? ORDER BY t." + rowid + " LIMIT " + PAGE;
    String blank = "trim(" + value + ", char(9, 10, 11, 12, 13, 32)) = ''";
    return switch (rule.kind()) {
      case REQUIRED -> from + " WHERE (" + value + " IS NULL OR " + blank + ") AND" + page;
      case UNIQUE ->
          from + " JOIN " + twice(names) + " WHERE t." + rowid + " > d.\"first row\" AND" + page;
      default -> from + " WHERE NOT (" + value + " IS NULL OR " + blank + ") AND" + page;
    };
  }

  /** The values that more than one row has, and the first row of each. */
  private String twice(List<String> names) {
    String list = String.join(", ", names);
    return "(SELECT "
        + list
        + ", min("
        + rowid
        + ") AS \"first row\" FROM "
        + quoted(table)
        + " WHERE "
        + names.stream().map(name -> name + " IS NOT NULL").collect(Collectors.joining(" AND "))
        + " GROUP BY "
        + list
        + " HAVING count(*) > 1) AS d ON "
        + names.stream()
            .map(name -> "t." + name + " = d." + name)
            .collect(Collectors.joining(" AND "));
  }

  private static String quoted(String name) {
    return "\"" + name.replace("\"", "\"\"") + "\"";
  }
}
