package dev.batchkit.measuring;

import dev.batchkit.batch.Batch;
import dev.batchkit.batch.Cells;
import dev.batchkit.batch.Row;
import dev.batchkit.json.Json;
import dev.batchkit.session.IndicatorDefinition;
import dev.batchkit.session.Session;
import dev.batchkit.session.SessionStatus;
import dev.batchkit.session.Verdict;
import dev.batchkit.spi.PreparedWork;
import dev.batchkit.spi.RowResult;
import dev.batchkit.store.ActorIds;
import dev.batchkit.store.BatchSessions;
import dev.batchkit.store.NewRecord;
import dev.batchkit.store.NewSession;
import dev.batchkit.store.SessionWrites;
import dev.batchkit.store.StoreTx;
import java.util.List;
import java.util.Map;
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
  private final Measurer measurer;
  private final @Nullable IndicatorDefinition definition;
  private final @Nullable Session earlier;
  private boolean hasLeftovers;
  private boolean isWritten = true;
  private List<NewRecord> chunk = List.of();

  /**
   * Work on what was measured.
   *
   * @param definition null if it cannot be read
   * @param earlier the session that an earlier run left of this indicator in this batch; null for
   *     none
   */
  SessionWork(
      Batch batch,
      IndicatorRow indicator,
      @Nullable IndicatorDefinition definition,
      Measured measured,
      @Nullable Session earlier,
      Measurer measurer) {
    this.batch = batch;
    this.indicator = indicator;
    this.measured = measured;
    this.earlier = earlier;
    this.definition = definition;
    this.measurer = measurer;
    hasLeftovers = earlier != null;
  }

  /** Takes the next records where the last ones are written, outside any transaction. */
  @Override
  public boolean hasAhead() {
    if (isWritten) {
      chunk = measured.take(CHUNK);
      isWritten = false;
    }
    return hasLeftovers || chunk.size() == CHUNK;
  }

  @Override
  public void ahead(Row<Cells> row, StoreTx tx) {
    BatchSessions sessions = tx.sessions();
    if (hasLeftovers && earlier != null) {
      hasLeftovers = sessions.deleteRecords(earlier.id(), CHUNK) == CHUNK;
    } else {
      long id = sessions.put(session(SessionStatus.RUNNING, null));
      sessions.addRecords(id, chunk);
      isWritten = true;
    }
  }

  @Override
  public RowResult apply(Row<Cells> row, StoreTx tx) {
    BatchSessions sessions = tx.sessions();
    Verdict verdict = measured.verdict();
    Verdict before = before(sessions);
    long id = sessions.put(session(measured.status(), verdict));
    sessions.addRecords(id, chunk);
    measurer.telling().note(sessions, id, verdict, before);
    return measured.status() == SessionStatus.SUCCESS
        ? RowResult.applied(Json.write(Map.of("session", id, "verdict", verdict)))
        : RowResult.failed(String.valueOf(measured.reason()));
  }

  /**
   * What the indicator said before: in this batch, or in the last one that it was measured in. A
   * session that only a dead run left says nothing: nobody was told of it.
   */
  private @Nullable Verdict before(BatchSessions sessions) {
    Verdict own = earlier == null ? null : earlier.verdict();
    if (earlier != null && own != null && !SessionWrites.INTERRUPTED.equals(earlier.reason())) {
      return own;
    }
    long below = earlier == null ? Long.MAX_VALUE : earlier.id();
    return sessions.last(indicator.indicatorId(), below).map(Session::verdict).orElse(null);
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
        definition == null ? null : definition.alertWhen(),
        ended ? measured.counts() : null,
        ended ? measured.extreme() : null,
        ended ? measured.reason() : null,
        measured.attempts(),
        measured.startedAt(),
        ended ? measured.finishedAt() : null,
        definition == null ? null : Series.of(definition),
        indicator.definition(),
        measurer.clock().instant(),
        new ActorIds(batch.updatedById(), indicator.userGroupId()));
  }

  @Override
  public void close() {
    measured.close();
  }
}
