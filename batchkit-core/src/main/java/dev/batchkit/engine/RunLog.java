package dev.batchkit.engine;

import dev.batchkit.batch.Problem;
import dev.batchkit.batch.Progress;
import dev.batchkit.batch.Run;
import dev.batchkit.batch.RunOutcome;
import dev.batchkit.json.Json;
import dev.batchkit.orchestration.Entry;
import dev.batchkit.orchestration.Issue;
import dev.batchkit.orchestration.StateTransition;
import dev.batchkit.store.Unit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a run has to say: counts for its row, events for the ledger, progress for the listener.
 * Events wait here for the transaction that ends the chunk; what a rolled-back transaction would
 * have written waits for the next.
 */
final class RunLog {
  private static final Logger LOG = LoggerFactory.getLogger(RunLog.class);
  private static final int MOST_ISSUES = 1000;
  private static final long PROGRESS_NANOS = 100_000_000;

  /** What a rollback has to take back. */
  record Mark(
      long done,
      long failed,
      long skipped,
      long issues,
      int waitingIssues,
      int waitingStates,
      @Nullable Entry entry,
      String entryState,
      String state) {}

  private final EngineSettings settings;
  private final Run begun;
  private final List<Entry> entries = new ArrayList<>();
  private final List<StateTransition> states = new ArrayList<>();
  private final List<Issue> issues = new ArrayList<>();
  private Consumer<Progress> listener;
  private @Nullable Entry entry;
  private String state = StateTransition.NONE;
  private String entryState = StateTransition.NONE;
  private String phase;
  private long done;
  private long failed;
  private long skipped;
  private long found;
  private long total = -1;
  private long writtenAt = System.nanoTime();
  private long toldAt = System.nanoTime() - PROGRESS_NANOS;

  RunLog(EngineSettings settings, Run begun) {
    this.settings = settings;
    this.begun = begun;
    this.listener = settings.progress();
    this.phase = begun.phase();
  }

  String id() {
    return begun.id();
  }

  int attempt() {
    return begun.attempt();
  }

  Run run(@Nullable RunOutcome outcome) {
    return new Run(
        begun.id(),
        begun.batchId(),
        begun.activity(),
        begun.attempt(),
        begun.owner(),
        phase,
        done,
        total,
        failed,
        skipped,
        found,
        begun.startedAt(),
        settings.clock().instant(),
        outcome);
  }

  void phase(String next) {
    phase = next;
    tell(false);
  }

  void total(long rows) {
    total = rows;
  }

  /** There were not more than these: rows that were removed were in the total. */
  void allDone() {
    total = done;
  }

  long applied() {
    return done - failed - skipped;
  }

  long skipped() {
    return skipped;
  }

  long failed() {
    return failed;
  }

  void done(long rows) {
    done += rows;
  }

  void failed(long rows) {
    failed += rows;
  }

  void skipped(long rows) {
    skipped += rows;
  }

  /** Opens an entry for a source; what is logged after it belongs to it. */
  void entry(String source, @Nullable String tableName) {
    endEntry("EXIT");
    entry = new Entry(settings.ids().get(), begun.id(), source, tableName, null);
    entries.add(entry);
    entryState = StateTransition.NONE;
    entryTo("ENTER(" + begun.activity().word() + ")");
  }

  boolean hasEntry() {
    return entry != null;
  }

  /** Ends the open entry, if there is one. */
  void endEntry(String how) {
    if (entry != null) {
      entryTo(how + "(" + begun.activity().word() + ")");
      entry = null;
    }
  }

  private void entryTo(String next) {
    if (entry != null) {
      states.add(transition(entry.id(), entryState, next, null, null));
      entryState = next;
    }
  }

  void state(String how, @Nullable Json result, @Nullable String reason) {
    String next = how + "(" + begun.activity().word() + ")";
    states.add(transition(null, state, next, result, reason));
    state = next;
  }

  private StateTransition transition(
      @Nullable String entryId,
      String from,
      String to,
      @Nullable Json result,
      @Nullable String reason) {
    return new StateTransition(
        settings.ids().get(),
        begun.id(),
        entryId,
        from,
        to,
        result,
        reason,
        settings.clock().instant(),
        null);
  }

  void problems(long row, List<Problem> problems) {
    for (Problem problem : problems) {
      issue(row, problem);
    }
  }

  /** Counts an issue, and keeps it if it is among the first. */
  void issue(long row, Problem problem) {
    found++;
    if (found <= MOST_ISSUES) {
      issues.add(
          new Issue(
              settings.ids().get(),
              begun.id(),
              entry == null ? null : entry.id(),
              problem.code(),
              problem.message(),
              row,
              problem.column(),
              problem.invalidValue(),
              problem.remediation(),
              Json.write(Map.of("severity", problem.severity()))));
    }
  }

  Mark mark() {
    return new Mark(
        done, failed, skipped, found, issues.size(), states.size(), entry, entryState, state);
  }

  void backTo(Mark mark) {
    done = mark.done();
    failed = mark.failed();
    skipped = mark.skipped();
    found = mark.issues();
    issues.subList(mark.waitingIssues(), issues.size()).clear();
    states.subList(mark.waitingStates(), states.size()).clear();
    entry = mark.entry();
    entryState = mark.entryState();
    state = mark.state();
  }

  /** Writes what waits; it goes on waiting until {@link #committed}. */
  Run flush(Unit unit, @Nullable RunOutcome outcome) {
    if (!entries.isEmpty()) {
      unit.ledger().insertEntries(entries);
    }
    if (!states.isEmpty()) {
      unit.ledger().insertStates(states);
    }
    if (!issues.isEmpty()) {
      unit.ledger().insertIssues(issues);
    }
    Run run = run(outcome);
    unit.runs().update(run);
    return run;
  }

  /** Whether there is something to write although no row changes; progress counts now and then. */
  boolean isDue() {
    return !entries.isEmpty()
        || !states.isEmpty()
        || !issues.isEmpty()
        || System.nanoTime() - writtenAt >= PROGRESS_NANOS;
  }

  void committed() {
    writtenAt = System.nanoTime();
    entries.clear();
    states.clear();
    issues.clear();
  }

  Instant now() {
    return settings.clock().instant();
  }

  /** Tells the listener, at most ten times a second unless it is the last word. */
  void tell(boolean last) {
    long now = System.nanoTime();
    if (!last && now - toldAt < PROGRESS_NANOS) {
      return;
    }
    toldAt = now;
    try {
      listener.accept(new Progress(begun.batchId(), begun.activity(), phase, done, total));
    } catch (Exception | Error e) {
      listener = progress -> {};
      LOG.warn(
          "The progress listener threw {} in run {} and is not told again in this run",
          e.getClass().getName(),
          begun.id());
    }
  }
}
