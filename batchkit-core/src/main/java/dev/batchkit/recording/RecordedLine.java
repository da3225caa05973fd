package dev.batchkit.recording;

import dev.batchkit.json.Json;
import dev.batchkit.orchestration.LogEntry;
import dev.batchkit.orchestration.LogLine;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A line of the log. */
final class RecordedLine implements LogLine {
  private final RecorderBase recorder;
  private final String id;
  private long lines;

  private RecordedLine(RecorderBase recorder, String id) {
    this.recorder = recorder;
    this.id = id;
  }

  /**
   * Records a line.
   *
   * @param parent the line that it is a detail of; null for none
   */
  static LogLine record(
      RecorderBase recorder, @Nullable RecordedLine parent, String category, String content) {
    SessionDesk desk = recorder.desk();
    String kind = desk.clean().any("category", category);
    String said = desk.clean().any("content", content);
    return desk.record(
        recorder,
        () -> {
          Map<String, Object> own = recorder.own();
          own.put("session_id", desk.sessionId());
          if (recorder.entryId() != null) {
            own.put("entry_id", recorder.entryId());
          }
          RecordedLine line = new RecordedLine(recorder, desk.newId());
          long place = parent == null ? desk.nextLine() : parent.lines++;
          desk.add(
              new LogEntry(
                  line.id, kind, parent == null ? null : parent.id, said, place, Json.write(own)),
              SessionDesk.weight(kind, said));
          return line;
        });
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public LogLine log(String category, String content) {
    return record(recorder, this, category, content);
  }
}
