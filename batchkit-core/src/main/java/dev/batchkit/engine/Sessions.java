package dev.batchkit.engine;

import dev.batchkit.batch.Run;
import dev.batchkit.orchestration.OrchestrationSession;
import dev.batchkit.orchestration.SessionState;
import dev.batchkit.store.Claim;
import dev.batchkit.store.OpenRecording;
import dev.batchkit.store.SessionQuery;
import dev.batchkit.store.Store;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Finds orchestration sessions, and knows which of them somebody alive holds. */
public final class Sessions {
  private final Store store;

  Sessions(Store store) {
    this.store = store;
  }

  /** A page of sessions; who holds them is found out where the query needs it. */
  public List<OrchestrationSession> page(SessionQuery query) {
    Reading.requireLimit(query.limit());
    return store.ledger().sessions(complete(query));
  }

  /** How many sessions there are in all. */
  public long count(SessionQuery query) {
    return store.ledger().count(complete(query));
  }

  /** How far a session is. */
  public SessionState state(OrchestrationSession session) {
    if (session.finishedAt() != null || store.ledger().isFinished(session.id())) {
      return SessionState.FINISHED;
    }
    return isHeld(session.id()) ? SessionState.RUNNING : SessionState.ABANDONED;
  }

  private boolean isHeld(String sessionId) {
    return Stream.concat(
            store.runs().find(sessionId).map(Run::owner).stream(),
            store.ledger().recordings().stream()
                .filter(recording -> recording.sessionId().equals(sessionId))
                .map(OpenRecording::owner))
        .anyMatch(store::isAlive);
  }

  private SessionQuery complete(SessionQuery query) {
    boolean needsHeld =
        query.state() == SessionState.RUNNING || query.state() == SessionState.ABANDONED;
    return new SessionQuery(
        query.deviceId(),
        query.natureId(),
        query.from(),
        query.before(),
        query.state(),
        needsHeld ? held() : Set.of(),
        query.after(),
        query.limit());
  }

  /** The sessions that stores hold which are open: recordings, and runs of claimed batches. */
  private Set<String> held() {
    Set<String> held = new HashSet<>();
    for (OpenRecording recording : store.ledger().recordings()) {
      if (store.isAlive(recording.owner())) {
        held.add(recording.sessionId());
      }
    }
    for (Claim claim : store.batches().claims()) {
      if (store.isAlive(claim.owner())) {
        store.runs().ofBatch(claim.batchId()).stream()
            .filter(run -> run.outcome() == null)
            .map(Run::id)
            .forEach(held::add);
      }
    }
    return held;
  }
}
