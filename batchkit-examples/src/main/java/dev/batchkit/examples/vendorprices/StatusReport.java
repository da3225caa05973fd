package dev.batchkit.examples.vendorprices;

import dev.batchkit.batch.StatusCount;
import dev.batchkit.batch.StatusInfo;
import dev.batchkit.examples.terminal.TextTable;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How many rows have which status, as a table. */
final class StatusReport {
  private static final Comparator<StatusInfo> BY_SEVERITY =
      Comparator.comparing(StatusInfo::severity);

  private StatusReport() {}

  /** Prints the table: what is executed, what is left out, what is wrong. */
  static void print(Screen screen, List<StatusInfo> order, List<StatusCount> breakdown) {
    Map<StatusInfo, Long> counts = byStatus(breakdown);
    TextTable table = TextTable.headed("Status", "Severity", ">Rows");
    for (StatusInfo status : order.stream().sorted(BY_SEVERITY).toList()) {
      Long count = counts.get(status);
      if (count != null) {
        table.add(status.label(), status.severity().label(), Screen.count(count));
      }
    }
    table.add("In all", "", Screen.count(counts.values().stream().mapToLong(n -> n).sum()));
    screen.line("");
    table.lines("  ").forEach(screen::line);
  }

  /** The counts without regard to outcomes. */
  static Map<StatusInfo, Long> byStatus(List<StatusCount> breakdown) {
    Map<StatusInfo, Long> counts = new LinkedHashMap<>();
    breakdown.forEach(count -> counts.merge(count.status(), count.count(), Long::sum));
    return counts;
  }
}
