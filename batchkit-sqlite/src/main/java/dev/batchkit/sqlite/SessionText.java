package dev.batchkit.sqlite;

import dev.batchkit.batch.UtcText;
import dev.batchkit.json.Json;
import dev.batchkit.orchestration.SessionState;
import dev.batchkit.store.SessionQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The SQL of one way to look for sessions: a condition that nobody asks for is not there, so that
 * the planner finds the index of those that are.
 */
final class SessionText {
  /**
   * When a session began, as a number; NULL where that is no time: digits are a Julian day else.
   */
  private static final String BEGAN =
      "CASE WHEN orch_started_at GLOB '[0-9][0-9][0-9][0-9]-*' THEN julianday(orch_started_at) END";

  private static final String ID_IS_HELD =
      "orchestration_session_id IN (SELECT value FROM json_each(?))";

  private final StringBuilder where =
      new StringBuilder(" WHERE orchestration_session_id IS NOT NULL");
  private final List<Object> arguments = new ArrayList<>();
  private final String table;

  SessionText(Schema schema, SessionQuery query) {
    table = '"' + schema.name("orchestration_session") + '"';
    and("device_id = ?", query.deviceId());
    and("orchestration_nature_id = ?", query.natureId());
    and(BEGAN + " >= julianday(?)", text(query.from()));
    and(BEGAN + " < julianday(?)", text(query.before()));
    state(query);
  }

  private void state(SessionQuery query) {
    SessionState state = query.state();
    if (state != null) {
      where.append(
          state == SessionState.FINISHED
              ? " AND orch_finished_at IS NOT NULL"
              : " AND orch_finished_at IS NULL");
    }
    if (state == SessionState.RUNNING) {
      and(ID_IS_HELD, Json.write(List.copyOf(query.held())).text());
    } else if (state == SessionState.ABANDONED) {
      and("NOT " + ID_IS_HELD, Json.write(List.copyOf(query.held())).text());
    }
  }

  private void and(String condition, @Nullable Object argument) {
    if (argument != null) {
      where.append(" AND ").append(condition);
      arguments.add(argument);
    }
  }

  private static @Nullable String text(@Nullable Instant instant) {
    return instant == null ? null : UtcText.of(instant);
  }

  /** What is to be bound, from the first parameter on; those of a page come after it. */
  List<Object> arguments() {
    return arguments;
  }

  /** A page of those below a rowid, at most so many; both are bound last. */
  String page() {
    return "SELECT * FROM " + table + where + " AND rowid < ? ORDER BY rowid DESC LIMIT ?";
  }

  String count() {
    return "SELECT count(*) FROM " + table + where;
  }
}
