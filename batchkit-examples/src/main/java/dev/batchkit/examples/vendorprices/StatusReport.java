package dev.batchkit.examples.vendorprices;

import dev.batchkit.batch.StatusCount;
import dev.batchkit.batch.StatusInfo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How many rows have which status, as a table. */
final class StatusReport {
  private StatusReport() {}

  /** Prints the table, the statuses in the order in which their type names them. */
  static void print(Screen screen, List<StatusInfo> order, List<StatusCount> breakdown) {
    Map<StatusInfo, Long> counts = byStatus(breakdown);
    TextTable table = TextTable.headed("Status", "Severity", ">Rows");
    for (StatusInfo status : order) {
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
