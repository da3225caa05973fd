package dev.batchkit.testkit;

import dev.batchkit.session.BatchSummary;
import dev.batchkit.session.Level;
import dev.batchkit.session.Quality;
import dev.batchkit.session.Session;
import dev.batchkit.session.SessionDurations;
import dev.batchkit.session.SessionRecord;
import dev.batchkit.session.TrendPoint;
import dev.batchkit.session.TrendStep;
import dev.batchkit.store.NewRecord;
import dev.batchkit.store.PastRecord;
import dev.batchkit.store.SessionFilter;
import dev.batchkit.store.SessionReads;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads sessions of batches. */
class MemorySessionReads implements SessionReads {
  private final View view;

  MemorySessionReads(View view) {
    this.view = view;
  }

  /** A session of a batch that is there. */
  static @Nullable MemorySession there(State state, long sessionId) {
    MemorySession session = state.measured.sessions().get(sessionId);
    return session != null && state.headers.has(session.made().batchId()) ? session : null;
  }

  @Override
  public Optional<Session> find(long sessionId) {
    return view.read(
        state -> Optional.ofNullable(there(state, sessionId)).map(MemorySession::session));
  }

  @Override
  public Optional<Session> find(long batchId, long indicatorId) {
    return view.read(
        state ->
            Optional.ofNullable(state.measured.find(batchId, indicatorId))
                .filter(session -> there(state, session.id()) != null)
                .map(MemorySession::session));
  }

  /** Those that are wanted of batches that are there, newest first. */
  private List<MemorySession> found(
      SessionFilter filter, Predicate<MemorySession> wanted, long below, int limit) {
    return view.read(
        state -> {
          List<MemorySession> found = new ArrayList<>();
          if (limit > 0 && below > 1) {
            state
                .measured
                .sessions()
                .descend(
                    below - 1,
                    (id, session) -> {
                      if (there(state, id) != null
                          && wanted.test(session)
                          && passes(state, session, filter)) {
                        found.add(session);
                      }
                      return found.size() < limit;
                    });
          }
          return found;
        });
  }

  private List<MemorySession> measured(SessionFilter filter) {
    return found(filter, session -> session.verdict() != null, Long.MAX_VALUE, Integer.MAX_VALUE);
  }

  private static boolean passes(State state, MemorySession session, SessionFilter filter) {
    long batchId = session.made().batchId();
    Header header = state.headers.get(batchId);
    Instant from = View.storedOrNull(filter.from());
    Instant before = View.storedOrNull(filter.before());
    return isWanted(filter.batchId(), batchId)
        && isWanted(filter.indicatorId(), session.made().indicatorId())
        && isWanted(filter.groupId(), header == null ? null : header.batch().indicatorGroupId())
        && isWanted(filter.status(), session.made().status())
        && isWanted(filter.verdict(), session.verdict())
        && (from == null || !session.startedAt().isBefore(from))
        && (before == null || session.startedAt().isBefore(before));
  }

  private static boolean isWanted(@Nullable Object wanted, @Nullable Object there) {
    return wanted == null || wanted.equals(there);
  }

  @Override
  public List<Session> page(SessionFilter filter, long below, int limit) {
    return found(filter, session -> true, below, limit).stream()
        .map(MemorySession::session)
        .toList();
  }

  @Override
  public Optional<Session> last(long indicatorId, long below) {
    SessionFilter filter = new SessionFilter(indicatorId, null, null, null, null, null, null);
    return found(filter, session -> session.verdict() != null, below, 1).stream()
        .map(MemorySession::session)
        .findFirst();
  }

  @Override
  public Quality quality(SessionFilter filter) {
    return SessionStatistics.quality(measured(filter));
  }

  @Override
  public List<TrendPoint> trend(SessionFilter filter, TrendStep step, int limit) {
    return SessionStatistics.trend(measured(filter), step, limit);
  }

  @Override
  public SessionDurations durations(SessionFilter filter) {
    return SessionStatistics.durations(measured(filter));
  }

  @Override
  public List<BatchSummary> batches(@Nullable Long groupId, long below, int limit) {
    return view.read(
        state -> {
          List<BatchSummary> page = new ArrayList<>();
          state.headers.descend(
              below - 1,
              (id, header) -> {
                Long group = header.batch().indicatorGroupId();
                if (page.size() < limit && group != null && isWanted(groupId, group)) {
                  page.add(SessionStatistics.summary(state, header.batch(), group));
                }
                return page.size() < limit;
              });
          return page;
        });
  }

  @Override
  public List<SessionRecord> records(long sessionId, boolean alertsOnly, long after, int limit) {
    return view.read(
        state -> {
          if (there(state, sessionId) == null) {
            return List.of();
          }
          return state.measured.records(sessionId, after, Integer.MAX_VALUE).stream()
              .filter(record -> !alertsOnly || record.record().level() == Level.ALERT)
              .limit(Math.max(0, limit))
              .map(record -> new SessionRecord(record.sequence(), record.record()))
              .toList();
        });
  }

  @Override
  public List<PastRecord> history(
      long indicatorId, String series, List<String> keys, int sessions) {
    SessionFilter filter = new SessionFilter(indicatorId, null, null, null, null, null, null);
    Set<String> wanted = new HashSet<>(keys);
    List<PastRecord> found = new ArrayList<>();
    for (MemorySession session :
        found(filter, past -> past.isOfSeries(series), Long.MAX_VALUE, sessions)) {
      for (NewRecord record : records(session.id())) {
        String key = record.key();
        if (key != null && wanted.contains(key)) {
          found.add(new PastRecord(key, session.id(), record.record()));
        }
      }
    }
    found.sort(Comparator.comparing(PastRecord::key, CodePoints::compare));
    return found;
  }

  private List<NewRecord> records(long sessionId) {
    return view.read(state -> state.measured.records(sessionId, 0, Integer.MAX_VALUE));
  }

  @Override
  public Set<Long> cancelRequests(long batchId, Instant from) {
    return view.read(
        state ->
            state.headers.has(batchId)
                ? state.measured.cancelled(batchId, View.stored(from))
                : Set.of());
  }
}
