package dev.batchkit.recording;

import dev.batchkit.json.Json;
import dev.batchkit.orchestration.OrchestrationSession;
import dev.batchkit.orchestration.StateTransition;
import dev.batchkit.store.OpenRecording;
import dev.batchkit.store.Store;
import dev.batchkit.store.Unit;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends sessions that nobody records any more. */
final class Abandoned {
  private static final Logger LOG = LoggerFactory.getLogger(Abandoned.class);

  private final Store store;
  private final Clock clock;
  private final Supplier<String> ids;

  Abandoned(Store store, Clock clock, Supplier<String> ids) {
    this.store = store;
    this.clock = clock;
    this.ids = ids;
  }

  /** Ends those that are held by nobody. */
  void end(Predicate<OpenRecording> isGone) {
    for (OpenRecording recording : store.ledger().recordings()) {
      if (isGone.test(recording)) {
        end(recording);
      }
    }
  }

  /** In two steps, each of which may be the last of a process, and be done by two at a time. */
  private void end(OpenRecording recording) {
    Instant now = clock.instant();
    String id = recording.sessionId();
    ifOpen(recording, unit -> unit.ledger().insertStates(lastStates(unit, recording, now)));
    Json diagnostics = Json.write(Map.of("status", "interrupted"));
    String markdown = LastWords.of(store.ledger(), id, now, diagnostics);
    if (ifOpen(recording, unit -> unit.ledger().finish(id, now, diagnostics, markdown))) {
      LOG.warn(
          "Recovered session {}: its recording by owner {} was interrupted", id, recording.owner());
    }
  }

  /** False if somebody else has ended it meanwhile. */
  private boolean ifOpen(OpenRecording recording, Consumer<Unit> work) {
    return store.<Boolean, RuntimeException>inUnit(
        "recover.record",
        unit -> {
          boolean isOpen = unit.ledger().recordings().contains(recording);
          if (isOpen) {
            work.accept(unit);
          }
          return isOpen;
        });
  }

  /** How what is open ends. */
  private List<StateTransition> lastStates(Unit unit, OpenRecording recording, Instant now) {
    String id = recording.sessionId();
    String reason = "owner " + recording.owner() + " is gone";
    Map<@Nullable String, StateTransition> last = new HashMap<>();
    unit.ledger().lastStates(id).forEach(state -> last.put(state.entryId(), state));
    StateTransition own = last.remove(null);
    List<StateTransition> ends = new ArrayList<>();
    for (StateTransition state : last.values()) {
      if (!States.isBad(state.to()) && !state.to().equals(States.in("EXIT", States.INGEST))) {
        ends.add(interrupted(state, id, States.INGEST, reason, now));
      }
    }
    if (own == null || !States.is("INTERRUPTED", own.to())) {
      String nature = unit.ledger().session(id).map(OrchestrationSession::natureId).orElse("");
      ends.add(interrupted(own, id, nature, reason, now));
    }
    return ends;
  }

  private StateTransition interrupted(
      @Nullable StateTransition last, String sessionId, String step, String reason, Instant now) {
    String from = last == null ? StateTransition.NONE : last.to();
    return new StateTransition(
        ids.get(),
        sessionId,
        last == null ? null : last.entryId(),
        from,
        States.interrupted(from, step),
        null,
        reason,
        now,
        null);
  }
}
