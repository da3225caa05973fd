package dev.batchkit.report;

import dev.batchkit.orchestration.Device;
import dev.batchkit.orchestration.IssueRelation;
import dev.batchkit.orchestration.Nature;
import dev.batchkit.orchestration.OrchestrationSession;
import dev.batchkit.orchestration.SessionCounts;
import dev.batchkit.orchestration.SessionState;
import dev.batchkit.orchestration.StateTransition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One orchestration session as a whole. It is bounded, however much was recorded: lists hold the
 * first items and say how many there are, long texts are cut and say so, numbers are of all there
 * is.
 *
 * @param session the session
 * @param device the device that it ran on; null where the file does not have it
 * @param nature its nature; null where the file does not have it
 * @param state how far it is
 * @param failure the state transition by which it failed; null if it did not
 * @param counts how much of what it has
 * @param errors how many of its issues are errors
 * @param failedEntryCount how many of its entries failed, also of those that are not shown
 * @param states its own state transitions
 * @param entries its entries
 * @param execs what ran, each within what it ran in; the total counts all of them, and those that
 *     failed are shown first of all
 * @param issues its issues by type and severity, the worst and the most first; the total counts the
 *     groups
 * @param relations what issues have to do with each other
 * @param log the lines of its log, each below the line that it is a detail of; the total counts all
 * @param timeline what happened, in order
 */
public record SessionTree(
    OrchestrationSession session,
    @Nullable Device device,
    @Nullable Nature nature,
    SessionState state,
    @Nullable StateTransition failure,
    SessionCounts counts,
    long errors,
    long failedEntryCount,
    Part<StateTransition> states,
    Part<EntryNode> entries,
    Part<ExecNode> execs,
    Part<IssueGroup> issues,
    Part<IssueRelation> relations,
    Part<LogNode> log,
    Part<TimelineEvent> timeline) {
  /** The label of its nature, or what stands in its place. */
  public String title() {
    String label = Shown.line(nature == null ? session.natureId() : nature.label(), 200);
    return label.isEmpty() ? "Session" : label;
  }

  /** How it went. */
  public Outcome outcome() {
    if (state == SessionState.RUNNING) {
      return Outcome.RUNNING;
    }
    if (failure != null) {
      return Outcome.FAILED;
    }
    if (state == SessionState.ABANDONED) {
      return Outcome.ABANDONED;
    }
    return hasFaults() ? Outcome.SUCCEEDED_WITH_FAULTS : Outcome.SUCCEEDED;
  }

  /** How long it took; null while it has not ended, or where nobody said. */
  public @Nullable Duration duration() {
    Instant started = session.startedAt();
    Instant finished = session.finishedAt();
    return started == null || finished == null ? null : Duration.between(started, finished);
  }

  /** The execs that are shown and failed, in order. */
  public List<ExecNode> failedExecs() {
    return allExecs().filter(node -> node.exec().isFailed()).toList();
  }

  /** The entries that are shown and failed, in order. */
  public List<EntryNode> failedEntries() {
    return entries.shown().stream().filter(EntryNode::failed).toList();
  }

  /** How many entries and execs failed and are not shown. */
  public long unseenFailures() {
    return Math.max(0, failedEntryCount - failedEntries().size())
        + Math.max(0, counts.failedExecs() - failedExecs().size());
  }

  /** All execs that are shown, each before what ran in it. */
  public Stream<ExecNode> allExecs() {
    return execs.shown().stream().flatMap(ExecNode::all);
  }

  /** The entry with this id, if it is shown. */
  public @Nullable EntryNode entry(@Nullable String entryId) {
    return entries.shown().stream()
        .filter(node -> node.entry().id().equals(entryId))
        .findFirst()
        .orElse(null);
  }

  private boolean hasFaults() {
    return counts.failedExecs() > 0 || errors > 0 || failedEntryCount > 0;
  }
}
