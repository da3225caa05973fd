package dev.batchkit.report;

import dev.batchkit.orchestration.Entry;
import dev.batchkit.orchestration.Exec;
import dev.batchkit.orchestration.IssueRelation;
import dev.batchkit.orchestration.LogEntry;
import dev.batchkit.orchestration.OrchestrationSession;
import dev.batchkit.orchestration.SessionCounts;
import dev.batchkit.orchestration.SessionState;
import dev.batchkit.orchestration.StateTransition;
import dev.batchkit.store.LedgerReads;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Reads one session as far as it is shown. */
final class TreeReader {
  private static final int ENTRIES = 200;
  private static final int EXECS = 100;
  private static final int FAILED_EXECS = 20;
  private static final int RELATIONS = 100;
  private static final int LOGS = 300;

  /** Execs may hold texts of many megabytes, so few of them are held at a time. */
  private static final int EXECS_AT_ONCE = 4;

  private final LedgerReads ledger;
  private final OrchestrationSession session;
  private final String id;
  private final boolean withInvalidValues;

  TreeReader(LedgerReads ledger, OrchestrationSession session, boolean withInvalidValues) {
    this.ledger = ledger;
    this.session = session;
    this.withInvalidValues = withInvalidValues;
    id = session.id();
  }

  SessionTree read(SessionState state) {
    SessionCounts counts = ledger.counts(id);
    List<Entry> entries = ledger.entries(id, null, ENTRIES).stream().map(Cut::entry).toList();
    StateReading states = new StateReading(entries);
    states.read(ledger, id);
    IssueReading issues = new IssueReading(withInvalidValues);
    issues.read(ledger, id);
    List<Exec> execs = execs(counts);
    List<LogEntry> logs = ledger.logs(id, null, LOGS).stream().map(Cut::log).toList();
    List<EntryNode> nodes = entries.stream().map(entry -> node(entry, states, issues)).toList();
    Part<TimelineEvent> timeline =
        new Timeline(session)
            .entries(new Part<>(nodes, counts.entries()))
            .states(new Part<>(states.first(), states.total()))
            .execs(new Part<>(execs, counts.execs()))
            .logs(new Part<>(logs, counts.logs()))
            .issues(issues.first(), counts.issues())
            .read();
    return new SessionTree(
        session,
        ledger.device(session.deviceId()).orElse(null),
        ledger.nature(session.natureId()).orElse(null),
        state,
        states.failure(),
        counts,
        issues.errors(),
        states.failedEntries(),
        states.ofSession(),
        new Part<>(nodes, counts.entries()),
        new Part<>(Nesting.execs(execs), counts.execs()),
        issues.groups(),
        relations(counts.relations()),
        new Part<>(Nesting.logs(logs), counts.logs()),
        timeline);
  }

  private Part<IssueRelation> relations(long total) {
    return total == 0
        ? new Part<>(List.of(), 0)
        : new Part<>(ledger.relations(id, null, RELATIONS), total);
  }

  private static EntryNode node(Entry entry, StateReading states, IssueReading issues) {
    List<StateTransition> own = states.of(entry.id());
    Instant first = own.isEmpty() ? null : own.get(0).at();
    return new EntryNode(
        entry,
        own,
        entry.at() == null ? first : entry.at(),
        own.isEmpty() ? null : own.get(own.size() - 1).at(),
        !own.isEmpty() && StateReading.isFailure(own.get(own.size() - 1).to()),
        issues.of(entry.id()));
  }

  /** The first, and of those behind them the first that failed. */
  private List<Exec> execs(SessionCounts counts) {
    List<Exec> found = new ArrayList<>();
    long read = 0;
    long failed = 0;
    long failedShown = 0;
    String after = null;
    while (read < counts.execs()
        && (read < EXECS || (failedShown < FAILED_EXECS && failed < counts.failedExecs()))) {
      List<Exec> page = ledger.execs(id, after, EXECS_AT_ONCE);
      for (Exec exec : page) {
        boolean fails = exec.isFailed();
        failed += fails ? 1 : 0;
        if (read++ < EXECS || (fails && failedShown < FAILED_EXECS)) {
          failedShown += fails ? 1 : 0;
          found.add(Cut.exec(exec));
        }
      }
      if (page.size() < EXECS_AT_ONCE) {
        break;
      }
      after = page.get(page.size() - 1).id();
    }
    return found;
  }
}
