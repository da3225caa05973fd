package dev.batchkit;

import dev.batchkit.engine.Sessions;
import dev.batchkit.orchestration.OrchestrationSession;
import dev.batchkit.orchestration.SessionState;
import dev.batchkit.store.SessionQuery;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which orchestration sessions to read. Immutable: every method that narrows gives a new one; pages
 * are read anew at every call, so it holds nothing open. Safe for any number of threads.
 *
 * <p>Sessions are read in the order in which they were stored, the last one first.
 */
public final class SessionSelection {
  private final Sessions sessions;
  private final SessionQuery query;

  SessionSelection(Sessions sessions) {
    this(sessions, new SessionQuery(null, null, null, null, null, Set.of(), null, 0));
  }

  private SessionSelection(Sessions sessions, SessionQuery query) {
    this.sessions = sessions;
    this.query = query;
  }

  private SessionSelection with(
      @Nullable String deviceId,
      @Nullable String natureId,
      @Nullable Instant from,
      @Nullable Instant before,
      @Nullable SessionState state,
      @Nullable String after) {
    return new SessionSelection(
        sessions,
        new SessionQuery(deviceId, natureId, from, before, state, Set.of(), after, query.limit()));
  }

  /** Only sessions that ran on the device with this id. */
  public SessionSelection device(String deviceId) {
    return with(
        deviceId, query.natureId(), query.from(), query.before(), query.state(), query.after());
  }

  /** Only sessions of the nature with this id. */
  public SessionSelection nature(String natureId) {
    return with(
        query.deviceId(), natureId, query.from(), query.before(), query.state(), query.after());
  }

  /** Only sessions that began then or later, by the millisecond. */
  public SessionSelection from(Instant instant) {
    return with(
        query.deviceId(), query.natureId(), instant, query.before(), query.state(), query.after());
  }

  /** Only sessions that began before, by the millisecond. */
  public SessionSelection before(Instant instant) {
    return with(
        query.deviceId(), query.natureId(), query.from(), instant, query.state(), query.after());
  }

  /** Only sessions that are so far now. */
  public SessionSelection state(SessionState state) {
    return with(
        query.deviceId(), query.natureId(), query.from(), query.before(), state, query.after());
  }

  /**
   * Has a page begin after this session: the last of the page before.
   *
   * @param sessionId null for the first page
   */
  public SessionSelection after(@Nullable String sessionId) {
    return with(
        query.deviceId(), query.natureId(), query.from(), query.before(), query.state(), sessionId);
  }

  /**
   * Reads the next sessions. Fast where a device, a nature or a state is asked for, or nothing is.
   *
   * @param limit at most so many; 1 to 10,000
   * @throws dev.batchkit.error.InvalidValue if the limit is outside, or the page is to begin after
   *     what is no session
   */
  public List<OrchestrationSession> page(int limit) {
    return sessions.page(
        new SessionQuery(
            query.deviceId(),
            query.natureId(),
            query.from(),
            query.before(),
            query.state(),
            Set.of(),
            query.after(),
            limit));
  }

  /** How many sessions the selection has, wherever a page of it begins; counted in the store. */
  public long count() {
    return sessions.count(query);
  }
}
