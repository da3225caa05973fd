package dev.batchkit.benchmarks;

import dev.batchkit.benchmarks.ControlSide.Verdict;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The record of the runs. */
final class ControlLedger {
  private static final int MOST_ISSUES = 1000;

  private final ControlFile db;
  private final PreparedStatement issue;
  private final String device = UUID.randomUUID().toString();
  private String run = "";
  private String entry = "";
  private Phase phase = Phase.CREATE;
  private long issues;
  private boolean waiting;

  ControlLedger(ControlFile db) throws SQLException {
    this.db = db;
    issue =
        db.prepare(
            "INSERT INTO orchestration_session_issue (orchestration_session_issue_id, session_id,"
                + " session_entry_id, issue_type, issue_message, issue_row, issue_column,"
                + " invalid_value, elaboration) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
  }

  void begin(Phase next, String source, long total) throws SQLException {
    phase = next;
    run = UUID.randomUUID().toString();
    entry = UUID.randomUUID().toString();
    issues = 0;
    String at = ControlFile.now();
    String nature = "batchkit-" + phase.word();
    db.run(
        "INSERT INTO orchestration_nature (orchestration_nature_id, nature, created_at, created_by)"
            + " VALUES (?, ?, ?, 'batchkit') ON CONFLICT DO NOTHING",
        nature,
        "batchkit " + phase.word() + " of a batch",
        at);
    db.run(
        "INSERT INTO device (device_id, name, state, boundary, state_sysinfo, created_at,"
            + " created_by) VALUES (?, ?, '\"SINGLETON\"', 'UNKNOWN', ?, ?, 'batchkit')"
            + " ON CONFLICT DO NOTHING",
        device,
        hostName(),
        sysinfo(),
        at);
    db.run(
        "INSERT INTO orchestration_session (orchestration_session_id, device_id,"
            + " orchestration_nature_id, version, orch_started_at, args_json)"
            + " VALUES (?, ?, ?, ?, ?, ?)",
        run,
        device,
        nature,
        PriceHandler.VERSION,
        at,
        "{\"batch\":1,\"type\":\"price-line\",\"key\":\"2026-05\""
            + (phase == Phase.EXECUTE
                ? ",\"leaveOutErrors\":true,\"acceptFailures\":0,\"concurrency\":1,\"retry\":3}"
                : "}"));
    db.run(
        "INSERT INTO batchkit_run (orchestration_session_id, batch_id, activity, attempt, owner,"
            + " phase, done, total, failed, skipped, issues, started_at, last_seen_at)"
            + " VALUES (?, 1, ?, 1, 1, 'beginning', 0, ?, 0, 0, 0, ?, ?)",
        run,
        phase.word(),
        total,
        at,
        at);
    db.run(
        "INSERT INTO orchestration_session_entry (orchestration_session_entry_id, session_id,"
            + " ingest_src, ingest_table_name) VALUES (?, ?, ?, ?)",
        entry,
        run,
        source,
        ControlRows.TABLE);
    state(null, "NONE", "ENTER");
    state(entry, "NONE", "ENTER");
  }

  private void state(@Nullable String ofEntry, String from, String to) throws SQLException {
    String suffix = "(" + phase.word() + ")";
    try (PreparedStatement insert =
        db.prepare(
            "INSERT INTO orchestration_session_state (orchestration_session_state_id, session_id,"
                + " session_entry_id, from_state, to_state, transitioned_at)"
                + " VALUES (?, ?, ?, ?, ?, ?)")) {
      insert.setString(1, UUID.randomUUID().toString());
      insert.setString(2, run);
      insert.setString(3, ofEntry);
      insert.setString(4, from.equals("NONE") ? from : from + suffix);
      insert.setString(5, to + suffix);
      insert.setString(6, ControlFile.now());
      insert.executeUpdate();
    }
  }

  private static String hostName() throws SQLException {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      throw new SQLException(e);
    }
  }

  private static String sysinfo() {
    return String.format(
        Locale.ROOT,
        "{\"os-name\":\"%s\",\"os-version\":\"%s\",\"os-arch\":\"%s\",\"java-version\":\"%s\"}",
        System.getProperty("os.name"),
        System.getProperty("os.version"),
        System.getProperty("os.arch"),
        System.getProperty("java.version"));
  }

  /** Counts what is wrong with a line, and keeps the first thousand. */
  void addIssues(long row, Verdict verdict) throws SQLException {
    if (verdict.problems() != null) {
      PriceLine line = verdict.line();
      if (line.isNameMissing()) {
        addIssue(row, "ERROR", "name", PriceLine.NAME_MISSING, null);
      }
      if (line.isPriceJumping()) {
        String price = line.newPrice().toString();
        addIssue(row, "WARNING", "new_price", PriceLine.PRICE_JUMPS, price);
      }
    }
  }

  private void addIssue(
      long row, String code, String column, String message, @Nullable String value)
      throws SQLException {
    if (++issues <= MOST_ISSUES) {
      issue.setString(1, UUID.randomUUID().toString());
      issue.setString(2, run);
      issue.setString(3, entry);
      issue.setString(4, code);
      issue.setString(5, message);
      issue.setLong(6, row);
      issue.setString(7, column);
      issue.setString(8, value);
      issue.setString(9, "{\"severity\":\"" + code + "\"}");
      issue.addBatch();
      waiting = true;
    }
  }

  boolean hasIssues() {
    return waiting;
  }

  void insertIssues() throws SQLException {
    if (waiting) {
      issue.executeBatch();
      waiting = false;
    }
  }

  void end(long done, long skipped, @Nullable String seal) throws SQLException {
    state(entry, "ENTER", "EXIT");
    state(null, "ENTER", "EXIT");
    String at = ControlFile.now();
    db.run(
        "UPDATE batchkit_run SET phase = ?, done = ?, skipped = ?, issues = ?, last_seen_at = ?,"
            + " outcome = 'SUCCESS' WHERE orchestration_session_id = ?",
        lastWord(),
        done,
        skipped,
        issues,
        at,
        run);
    db.run(
        "UPDATE orchestration_session SET orch_finished_at = ?, diagnostics_json = ?,"
            + " diagnostics_md = ? WHERE orchestration_session_id = ?",
        at,
        json(done, skipped, seal),
        markdown(done, skipped, seal),
        run);
  }

  private String lastWord() {
    return switch (phase) {
      case CREATE, POPULATE -> "finishing";
      case REFRESH -> "refreshing";
      case EXECUTE -> "executing";
    };
  }

  private String json(long done, long skipped, @Nullable String seal) {
    return "{\"batch\":1,\"type\":\"price-line\",\"activity\":\""
        + phase.word()
        + "\",\"attempt\":1,\"outcome\":\"SUCCESS\",\"done\":"
        + done
        + ",\"failed\":0,\"skipped\":"
        + skipped
        + ",\"issues\":"
        + issues
        + (seal == null ? "}" : ",\"seal\":\"" + seal + "\"}");
  }

  private String markdown(long done, long skipped, @Nullable String seal) {
    return String.format(
        Locale.ROOT,
        """
        # Batch 1 (price-line): %s

        | | |
        |---|---|
        | Outcome | SUCCESS |
        | Attempt | 1 |
        | Rows done | %,d |
        | Rows failed | 0 |
        | Rows skipped | %,d |
        | Issues | %,d |
        %s""",
        phase.word(),
        done,
        skipped,
        issues,
        seal == null ? "" : "| Seal (SHA-256) | `" + seal + "` |\n");
  }
}
