package dev.batchkit.testkit;

import dev.batchkit.batch.Batch;
import dev.batchkit.session.BatchSummary;
import dev.batchkit.session.IndicatorGroup;
import dev.batchkit.session.Quality;
import dev.batchkit.session.RecordCounts;
import dev.batchkit.session.SessionDurations;
import dev.batchkit.session.TrendPoint;
import dev.batchkit.session.TrendStep;
import dev.batchkit.session.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What sessions of batches say together. */
final class SessionStatistics {
  private SessionStatistics() {}

  /** Of sessions that have a verdict. */
  static Quality quality(List<MemorySession> sessions) {
    long records = 0;
    long noAlerts = 0;
    for (MemorySession session : sessions) {
      RecordCounts counts = session.made().counts();
      if (counts != null && session.verdict() != Verdict.NOT_MEASURED) {
        records += counts.records();
        noAlerts += counts.noAlerts();
      }
    }
    return new Quality(
        sessions.size(),
        count(sessions, Verdict.NOT_MEASURED),
        count(sessions, Verdict.NO_DATA),
        count(sessions, Verdict.WARN),
        count(sessions, Verdict.ALERT),
        records,
        noAlerts);
  }

  private static long count(List<MemorySession> sessions, Verdict verdict) {
    return sessions.stream().filter(session -> session.verdict() == verdict).count();
  }

  /** Of sessions that have a verdict. */
  static List<TrendPoint> trend(List<MemorySession> sessions, TrendStep step, int limit) {
    ChronoUnit unit = step == TrendStep.HOUR ? ChronoUnit.HOURS : ChronoUnit.DAYS;
    TreeMap<Instant, List<MemorySession>> points = new TreeMap<>(Comparator.reverseOrder());
    for (MemorySession session : sessions) {
      points
          .computeIfAbsent(session.startedAt().truncatedTo(unit), from -> new ArrayList<>())
          .add(session);
    }
    return points.entrySet().stream()
        .limit(Math.max(0, limit))
        .map(point -> new TrendPoint(point.getKey(), quality(point.getValue())))
        .toList();
  }

  /** Of sessions that have a verdict. */
  static SessionDurations durations(List<MemorySession> sessions) {
    List<Duration> sorted =
        sessions.stream()
            .filter(session -> session.finishedAt() != null)
            .map(session -> Duration.between(session.startedAt(), session.finishedAt()))
            .sorted()
            .toList();
    return new SessionDurations(
        sorted.size(),
        ranked(sorted, 0),
        ranked(sorted, 50),
        ranked(sorted, 95),
        ranked(sorted, 100));
  }

  private static @Nullable Duration ranked(List<Duration> sorted, int percent) {
    if (sorted.isEmpty()) {
      return null;
    }
    int rank = Math.max(1, (sorted.size() * percent + 99) / 100);
    return sorted.get(rank - 1);
  }

  static BatchSummary summary(State state, Batch batch, long groupId) {
    IndicatorGroup group = Objects.requireNonNull(state.indicatorGroups.get(groupId));
    List<MemorySession> sessions = state.measured.of(batch.id().value());
    return new BatchSummary(
        batch.id(),
        groupId,
        group.name(),
        batch.status(),
        sessions.stream().map(MemorySession::startedAt).min(Instant::compareTo).orElse(null),
        sessions.stream()
            .map(MemorySession::finishedAt)
            .filter(Objects::nonNull)
            .max(Comparator.naturalOrder())
            .orElse(null),
        quality(sessions.stream().filter(session -> session.verdict() != null).toList()));
  }
}
