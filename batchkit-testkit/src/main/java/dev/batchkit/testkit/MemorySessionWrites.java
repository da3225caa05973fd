package dev.batchkit.testkit;

import dev.batchkit.json.Json;
import dev.batchkit.session.SessionStatus;
import dev.batchkit.store.ActorIds;
import dev.batchkit.store.NewRecord;
import dev.batchkit.store.NewSession;
import dev.batchkit.store.SessionWrites;
import java.time.Instant;
import java.util.List;

/** Writes sessions of batches. */
final class MemorySessionWrites extends MemorySessionReads implements SessionWrites {
  private final View view;

  MemorySessionWrites(View view) {
    super(view);
    this.view = view;
  }

  @Override
  public long put(NewSession session) {
    return view.read(
        state -> {
          Header unused = state.changeable(session.batchId());
          requireIndicator(state, session.indicatorId());
          state.check(new ActorIds(session.by().userId(), null));
          MemorySession known = state.measured.find(session.batchId(), session.indicatorId());
          MemorySession stored = known == null ? made(state, session) : known.made(session);
          state.measured = state.measured.with(stored);
          return stored.id();
        });
  }

  private static MemorySession made(State state, NewSession session) {
    state.check(session.by());
    Instant at = View.stored(session.at());
    return new MemorySession(state.measured.last() + 1, session, at, session.by(), at);
  }

  private static void requireIndicator(State state, long indicatorId) {
    Refused.unless(state.indicators.has(indicatorId), "The indicator " + indicatorId);
  }

  @Override
  public void addRecords(long sessionId, List<NewRecord> records) {
    records.forEach(MemorySessionWrites::requireJson);
    view.change(
        state -> {
          requireChangeable(state, sessionId);
          long last = state.measured.lastSequence(sessionId);
          for (NewRecord record : records) {
            if (record.sequence() <= last) {
              throw Refused.because(
                  Refused.UNIQUE,
                  "A record of session " + sessionId + " is not above those that are there.");
            }
            state.measured = state.measured.with(sessionId, record);
            last = record.sequence();
          }
        });
  }

  private static void requireJson(NewRecord record) {
    Json unused = Json.write(record.record());
  }

  private static void requireChangeable(State state, long sessionId) {
    MemorySession session = state.measured.sessions().get(sessionId);
    if (session == null) {
      throw Refused.because(Refused.REFERENCE, "There is no session " + sessionId + ".");
    }
    Header unused = state.changeable(session.made().batchId());
  }

  @Override
  public int deleteRecords(long sessionId, int limit) {
    return view.read(
        state -> {
          requireChangeable(state, sessionId);
          return state.measured.deleteRecords(state, sessionId, limit);
        });
  }

  @Override
  public void interrupt(long batchId, Instant at) {
    view.change(
        state -> {
          for (MemorySession session : state.measured.of(batchId)) {
            if (session.made().status() == SessionStatus.RUNNING) {
              Header unused = state.changeable(batchId);
              state.measured = state.measured.with(session.interrupted(at));
            }
          }
        });
  }

  @Override
  public void requestCancel(long batchId, long indicatorId, Instant at, ActorIds by) {
    view.change(
        state -> {
          Header unused = state.changeable(batchId);
          requireIndicator(state, indicatorId);
          state.check(new ActorIds(by.userId(), null));
          state.measured = state.measured.cancelling(batchId, indicatorId, View.stored(at));
        });
  }
}
