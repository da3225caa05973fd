package dev.batchkit.sqlite;

import dev.batchkit.store.OpenRecording;
import java.util.List;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The table {@code batchkit_recording}. */
interface RecordingSql {
  @SqlUpdate("INSERT INTO <batchkit_recording> VALUES (:sessionId, :owner)")
  void insert(String sessionId, long owner);

  @SqlUpdate("DELETE FROM <batchkit_recording> WHERE orchestration_session_id = :sessionId")
  int delete(String sessionId);

  @SqlQuery("SELECT * FROM <batchkit_recording>")
  List<OpenRecording> all();
}
