package dev.batchkit.recording;

import dev.batchkit.error.BatchKitException;
import dev.batchkit.json.Json;
import dev.batchkit.orchestration.Entry;
import dev.batchkit.orchestration.EntryRecording;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An entry that is worked on. */
final class RecordedEntry extends StateBase implements EntryRecording {

  private final RecordedSession session;
  private final String id;
  private volatile @Nullable BatchKitException refusal;

  private RecordedEntry(RecordedSession session) {
    super(session.desk(), session);
    this.session = session;
    this.id = session.desk().newId();
  }

  static RecordedEntry open(
      RecordedSession session, @Nullable String source, @Nullable String tableName) {
    SessionDesk desk = session.desk();
    String from = desk.clean().text("source", source);
    String table = desk.clean().orNull("tableName", tableName);
    desk.commit().requireOutside();
    RecordedEntry entry = desk.record(session, () -> begin(session, from, table));
    boolean isStored = false;
    try {
      desk.commit().flush();
      isStored = true;
    } finally {
      if (!isStored) {
        entry.close();
      }
    }
    entry.requireStored();
    return entry;
  }

  private static RecordedEntry begin(
      RecordedSession session, String source, @Nullable String table) {
    RecordedEntry entry = new RecordedEntry(session);
    SessionDesk desk = session.desk();
    Json at = Json.write(Map.of("at", desk.at()));
    desk.add(
        new Entry(entry.id, desk.sessionId(), source, table, at),
        false,
        SessionDesk.weight(source, table),
        why -> entry.refusal = why);
    entry.add(States.in("ENTER", States.INGEST), null, null, null);
    session.opened(entry);
    return entry;
  }

  private void requireStored() {
    if (refusal != null) {
      throw Objects.requireNonNull(refusal);
    }
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  String name() {
    return "The entry " + id;
  }

  @Override
  String entryId() {
    return id;
  }

  @Override
  public void finish(@Nullable Object result) {
    Json json = desk().clean().json(result);
    desk().commit().requireOutside();
    boolean unused =
        desk()
            .record(
                this,
                () -> {
                  add(States.in("EXIT", States.INGEST), json, null, null);
                  leave();
                  return true;
                });
    desk().commit().flush();
  }

  private void leave() {
    setEnded(true);
    session.closed(this);
  }

  @Override
  public void close() {
    synchronized (desk()) {
      if (!hasEnded()) {
        interrupt("left before its end");
      }
    }
  }

  /** Ends it as it is left; under the lock of the desk. */
  void interrupt(String reason) {
    if (!States.isBad(last())) {
      add(States.interrupted(last(), States.INGEST), null, reason, null);
    }
    leave();
  }
}
