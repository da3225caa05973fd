package dev.batchkit.report;

import dev.batchkit.batch.Severity;
import dev.batchkit.orchestration.Issue;
import dev.batchkit.orchestration.IssueCount;
import dev.batchkit.store.LedgerReads;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads how many issues of what kind a session has, and the first of each kind. */
final class IssueReading {
  private static final int AT_ONCE = 500;
  private static final int LOOKED_AT = 5000;
  private static final int SAMPLES = 10;
  private static final int GROUPS = 50;

  private final Map<Kind, Long> counts = new LinkedHashMap<>();
  private final Map<String, Long> ofEntries = new HashMap<>();
  private final Map<Kind, List<Issue>> samples = new HashMap<>();
  private final List<Issue> first = new ArrayList<>();

  private final boolean withInvalidValues;

  IssueReading(boolean withInvalidValues) {
    this.withInvalidValues = withInvalidValues;
  }

  private record Kind(String type, @Nullable String severity) {
    /** The worst first: what nobody judged is taken seriously. */
    int rank() {
      List<String> ranks =
          List.of(Severity.ERROR.name(), "", Severity.WARNING.name(), Severity.SKIP.name());
      int rank = ranks.indexOf(severity == null ? "" : severity);
      return rank < 0 ? ranks.size() : rank;
    }
  }

  void read(LedgerReads ledger, String sessionId) {
    for (IssueCount count : ledger.issueCounts(sessionId)) {
      counts.merge(new Kind(count.type(), count.severity()), count.count(), Long::sum);
      if (count.entryId() != null) {
        ofEntries.merge(count.entryId(), count.count(), Long::sum);
      }
    }
    counts.keySet().forEach(kind -> samples.put(kind, new ArrayList<>()));
    String after = null;
    for (int read = 0; read < LOOKED_AT && isWanting(); ) {
      List<Issue> page = ledger.issues(sessionId, after, AT_ONCE);
      page.forEach(this::take);
      read += page.size();
      if (page.size() < AT_ONCE) {
        return;
      }
      after = page.get(page.size() - 1).id();
    }
  }

  private boolean isWanting() {
    return samples.entrySet().stream()
        .anyMatch(
            kind ->
                kind.getValue().size() < Math.min(SAMPLES, counts.getOrDefault(kind.getKey(), 0L)));
  }

  private void take(Issue issue) {
    Issue shown = Cut.issue(withInvalidValues ? issue : issue.withoutInvalidValue());
    first.add(shown);
    List<Issue> sample = samples.get(new Kind(issue.type(), issue.severity()));
    if (sample != null && sample.size() < SAMPLES) {
      sample.add(shown);
    }
  }

  Part<IssueGroup> groups() {
    List<IssueGroup> groups =
        counts.keySet().stream()
            .sorted(
                Comparator.comparingInt(Kind::rank)
                    .thenComparing(kind -> -counts.getOrDefault(kind, 0L)))
            .limit(GROUPS)
            .map(this::group)
            .toList();
    return new Part<>(groups, counts.size());
  }

  private IssueGroup group(Kind kind) {
    return new IssueGroup(
        kind.type(),
        kind.severity(),
        new Part<>(samples.getOrDefault(kind, List.of()), counts.getOrDefault(kind, 0L)));
  }

  long errors() {
    return counts.entrySet().stream()
        .filter(kind -> Severity.ERROR.name().equals(kind.getKey().severity()))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** The first issues in the order in which they were found. */
  List<Issue> first() {
    return first;
  }

  long of(String entryId) {
    return ofEntries.getOrDefault(entryId, 0L);
  }
}
