package dev.batchkit.testkit;

import dev.batchkit.error.InvalidValue;
import dev.batchkit.json.Json;
import dev.batchkit.orchestration.Device;
import dev.batchkit.orchestration.Entry;
import dev.batchkit.orchestration.Exec;
import dev.batchkit.orchestration.Issue;
import dev.batchkit.orchestration.IssueRelation;
import dev.batchkit.orchestration.LogEntry;
import dev.batchkit.orchestration.Nature;
import dev.batchkit.orchestration.OrchestrationSession;
import dev.batchkit.orchestration.StateTransition;
import dev.batchkit.store.LedgerWrites;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Writes the ledger. */
final class MemoryLedgerWrites extends MemoryLedgerReads implements LedgerWrites {
  private static final Pattern NUMBER =
      Pattern.compile("\\s*[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?\\s*");

  private final View view;

  MemoryLedgerWrites(View view) {
    super(view);
    this.view = view;
  }

  @Override
  public String device(Device device) {
    return view.read(
        state -> {
          List<String> key = List.of(device.name(), device.state().text(), device.boundary());
          String known = state.devices.get(key);
          if (known != null) {
            return known;
          }
          refuseUsed(state.deviceIds.has(device.id()), "The device", device.id());
          state.devices = state.devices.with(key, device.id());
          state.deviceIds = state.deviceIds.with(device.id(), device);
          return device.id();
        });
  }

  @Override
  public Nature nature(Nature nature) {
    return view.read(
        state -> {
          Nature known = state.natures.get(nature.id());
          if (known != null) {
            return known;
          }
          state.natures = state.natures.with(nature.id(), nature);
          return nature;
        });
  }

  @Override
  public void insert(OrchestrationSession session) {
    view.change(
        state -> {
          Refused.unless(state.deviceIds.has(session.deviceId()), "The device of the session");
          Refused.unless(state.natures.has(session.natureId()), "The nature of the session");
          state.sessions =
              state.sessions.with(
                  Children.ROOT,
                  session.id(),
                  ended(
                      session,
                      session.finishedAt(),
                      session.diagnostics(),
                      session.diagnosticsMarkdown()));
        });
  }

  @Override
  public void recording(String sessionId, long owner) {
    view.change(
        state -> {
          checkParents(state, sessionId, null);
          refuseUsed(state.recordings.has(sessionId), "The recording", sessionId);
          state.recordings = state.recordings.with(sessionId, owner);
        });
  }

  @Override
  public void finish(String sessionId, Instant at, Json diagnostics, String markdown) {
    view.change(
        state -> {
          state.sessions =
              state.sessions.changed(
                  sessionId, session -> ended(session, at, diagnostics, markdown));
          state.recordings = state.recordings.without(sessionId);
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
        session.elaboration(),
        session.args(),
        diagnostics,
        markdown);
  }

  @Override
  public void insertEntries(List<Entry> entries) {
    view.change(
        state -> {
          for (Entry entry : entries) {
            checkParents(state, entry.sessionId(), null);
            state.entries = state.entries.with(entry.sessionId(), entry.id(), entry);
          }
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
        View.storedOrNull(given.at()),
        given.elaboration());
  }

  @Override
  public void insertExecs(List<Exec> execs) {
    view.change(
        state -> {
          for (Exec exec : execs) {
            checkParents(state, exec.sessionId(), exec.entryId());
            String parent = exec.parentId();
            Refused.unless(parent == null || state.execs.has(parent), "The exec " + parent);
            state.execs = state.execs.with(exec.sessionId(), exec.id(), exec);
          }
        });
  }

  @Override
  public void endExecs(List<Exec> execs) {
    view.change(
        state -> {
          for (Exec exec : execs) {
            state.execs = state.execs.changed(exec.id(), begun -> ended(begun, exec));
          }
        });
  }

  private static Exec ended(Exec begun, Exec end) {
    return new Exec(
        begun.id(),
        begun.sessionId(),
        begun.entryId(),
        begun.parentId(),
        begun.nature(),
        begun.namespace(),
        begun.identity(),
        begun.code(),
        end.status(),
        begun.input(),
        end.error(),
        end.output(),
        end.outputNature(),
        end.narrative(),
        end.elaboration());
  }

  @Override
  public void insertRelations(List<IssueRelation> relations) {
    relations.forEach(relation -> checkId("issue relation", relation.id()));
    view.change(
        state -> {
          for (IssueRelation relation : relations) {
            Issue issue = state.issues.get(relation.issueId());
            if (issue == null) {
              throw Refused.because(
                  Refused.REFERENCE, "The issue " + relation.issueId() + " does not exist.");
            }
            state.relations = state.relations.with(issue.sessionId(), relation.id(), relation);
          }
        });
  }

  @Override
  public void insertLogs(List<LogEntry> logs) {
    logs.forEach(log -> checkId("line of the log", log.id()));
    view.change(
        state -> {
          for (LogEntry log : logs) {
            String parent = log.parentId();
            Refused.unless(parent == null || state.logs.has(parent), "The line " + parent);
            String session = log.sessionId();
            state.logs = state.logs.with(session == null ? "" : session, log.id(), log);
          }
        });
  }

  @Override
  public void insertIssues(List<Issue> issues) {
    issues.forEach(issue -> checkId("issue", issue.id()));
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

  /** The rule of stores whose ids of this kind must not look like numbers. */
  private static void checkId(String what, String id) {
    if (NUMBER.matcher(id).matches()) {
      String fault = "id: is a number to SQLite, which would change it";
      throw new InvalidValue(
          "The " + what + " cannot be stored: " + fault + ".", List.of(fault), null);
    }
  }

  private static void refuseUsed(boolean isUsed, String what, String id) {
    if (isUsed) {
      throw Refused.because(Refused.UNIQUE, what + " " + id + " is there already.");
    }
  }
}
