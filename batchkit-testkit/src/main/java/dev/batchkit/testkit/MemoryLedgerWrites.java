package dev.batchkit.testkit;

import dev.batchkit.json.Json;
import dev.batchkit.orchestration.Device;
import dev.batchkit.orchestration.Entry;
import dev.batchkit.orchestration.Issue;
import dev.batchkit.orchestration.Nature;
import dev.batchkit.orchestration.OrchestrationSession;
import dev.batchkit.orchestration.StateTransition;
import dev.batchkit.store.LedgerWrites;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the ledger. */
final class MemoryLedgerWrites extends MemoryLedgerReads implements LedgerWrites {
  private final View view;

  MemoryLedgerWrites(View view) {
    super(view);
    this.view = view;
  }

  @Override
  public String device(Device device, String newId) {
    return view.read(
        state -> {
          List<String> key = List.of(device.name(), device.state().text(), device.boundary());
          String known = state.devices.get(key);
          if (known != null) {
            return known;
          }
          refuseUsed(state.deviceIds.has(newId), "The device", newId);
          state.devices = state.devices.with(key, newId);
          state.deviceIds = state.deviceIds.with(newId, device.name());
          return newId;
        });
  }

  @Override
  public void nature(Nature nature) {
    view.change(
        state -> {
          if (!state.natures.has(nature.id())) {
            state.natures = state.natures.with(nature.id(), nature);
          }
        });
  }

  @Override
  public void insert(OrchestrationSession session) {
    view.change(
        state -> {
          Refused.unless(state.deviceIds.has(session.deviceId()), "The device of the session");
          Refused.unless(state.natures.has(session.natureId()), "The nature of the session");
          refuseUsed(state.sessions.has(session.id()), "The orchestration session", session.id());
          state.sessions =
              state.sessions.with(
                  session.id(),
                  ended(
                      session,
                      session.finishedAt(),
                      session.diagnostics(),
                      session.diagnosticsMarkdown()));
        });
  }

  @Override
  public void finish(String sessionId, Instant at, Json diagnostics, String markdown) {
    view.change(
        state -> {
          OrchestrationSession session = state.sessions.get(sessionId);
          if (session == null) {
            throw Refused.because(
                Refused.MISSING, "The orchestration session " + sessionId + " does not exist.");
          }
          state.sessions =
              state.sessions.with(sessionId, ended(session, at, diagnostics, markdown));
        });
  }

  private static OrchestrationSession ended(
      OrchestrationSession session,
      @Nullable Instant at,
      @Nullable Json diagnostics,
      @Nullable String markdown) {
    return new OrchestrationSession(
        session.id(),
        session.deviceId(),
        session.natureId(),
        session.version(),
        View.storedOrNull(session.startedAt()),
        View.storedOrNull(at),
        session.args(),
        diagnostics,
        markdown);
  }

  @Override
  public void insert(Entry entry) {
    view.change(
        state -> {
          checkParents(state, entry.sessionId(), null);
          state.entries = state.entries.with(entry.sessionId(), entry.id(), entry);
        });
  }

  @Override
  public void insertStates(List<StateTransition> transitions) {
    view.change(
        state -> {
          for (StateTransition given : transitions) {
            checkParents(state, given.sessionId(), given.entryId());
            state.transitions =
                state.transitions.with(given.sessionId(), given.id(), stored(given));
          }
        });
  }

  private static StateTransition stored(StateTransition given) {
    return new StateTransition(
        given.id(),
        given.sessionId(),
        given.entryId(),
        given.from(),
        given.to(),
        given.result(),
        given.reason(),
        View.storedOrNull(given.at()));
  }

  @Override
  public void insertIssues(List<Issue> issues) {
    view.change(
        state -> {
          for (Issue issue : issues) {
            checkParents(state, issue.sessionId(), issue.entryId());
            state.issues = state.issues.with(issue.sessionId(), issue.id(), issue);
          }
        });
  }

  private static void checkParents(State state, String sessionId, @Nullable String entryId) {
    Refused.unless(state.sessions.has(sessionId), "The orchestration session " + sessionId);
    Refused.unless(entryId == null || state.entries.has(entryId), "The entry " + entryId);
  }

  private static void refuseUsed(boolean isUsed, String what, String id) {
    if (isUsed) {
      throw Refused.because(Refused.UNIQUE, what + " " + id + " is there already.");
    }
  }
}
