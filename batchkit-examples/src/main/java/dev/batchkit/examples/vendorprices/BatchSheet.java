package dev.batchkit.examples.vendorprices;

import dev.batchkit.BatchKit;
import dev.batchkit.Batches;
import dev.batchkit.batch.Batch;
import dev.batchkit.batch.Cells;
import dev.batchkit.batch.Change;
import dev.batchkit.batch.Column;
import dev.batchkit.batch.Problem;
import dev.batchkit.batch.Row;
import dev.batchkit.examples.terminal.TextTable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** All that there is to see of one batch. */
final class BatchSheet {
  private static final int LONGEST = 24;
  private static final int MOST_CHANGES = 50;

  private final Screen screen;
  private final BatchKit kit;
  private final Batch batch;
  private final Batches<Cells, Cells> batches;

  BatchSheet(Screen screen, BatchKit kit, Batch batch) {
    this.screen = screen;
    this.kit = kit;
    this.batch = batch;
    batches = kit.batches();
  }

  void print(int rows) {
    header();
    StatusReport.print(screen, batch.statuses(), batches.breakdown(batch.id()));
    rows(rows);
    history();
    AuditReport.printTrail(screen, kit, batch);
    if (batch.isFrozen()) {
      AuditReport.printSeal(screen, kit, batch);
    }
  }

  private void header() {
    screen.line("%s: %s".formatted(batch.name(), batch.status().word()));
    screen.fact("Is", Objects.requireNonNullElse(batch.description(), ""));
    screen.fact("Created", Screen.time(batch.createdAt()));
    if (batch.isComplete()) {
      screen.fact("Complete", Screen.time(batch.completedAt()));
    }
    if (batch.executedAt() != null) {
      screen.fact("Executed", Screen.time(batch.executedAt()));
    }
    screen.fact("Version", Long.toString(batch.version()));
  }

  private void rows(int limit) {
    List<Row<Cells>> page = batches.rows(batch.id()).page(Math.max(1, limit));
    if (page.isEmpty()) {
      return;
    }
    List<String> headings = new ArrayList<>(List.of(">Row", "Status"));
    batch.columns().forEach(column -> headings.add(heading(column)));
    headings.add("Outcome");
    headings.add("Problems");
    TextTable table = TextTable.headed(headings.toArray(String[]::new));
    page.forEach(row -> table.add(line(row)));
    screen.heading("Rows");
    table.lines("  ").forEach(screen::line);
  }

  private void history() {
    List<Change<Cells>> changes = batches.history(batch.id(), null, MOST_CHANGES);
    if (changes.isEmpty()) {
      return;
    }
    TextTable table = TextTable.headed(">Row", ">Version", "Time (UTC)", "What", "Input");
    for (Change<Cells> change : changes) {
      table.add(
          Long.toString(change.sequence()),
          Long.toString(change.version()),
          Screen.time(change.at()),
          change.kind().name(),
          difference(change.before(), change.after()));
    }
    screen.heading("History");
    table.lines("  ").forEach(screen::line);
  }

  /** What differs, or all of it where the row came or went. */
  private static String difference(@Nullable Cells before, @Nullable Cells after) {
    Map<String, @Nullable Object> old = before == null ? Map.of() : before.values();
    Map<String, @Nullable Object> now = after == null ? Map.of() : after.values();
    Set<String> names = new LinkedHashSet<>(old.keySet());
    names.addAll(now.keySet());
    return names.stream()
        .filter(name -> !Objects.equals(old.get(name), now.get(name)))
        .map(name -> name + ": " + cell(before, name) + arrow(before, after) + cell(after, name))
        .collect(Collectors.joining(", "));
  }

  private static String arrow(@Nullable Cells before, @Nullable Cells after) {
    return before == null || after == null ? "" : " -> ";
  }

  private static String cell(@Nullable Cells cells, String name) {
    Object value = cells == null ? null : cells.values().get(name);
    if (value == null) {
      return cells == null ? "" : "nothing";
    }
    return "\"" + CellText.shown(value.toString(), LONGEST) + "\"";
  }

  private static String heading(Column column) {
    return switch (column.type()) {
      case INT, LONG, DOUBLE, DECIMAL -> ">" + column.name();
      default -> column.name();
    };
  }

  private String[] line(Row<Cells> row) {
    List<String> line = new ArrayList<>();
    line.add(Long.toString(row.sequence()));
    line.add(row.status().label());
    for (Column column : batch.columns()) {
      Object cell = row.value().values().get(column.name());
      line.add(cell == null ? "" : CellText.shown(cell.toString(), LONGEST));
    }
    line.add(row.outcome() == null ? "" : row.outcome().name());
    line.add(row.problems().stream().map(Problem::message).collect(Collectors.joining("; ")));
    return line.toArray(String[]::new);
  }
}
