package dev.batchkit.sqlite;

import static dev.batchkit.sqlite.ForeignCell.json;
import static dev.batchkit.sqlite.ForeignCell.number;
import static dev.batchkit.sqlite.ForeignCell.required;
import static dev.batchkit.sqlite.ForeignCell.text;
import static dev.batchkit.sqlite.ForeignCell.time;

import dev.batchkit.json.Json;
import dev.batchkit.orchestration.Device;
import dev.batchkit.orchestration.Entry;
import dev.batchkit.orchestration.Exec;
import dev.batchkit.orchestration.Issue;
import dev.batchkit.orchestration.IssueCount;
import dev.batchkit.orchestration.IssueRelation;
import dev.batchkit.orchestration.LogEntry;
import dev.batchkit.orchestration.Nature;
import dev.batchkit.orchestration.NatureStatistics;
import dev.batchkit.orchestration.OrchestrationSession;
import dev.batchkit.orchestration.SessionCounts;
import dev.batchkit.orchestration.StateTransition;
import dev.batchkit.store.OpenRecording;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** How the ledger is read from rows, whoever wrote them. */
final class LedgerRows {
  private LedgerRows() {}

  static void registerOn(Jdbi jdbi) {
    jdbi.registerRowMapper(OrchestrationSession.class, (row, context) -> session(row));
    jdbi.registerRowMapper(Entry.class, (row, context) -> entry(row));
    jdbi.registerRowMapper(StateTransition.class, (row, context) -> state(row));
    jdbi.registerRowMapper(Exec.class, (row, context) -> exec(row));
    jdbi.registerRowMapper(Issue.class, (row, context) -> issue(row));
    jdbi.registerRowMapper(SessionCounts.class, (row, context) -> counts(row));
    jdbi.registerRowMapper(IssueCount.class, (row, context) -> issueCount(row));
    jdbi.registerRowMapper(IssueRelation.class, (row, context) -> relation(row));
    jdbi.registerRowMapper(LogEntry.class, (row, context) -> log(row));
    jdbi.registerRowMapper(Device.class, (row, context) -> device(row));
    jdbi.registerRowMapper(Nature.class, (row, context) -> nature(row));
    jdbi.registerRowMapper(NatureStatistics.class, (row, context) -> statistics(row));
    jdbi.registerRowMapper(OpenRecording.class, (row, context) -> recording(row));
  }

  static OrchestrationSession session(ResultSet row) throws SQLException {
    return new OrchestrationSession(
        required(row, "orchestration_session_id"),
        required(row, "device_id"),
        required(row, "orchestration_nature_id"),
        required(row, "version"),
        time(row, "orch_started_at"),
        time(row, "orch_finished_at"),
        json(row, "elaboration"),
        json(row, "args_json"),
        json(row, "diagnostics_json"),
        text(row, "diagnostics_md"));
  }

  private static Entry entry(ResultSet row) throws SQLException {
    return new Entry(
        required(row, "orchestration_session_entry_id"),
        required(row, "session_id"),
        required(row, "ingest_src"),
        text(row, "ingest_table_name"),
        json(row, "elaboration"));
  }

  private static StateTransition state(ResultSet row) throws SQLException {
    return new StateTransition(
        required(row, "orchestration_session_state_id"),
        required(row, "session_id"),
        text(row, "session_entry_id"),
        required(row, "from_state"),
        required(row, "to_state"),
        json(row, "transition_result"),
        text(row, "transition_reason"),
        time(row, "transitioned_at"),
        json(row, "elaboration"));
  }

  private static Exec exec(ResultSet row) throws SQLException {
    return new Exec(
        required(row, "orchestration_session_exec_id"),
        required(row, "session_id"),
        text(row, "session_entry_id"),
        text(row, "parent_exec_id"),
        required(row, "exec_nature"),
        text(row, "namespace"),
        text(row, "exec_identity"),
        required(row, "exec_code"),
        required(row, "exec_status"),
        text(row, "input_text"),
        text(row, "exec_error_text"),
        text(row, "output_text"),
        json(row, "output_nature"),
        text(row, "narrative_md"),
        json(row, "elaboration"));
  }

  private static Device device(ResultSet row) throws SQLException {
    return new Device(
        required(row, "device_id"),
        required(row, "name"),
        state(json(row, "state")),
        required(row, "boundary"),
        json(row, "segmentation"),
        json(row, "state_sysinfo"),
        json(row, "elaboration"));
  }

  private static Nature nature(ResultSet row) throws SQLException {
    return new Nature(
        required(row, "orchestration_nature_id"),
        required(row, "nature"),
        json(row, "elaboration"));
  }

  private static SessionCounts counts(ResultSet row) throws SQLException {
    return new SessionCounts(
        row.getLong("entries"),
        row.getLong("execs"),
        row.getLong("failed_execs"),
        row.getLong("issues"),
        row.getLong("relations"),
        row.getLong("logs"));
  }

  private static IssueCount issueCount(ResultSet row) throws SQLException {
    return new IssueCount(
        required(row, "issue_type"),
        text(row, "severity"),
        text(row, "session_entry_id"),
        row.getLong("issue_count"));
  }

  private static IssueRelation relation(ResultSet row) throws SQLException {
    return new IssueRelation(
        required(row, "orchestration_session_issue_relation_id"),
        required(row, "issue_id_prime"),
        required(row, "issue_id_rel"),
        required(row, "relationship_nature"),
        json(row, "elaboration"));
  }

  private static LogEntry log(ResultSet row) throws SQLException {
    return new LogEntry(
        required(row, "orchestration_session_log_id"),
        text(row, "category"),
        text(row, "parent_exec_id"),
        required(row, "content"),
        number(row, "sibling_order"),
        json(row, "elaboration"));
  }

  private static OpenRecording recording(ResultSet row) throws SQLException {
    return new OpenRecording(row.getString("orchestration_session_id"), row.getLong("owner"));
  }

  private static Issue issue(ResultSet row) throws SQLException {
    return new Issue(
        required(row, "orchestration_session_issue_id"),
        required(row, "session_id"),
        text(row, "session_entry_id"),
        required(row, "issue_type"),
        required(row, "issue_message"),
        number(row, "issue_row"),
        text(row, "issue_column"),
        text(row, "invalid_value"),
        text(row, "remediation"),
        json(row, "elaboration"));
  }

  private static NatureStatistics statistics(ResultSet row) throws SQLException {
    long sessions = row.getLong("sessions");
    long succeeded = row.getLong("succeeded");
    long failed = row.getLong("failed");
    return new NatureStatistics(
        required(row, "nature_id"),
        required(row, "label"),
        sessions,
        succeeded,
        failed,
        sessions - succeeded - failed,
        duration(row, "shortest"),
        duration(row, "median"),
        duration(row, "p95"),
        duration(row, "longest"));
  }

  private static @Nullable Duration duration(ResultSet row, String column) throws SQLException {
    long millis = row.getLong(column);
    return row.wasNull() ? null : Duration.ofMillis(millis);
  }

  private static Json state(@Nullable Json state) {
    return state == null ? Json.write("") : state;
  }
}
