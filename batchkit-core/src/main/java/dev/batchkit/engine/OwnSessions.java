package dev.batchkit.engine;

import dev.batchkit.error.InvalidValue;
import dev.batchkit.session.Session;
import dev.batchkit.session.Verdict;
import dev.batchkit.store.BatchSessions;
import dev.batchkit.store.NewRecord;
import dev.batchkit.store.NewSession;
import dev.batchkit.store.Unit;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lets the handler of a run write the sessions of its own batch, which belong to its seal. */
final class OwnSessions implements BatchSessions {
  private final ActiveRun<?, ?> run;
  private final Unit unit;

  OwnSessions(ActiveRun<?, ?> run, Unit unit) {
    this.run = run;
    this.unit = unit;
  }

  @Override
  public Optional<Session> last(long indicatorId, long below) {
    return unit.sessions().last(indicatorId, below);
  }

  @Override
  public long put(NewSession session) {
    requireOwn(session.batchId());
    return unit.sessions().put(session);
  }

  @Override
  public void addRecords(long sessionId, List<NewRecord> records) {
    requireSession(sessionId);
    unit.sessions().addRecords(sessionId, records);
  }

  @Override
  public int deleteRecords(long sessionId, int limit) {
    requireSession(sessionId);
    return unit.sessions().deleteRecords(sessionId, limit);
  }

  @Override
  public void tell(
      long sessionId, String listener, Verdict verdict, @Nullable Verdict before, Instant at) {
    requireSession(sessionId);
    unit.deliveries().add(sessionId, listener, verdict, before, at);
  }

  private void requireSession(long sessionId) {
    requireOwn(unit.sessions().find(sessionId).map(one -> one.batchId().value()).orElse(-1L));
  }

  private void requireOwn(long batchId) {
    if (batchId != run.batch().id().value()) {
      String fault = "session: belongs to another batch, or is not there";
      throw new InvalidValue(
          run.batch().name() + " cannot write a session: " + fault + ". Write its own.",
          List.of(fault),
          null);
    }
    run.touchAttachments();
  }
}
