package dev.batchkit.testkit;

import dev.batchkit.orchestration.Device;
import dev.batchkit.orchestration.Entry;
import dev.batchkit.orchestration.Exec;
import dev.batchkit.orchestration.Issue;
import dev.batchkit.orchestration.IssueCount;
import dev.batchkit.orchestration.IssueRelation;
import dev.batchkit.orchestration.LogEntry;
import dev.batchkit.orchestration.Nature;
import dev.batchkit.orchestration.NatureStatistics;
import dev.batchkit.orchestration.OrchestrationSession;
import dev.batchkit.orchestration.SessionCounts;
import dev.batchkit.orchestration.StateTransition;
import dev.batchkit.store.LedgerReads;
import dev.batchkit.store.OpenRecording;
import dev.batchkit.store.SessionQuery;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the ledger. */
class MemoryLedgerReads implements LedgerReads {
  private static final Comparator<@Nullable String> TEXTS =
      Comparator.nullsFirst(CodePoints::compare);
  private static final Comparator<IssueCount> BY_KIND =
      Comparator.comparing(IssueCount::type, CodePoints::compare)
          .thenComparing(IssueCount::severity, TEXTS)
          .thenComparing(IssueCount::entryId, TEXTS);

  private final View view;

  MemoryLedgerReads(View view) {
    this.view = view;
  }

  @Override
  public Optional<OrchestrationSession> session(String sessionId) {
    return view.read(state -> Optional.ofNullable(state.sessions.get(sessionId)));
  }

  @Override
  public boolean isFinished(String sessionId) {
    return session(sessionId).filter(session -> session.finishedAt() != null).isPresent();
  }

  @Override
  public List<OrchestrationSession> sessions(SessionQuery query) {
    return view.read(state -> MemorySessions.page(state, query));
  }

  @Override
  public long count(SessionQuery query) {
    return view.read(state -> MemorySessions.count(state, query));
  }

  @Override
  public List<NatureStatistics> statistics() {
    return view.read(MemorySessions::statistics);
  }

  @Override
  public List<Device> devices() {
    return sorted(view.read(state -> state.deviceIds), Device::id);
  }

  @Override
  public List<Nature> natures() {
    return sorted(view.read(state -> state.natures), Nature::id);
  }

  private static <T> List<T> sorted(Tree<String, T> all, Function<T, String> id) {
    List<T> list = new ArrayList<>();
    all.ascend("", (key, item) -> list.add(item));
    list.sort(Comparator.comparing(id, CodePoints::compare));
    return list;
  }

  @Override
  public Optional<Device> device(String deviceId) {
    return view.read(state -> Optional.ofNullable(state.deviceIds.get(deviceId)));
  }

  @Override
  public Optional<Nature> nature(String natureId) {
    return view.read(state -> Optional.ofNullable(state.natures.get(natureId)));
  }

  @Override
  public SessionCounts counts(String sessionId) {
    return view.read(
        state ->
            new SessionCounts(
                state.entries.of(sessionId).size(),
                state.execs.of(sessionId).size(),
                state.execs.of(sessionId).stream().filter(Exec::isFailed).count(),
                state.issues.of(sessionId).size(),
                state.relations.of(sessionId).size(),
                state.logs.of(sessionId).size()));
  }

  @Override
  public List<Entry> entries(String sessionId, @Nullable String after, int limit) {
    return view.read(state -> state.entries.page(sessionId, after, limit));
  }

  @Override
  public List<StateTransition> states(String sessionId, @Nullable String after, int limit) {
    return view.read(state -> state.transitions.page(sessionId, after, limit));
  }

  @Override
  public List<StateTransition> lastStates(String sessionId) {
    Map<String, StateTransition> last = new LinkedHashMap<>();
    for (StateTransition state : view.read(state -> state.transitions.of(sessionId))) {
      String chain = String.valueOf(state.entryId());
      last.remove(chain);
      last.put(chain, state);
    }
    return List.copyOf(last.values());
  }

  @Override
  public List<Exec> execs(String sessionId, @Nullable String after, int limit) {
    return view.read(state -> state.execs.page(sessionId, after, limit));
  }

  @Override
  public List<Issue> issues(String sessionId, @Nullable String after, int limit) {
    return view.read(state -> state.issues.page(sessionId, after, limit));
  }

  @Override
  public Optional<Issue> issue(String issueId) {
    return view.read(state -> Optional.ofNullable(state.issues.get(issueId)));
  }

  @Override
  public List<IssueCount> issueCounts(String sessionId) {
    Map<IssueCount, Long> counts = new TreeMap<>(BY_KIND);
    for (Issue issue : view.read(state -> state.issues.of(sessionId))) {
      counts.merge(
          new IssueCount(issue.type(), issue.severity(), issue.entryId(), 0), 1L, Long::sum);
    }
    List<IssueCount> list = new ArrayList<>();
    counts.forEach(
        (kind, count) ->
            list.add(new IssueCount(kind.type(), kind.severity(), kind.entryId(), count)));
    return list;
  }

  @Override
  public List<IssueRelation> relations(String sessionId, @Nullable String after, int limit) {
    return view.read(state -> state.relations.page(sessionId, after, limit));
  }

  @Override
  public List<LogEntry> logs(String sessionId, @Nullable String after, int limit) {
    return view.read(state -> state.logs.page(sessionId, after, limit));
  }

  @Override
  public List<OpenRecording> recordings() {
    return view.read(
        state -> {
          List<OpenRecording> open = new ArrayList<>();
          state.recordings.ascend(
              "", (sessionId, owner) -> open.add(new OpenRecording(sessionId, owner)));
          return open;
        });
  }
}
