package dev.batchkit.testkit;

import dev.batchkit.batch.Column;
import dev.batchkit.orchestration.Device;
import dev.batchkit.orchestration.Entry;
import dev.batchkit.orchestration.Exec;
import dev.batchkit.orchestration.Issue;
import dev.batchkit.orchestration.IssueRelation;
import dev.batchkit.orchestration.LogEntry;
import dev.batchkit.orchestration.Nature;
import dev.batchkit.orchestration.OrchestrationSession;
import dev.batchkit.orchestration.StateTransition;
import dev.batchkit.session.Indicator;
import dev.batchkit.session.IndicatorGroup;
import dev.batchkit.store.ActorIds;
import dev.batchkit.store.PurgeRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All data at one moment. A unit of work changes a copy of its own, on one thread; one that is
 * published is changed by nobody.
 */
final class State {
  Names users = Names.NONE;
  Names groups = Names.NONE;
  Tree<Long, Header> headers = Tree.empty();
  Tree<List<String>, Long> keys = Tree.sortedBy(State::compareTexts);
  long lastBatch;
  @Nullable String keyScope;
  Tree<Long, PurgeRecord> purges = Tree.empty();

  /** Headers of purged batches that have parts left. */
  Tree<Long, Header> purged = Tree.empty();

  /** The stored columns of each row table; they are only ever added to. */
  Tree<String, List<Column>> tables = Tree.empty();

  final RowPages rows;
  Changes changes = Changes.NONE;
  Runs runs = Runs.NONE;
  Tree<List<String>, String> devices = Tree.sortedBy(State::compareTexts);
  Tree<String, Device> deviceIds = Tree.empty();
  Tree<String, Nature> natures = Tree.empty();
  Children<OrchestrationSession> sessions = Children.none();
  Children<Entry> entries = Children.none();
  Children<StateTransition> transitions = Children.none();
  Children<Exec> execs = Children.none();
  Children<Issue> issues = Children.none();
  Children<IssueRelation> relations = Children.none();
  Children<LogEntry> logs = Children.none();
  Tree<String, Long> recordings = Tree.empty();
  Tree<Long, IndicatorGroup> indicatorGroups = Tree.empty();
  Tree<Long, Indicator> indicators = Tree.empty();
  Measured measured = Measured.NONE;
  Deliveries deliveries = Deliveries.NONE;

  State() {
    rows = new RowPages();
  }

  private State(State from) {
    users = from.users;
    groups = from.groups;
    headers = from.headers;
    keys = from.keys;
    lastBatch = from.lastBatch;
    keyScope = from.keyScope;
    purges = from.purges;
    purged = from.purged;
    tables = from.tables;
    rows = from.rows.copy();
    changes = from.changes;
    runs = from.runs;
    devices = from.devices;
    deviceIds = from.deviceIds;
    natures = from.natures;
    sessions = from.sessions;
    entries = from.entries;
    transitions = from.transitions;
    execs = from.execs;
    issues = from.issues;
    relations = from.relations;
    logs = from.logs;
    recordings = from.recordings;
    indicatorGroups = from.indicatorGroups;
    indicators = from.indicators;
    measured = from.measured;
    deliveries = from.deliveries;
  }

  /** A copy to change; it shares what does not change. */
  State copy() {
    return new State(this);
  }

  /** The header of a batch that exists and is not frozen. */
  Header changeable(long batchId) {
    Header header = headers.get(batchId);
    if (header == null) {
      throw Refused.because(Refused.REFERENCE, "Batch " + batchId + " does not exist.");
    }
    if (header.batch().isFrozen()) {
      throw Refused.because(
          Refused.IMMUTABLE, header.batch().name() + " is frozen: it does not change any more.");
    }
    return header;
  }

  /** Users and groups that are named must exist. */
  void check(ActorIds by) {
    Refused.unless(by.userId() == null || users.has(by.userId()), "The user " + by.userId());
    Refused.unless(by.groupId() == null || groups.has(by.groupId()), "The group " + by.groupId());
  }

  private static int compareTexts(List<String> a, List<String> b) {
    for (int i = 0; i < a.size(); i++) {
      int side = a.get(i).compareTo(b.get(i));
      if (side != 0) {
        return side;
      }
    }
    return 0;
  }
}
