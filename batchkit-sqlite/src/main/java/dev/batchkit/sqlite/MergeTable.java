package dev.batchkit.sqlite;

import java.util.List;
import java.util.Map;

/**
 * How the rows of a table are merged.
 *
 * @param name its documented name
 * @param id its primary key
 * @param references what its columns refer to
 * @param identity if one of these differs under the same id, the rows are about different things,
 *     and what belongs to the one does not belong to the other
 * @param later what is set when that which a row is about has ended; empty where rows never change
 * @param end the one of these that says whether it has
 */
record MergeTable(
    String name,
    String id,
    Map<String, String> references,
    List<String> identity,
    List<String> later,
    String end) {
  static final String DEVICE = "device";
  static final String SESSION = "orchestration_session";
  static final String LOG = "orchestration_session_log";

  private static final String NATURE = "orchestration_nature";
  private static final String ENTRY = "orchestration_session_entry";
  private static final String EXEC = "orchestration_session_exec";
  private static final String ISSUE = "orchestration_session_issue";
  private static final List<String> OF_SESSION = List.of("session_id");

  /** All of them, each after those that it refers to. */
  static final List<MergeTable> ALL =
      List.of(
          fixed(DEVICE, "device_id", Map.of(), List.of()),
          fixed(NATURE, "orchestration_nature_id", Map.of(), List.of()),
          new MergeTable(
              SESSION,
              "orchestration_session_id",
              Map.of("device_id", DEVICE, "orchestration_nature_id", NATURE),
              List.of("device_id", "orchestration_nature_id", "version", "orch_started_at"),
              List.of(
                  "orch_finished_at",
                  "elaboration",
                  "args_json",
                  "diagnostics_json",
                  "diagnostics_md"),
              "orch_finished_at"),
          fixed(ENTRY, "orchestration_session_entry_id", Map.of("session_id", SESSION), OF_SESSION),
          fixed(
              "orchestration_session_state",
              "orchestration_session_state_id",
              Map.of("session_id", SESSION, "session_entry_id", ENTRY),
              OF_SESSION),
          new MergeTable(
              EXEC,
              "orchestration_session_exec_id",
              Map.of("session_id", SESSION, "session_entry_id", ENTRY, "parent_exec_id", EXEC),
              OF_SESSION,
              List.of(
                  "exec_status",
                  "exec_error_text",
                  "output_text",
                  "output_nature",
                  "narrative_md",
                  "elaboration"),
              "exec_status"),
          fixed(
              ISSUE,
              "orchestration_session_issue_id",
              Map.of("session_id", SESSION, "session_entry_id", ENTRY),
              OF_SESSION),
          fixed(
              "orchestration_session_issue_relation",
              "orchestration_session_issue_relation_id",
              Map.of("issue_id_prime", ISSUE),
              List.of()),
          fixed(
              LOG,
              "orchestration_session_log_id",
              Map.of("parent_exec_id", LOG),
              List.of("content")));

  private static MergeTable fixed(
      String name, String id, Map<String, String> references, List<String> identity) {
    return new MergeTable(name, id, references, identity, List.of(), "");
  }

  /** The primary key of a table. */
  static String idOf(String table) {
    return ALL.stream().filter(one -> one.name.equals(table)).findFirst().orElseThrow().id;
  }

  /** Whether rows refer to others of the same table, so that one pass may come too early. */
  boolean isNested() {
    return references.containsValue(name);
  }

  /** Whether a cell says that what its row is about has ended. */
  boolean isEnd(Object cell) {
    return name.equals(SESSION) ? cell != MergeRow.NULL : !String.valueOf(cell).equals("-1");
  }
}
