package dev.batchkit.measuring;

import dev.batchkit.batch.Batch;
import dev.batchkit.batch.Cells;
import dev.batchkit.batch.Row;
import dev.batchkit.json.Json;
import dev.batchkit.session.AlertCondition;
import dev.batchkit.session.Session;
import dev.batchkit.session.SessionStatus;
import dev.batchkit.session.Verdict;
import dev.batchkit.spi.PreparedWork;
import dev.batchkit.spi.RowResult;
import dev.batchkit.store.ActorIds;
import dev.batchkit.store.NewRecord;
import dev.batchkit.store.NewSession;
import dev.batchkit.store.SessionWrites;
import dev.batchkit.store.StoreTx;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Stores what was measured of one indicator: its session, the records that are kept, and what
 * listeners are to be told, all with the outcome of its row. Where there are many records, they are
 * stored ahead, so many at a time; the session is Running meanwhile.
 */
final class SessionWork implements PreparedWork<Cells> {
  private static final int CHUNK = 1_000;

  private final Batch batch;
  private final IndicatorRow indicator;
  private final Measured measured;
  private final Telling telling;
  private final Clock clock;
  private boolean begun;
  private @Nullable Verdict before;
  private List<NewRecord> chunk = List.of();

  SessionWork(
      Batch batch, IndicatorRow indicator, Measured measured, Telling telling, Clock clock) {
    this.batch = batch;
    this.indicator = indicator;
    this.measured = measured;
    this.telling = telling;
    this.clock = clock;
  }

  @Override
  public boolean ahead(Row<Cells> row, StoreTx tx) {
    SessionWrites sessions = tx.sessions();
    if (!begun) {
      begin(sessions);
      Session there = find(sessions);
      return there != null && clear(sessions, there.id()) || chunk.size() == CHUNK;
    }
    Session there = find(sessions);
    if (there != null && clear(sessions, there.id())) {
      return true;
    }
    long id = sessions.put(session(SessionStatus.RUNNING, null));
    sessions.addRecords(id, chunk);
    chunk = measured.take(CHUNK);
    return chunk.size() == CHUNK;
  }

  /** What the indicator said before is read before anything of this session is written. */
  private void begin(SessionWrites sessions) {
    begun = true;
    Session there = find(sessions);
    Verdict own = there == null ? null : there.verdict();
    before =
        own != null
            ? own
            : sessions
                .last(indicator.indicatorId(), Long.MAX_VALUE)
                .map(Session::verdict)
                .orElse(null);
    chunk = measured.take(CHUNK);
  }

  private @Nullable Session find(SessionWrites sessions) {
    return sessions.find(batch.id().value(), indicator.indicatorId()).orElse(null);
  }

  /** Removes records that an earlier run left, so many at a time; whether there may be more. */
  private static boolean clear(SessionWrites sessions, long sessionId) {
    return sessions.deleteRecords(sessionId, CHUNK) == CHUNK;
  }

  @Override
  public RowResult apply(Row<Cells> row, StoreTx tx) {
    SessionWrites sessions = tx.sessions();
    Verdict verdict = measured.verdict();
    long id = sessions.put(session(measured.status(), verdict));
    sessions.addRecords(id, chunk);
    telling.note(tx, id, verdict, before);
    return measured.status() == SessionStatus.SUCCESS
        ? RowResult.applied(Json.write(Map.of("session", id, "verdict", verdict)))
        : RowResult.failed(String.valueOf(measured.reason()));
  }

  private NewSession session(SessionStatus status, @Nullable Verdict verdict) {
    boolean ended = verdict != null;
    return new NewSession(
        batch.id().value(),
        indicator.indicatorId(),
        indicator.name(),
        indicator.type(),
        status,
        verdict,
        condition(),
        ended ? measured.counts() : null,
        ended ? measured.extreme() : null,
        ended ? measured.reason() : null,
        measured.attempts(),
        measured.startedAt(),
        ended ? measured.finishedAt() : null,
        measured.series(),
        indicator.definition(),
        clock.instant(),
        new ActorIds(batch.updatedById(), indicator.userGroupId()));
  }

  private AlertCondition condition() {
    return Objects.requireNonNull(measured.condition());
  }

  @Override
  public void close() {
    measured.close();
  }
}
