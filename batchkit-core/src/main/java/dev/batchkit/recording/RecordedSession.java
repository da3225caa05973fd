package dev.batchkit.recording;

import dev.batchkit.error.BatchKitException;
import dev.batchkit.json.Json;
import dev.batchkit.orchestration.EntryRecording;
import dev.batchkit.orchestration.Issue;
import dev.batchkit.orchestration.IssueRelation;
import dev.batchkit.orchestration.Recording;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A session that goes on. */
final class RecordedSession extends StateBase implements Recording {
  private static final Logger LOG = LoggerFactory.getLogger(RecordedSession.class);

  private final Recordings recordings;
  private final String natureId;
  private final Set<RecordedEntry> open = new LinkedHashSet<>();

  RecordedSession(Recordings recordings, SessionDesk desk, String natureId) {
    super(desk, null);
    this.recordings = recordings;
    this.natureId = natureId;
  }

  @Override
  public String id() {
    return desk().sessionId();
  }

  @Override
  String name() {
    return "The session " + id();
  }

  @Override
  @Nullable String entryId() {
    return null;
  }

  @Override
  public EntryRecording entry(String source, @Nullable String tableName) {
    return RecordedEntry.open(this, source, tableName);
  }

  /** Under the lock of the desk. */
  void opened(RecordedEntry entry) {
    open.add(entry);
  }

  /** Under the lock of the desk. */
  void closed(RecordedEntry entry) {
    open.remove(entry);
  }

  @Override
  public void relate(String issueId, String otherId, String nature) {
    String how = desk().clean().text("nature", nature);
    if (issueId.equals(otherId)) {
      throw Clean.refused("otherId", "is the issue itself");
    }
    requireIssue("issueId", issueId);
    requireIssue("otherId", otherId);
    boolean unused =
        desk()
            .record(
                this,
                () -> {
                  Json at = Json.write(Map.of("at", desk().at()));
                  desk()
                      .add(
                          new IssueRelation(desk().newId(), issueId, otherId, how, at),
                          SessionDesk.weight(how));
                  return true;
                });
  }

  private void requireIssue(String field, String id) {
    if (!desk().commit().queue().has(row -> row instanceof Issue issue && issue.id().equals(id))
        && recordings.store().ledger().issue(id).isEmpty()) {
      throw Clean.refused(field, "is the id of no issue");
    }
  }

  @Override
  public void flush() {
    desk().commit().flush();
  }

  @Override
  public void finish(@Nullable Object diagnostics) {
    Json json = desk().clean().json(diagnostics);
    if (json == null) {
      json = Json.write(Map.of("status", "completed"));
    }
    desk().commit().requireOutside();
    boolean unused =
        desk()
            .record(
                this,
                () -> {
                  endEntries("the session was finished");
                  setEnded(true);
                  return true;
                });
    if (!store(json)) {
      throw desk().ended(this);
    }
    desk().requireNothingRefused();
  }

  private void endEntries(String reason) {
    List.copyOf(open).forEach(entry -> entry.interrupt(reason));
  }

  /**
   * Stores the end; if that cannot be done, the session goes on.
   *
   * @return false if somebody else has ended it before
   */
  private boolean store(Json diagnostics) {
    boolean isStored = false;
    try {
      desk().commit().flush();
      boolean isOwn = recordings.finish(this, diagnostics);
      isStored = true;
      return isOwn;
    } finally {
      if (!isStored) {
        synchronized (desk()) {
          setEnded(false);
        }
      }
    }
  }

  @Override
  public void close() {
    interrupt("left before its end");
  }

  /** Ends it as INTERRUPTED, unless it has ended. */
  void interrupt(String reason) {
    synchronized (desk()) {
      if (hasEnded()) {
        return;
      }
      endEntries(reason);
      if (!States.is("INTERRUPTED", last())) {
        add(States.interrupted(last(), natureId), null, reason, null);
      }
      setEnded(true);
    }
    try {
      if (!store(Json.write(Map.of("status", "interrupted")))) {
        LOG.warn("The session {} was ended by somebody else before it was left", id());
      }
    } catch (BatchKitException e) {
      LOG.warn(
          "The session {} was left before its end, which cannot be stored now ({}): it is recovered"
              + " when its kit is gone",
          id(),
          e.getClass().getSimpleName());
    }
  }
}
