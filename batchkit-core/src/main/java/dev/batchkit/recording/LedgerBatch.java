package dev.batchkit.recording;

import dev.batchkit.error.InvalidValue;
import dev.batchkit.orchestration.Entry;
import dev.batchkit.orchestration.Exec;
import dev.batchkit.orchestration.Issue;
import dev.batchkit.orchestration.IssueRelation;
import dev.batchkit.orchestration.LogEntry;
import dev.batchkit.orchestration.StateTransition;
import dev.batchkit.store.LedgerReads;
import dev.batchkit.store.LedgerWrites;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one unit of work writes: a statement for each kind, those that others refer to first. What
 * is of one kind keeps its order.
 */
final class LedgerBatch {
  private final List<Entry> entries = new ArrayList<>();
  private final Map<String, Exec> execs = new LinkedHashMap<>();
  private final List<StateTransition> states = new ArrayList<>();
  private final List<Issue> issues = new ArrayList<>();
  private final List<IssueRelation> relations = new ArrayList<>();
  private final List<LogEntry> logs = new ArrayList<>();
  private final List<Exec> ends = new ArrayList<>();
  private boolean failed;

  void add(LedgerEvent event) {
    Object row = event.row();
    if (row instanceof LogEntry log) {
      logs.add(log);
    } else if (row instanceof Issue issue) {
      issues.add(issue);
    } else if (row instanceof StateTransition state) {
      states.add(state);
    } else if (row instanceof Exec exec) {
      add(exec, event.isEnd());
    } else if (row instanceof Entry entry) {
      entries.add(entry);
    } else if (row instanceof IssueRelation relation) {
      relations.add(relation);
    } else {
      throw new IllegalArgumentException("no row of the ledger: " + row.getClass().getName());
    }
  }

  private void add(Exec exec, boolean isEnd) {
    if (!isEnd || execs.containsKey(exec.id())) {
      execs.put(exec.id(), exec);
    } else {
      ends.add(exec);
    }
  }

  /** Whether it was the ledger that threw, and not the work or the commit around it. */
  boolean hasFailed() {
    return failed;
  }

  void write(LedgerWrites ledger) {
    failed = true;
    if (!entries.isEmpty()) {
      ledger.insertEntries(entries);
    }
    if (!execs.isEmpty()) {
      ledger.insertExecs(List.copyOf(execs.values()));
    }
    if (!states.isEmpty()) {
      ledger.insertStates(states);
    }
    if (!issues.isEmpty()) {
      ledger.insertIssues(issues);
    }
    if (!relations.isEmpty()) {
      ledger.insertRelations(relations);
    }
    if (!logs.isEmpty()) {
      ledger.insertLogs(logs);
    }
    if (!ends.isEmpty()) {
      ledger.endExecs(ends);
    }
    failed = false;
  }

  /** Whether it was written: all of it was, or nothing. Ends may be written again, and are not. */
  boolean isStored(LedgerReads ledger) {
    if (!issues.isEmpty()) {
      return ledger.issue(issues.get(0).id()).isPresent();
    }
    try {
      if (!entries.isEmpty()) {
        ledger.entries(entries.get(0).sessionId(), entries.get(0).id(), 1);
      } else if (!execs.isEmpty()) {
        Exec exec = execs.values().iterator().next();
        ledger.execs(exec.sessionId(), exec.id(), 1);
      } else if (!states.isEmpty()) {
        ledger.states(states.get(0).sessionId(), states.get(0).id(), 1);
      } else if (!logs.isEmpty()) {
        ledger.logs(String.valueOf(logs.get(0).sessionId()), logs.get(0).id(), 1);
      } else if (!relations.isEmpty()) {
        ledger.relations("", relations.get(0).id(), 1);
      } else {
        return false;
      }
      return true;
    } catch (InvalidValue e) {
      return false; // a page cannot begin after what is not there
    }
  }
}
