package dev.batchkit.testkit;

import dev.batchkit.orchestration.Nature;
import dev.batchkit.orchestration.NatureStatistics;
import dev.batchkit.orchestration.OrchestrationSession;
import dev.batchkit.orchestration.SessionState;
import dev.batchkit.orchestration.StateTransition;
import dev.batchkit.store.SessionQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds sessions, and counts how they went. */
final class MemorySessions {
  private MemorySessions() {}

  static List<OrchestrationSession> page(State state, SessionQuery query) {
    return found(state, query, query.after()).limit(query.limit()).toList();
  }

  static long count(State state, SessionQuery query) {
    return found(state, query, null).count();
  }

  private static Stream<OrchestrationSession> found(
      State state, SessionQuery query, @Nullable String after) {
    return state.sessions.newestFirst(after).stream().filter(session -> fits(session, query));
  }

  private static boolean fits(OrchestrationSession session, SessionQuery query) {
    return (query.deviceId() == null || query.deviceId().equals(session.deviceId()))
        && (query.natureId() == null || query.natureId().equals(session.natureId()))
        && beganIn(session.startedAt(), query)
        && (query.state() == null || query.state() == stateOf(session, query));
  }

  private static boolean beganIn(@Nullable Instant began, SessionQuery query) {
    Instant from = query.from();
    Instant before = query.before();
    if (began == null) {
      return from == null && before == null;
    }
    return (from == null || !began.isBefore(View.stored(from)))
        && (before == null || began.isBefore(View.stored(before)));
  }

  private static SessionState stateOf(OrchestrationSession session, SessionQuery query) {
    if (session.finishedAt() != null) {
      return SessionState.FINISHED;
    }
    return query.held().contains(session.id()) ? SessionState.RUNNING : SessionState.ABANDONED;
  }

  static List<NatureStatistics> statistics(State state) {
    Map<String, List<OrchestrationSession>> natures = new TreeMap<>(CodePoints::compare);
    for (OrchestrationSession session : state.sessions.newestFirst(null)) {
      natures.computeIfAbsent(session.natureId(), id -> new ArrayList<>()).add(session);
    }
    return natures.entrySet().stream()
        .map(nature -> statistics(state, nature.getKey(), nature.getValue()))
        .toList();
  }

  private static NatureStatistics statistics(
      State state, String natureId, List<OrchestrationSession> sessions) {
    Nature nature = state.natures.get(natureId);
    List<Duration> durations = new ArrayList<>();
    long succeeded = 0;
    long failed = 0;
    for (OrchestrationSession session : sessions) {
      boolean hasFailed = hasFailed(state.transitions.of(session.id()));
      failed += hasFailed ? 1 : 0;
      succeeded += !hasFailed && session.finishedAt() != null ? 1 : 0;
      if (session.startedAt() != null && session.finishedAt() != null) {
        durations.add(Duration.between(session.startedAt(), session.finishedAt()));
      }
    }
    durations.sort(null);
    return new NatureStatistics(
        natureId,
        nature == null ? natureId : nature.label(),
        sessions.size(),
        succeeded,
        failed,
        sessions.size() - succeeded - failed,
        ranked(durations, 0),
        ranked(durations, 50),
        ranked(durations, 95),
        ranked(durations, 100));
  }

  private static boolean hasFailed(List<StateTransition> states) {
    boolean failed = false;
    String last = "";
    for (StateTransition state : states) {
      if (state.entryId() == null) {
        last = state.to();
        failed |= last.equals("surveilr_orch_failed");
      }
    }
    return failed || last.startsWith("ERROR(") || last.startsWith("INTERRUPTED(");
  }

  private static @Nullable Duration ranked(List<Duration> sorted, int percent) {
    if (sorted.isEmpty()) {
      return null;
    }
    int rank = Math.max(1, (sorted.size() * percent + 99) / 100);
    return sorted.get(rank - 1);
  }
}
