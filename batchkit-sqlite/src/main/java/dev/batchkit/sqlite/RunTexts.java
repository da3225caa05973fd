package dev.batchkit.sqlite;

import dev.batchkit.batch.Run;
import dev.batchkit.batch.UtcText;
import dev.batchkit.store.Claim;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * What a run does in each of its units, on statements that are kept: SQL objects, which prepare
 * theirs every time, take a tenth of a chunk for it.
 */
final class RunTexts {
  private final String holding;
  private final String update;

  RunTexts(Schema schema) {
    holding =
        "SELECT 1 FROM \""
            + schema.name("batchkit_batch")
            + "\" WHERE batch_id = ? AND claim_owner = ? AND claim_token = ?";
    update =
        "UPDATE \""
            + schema.name("batchkit_run")
            + "\" SET phase = ?, done = ?, total = ?, failed = ?, skipped = ?, issues = ?,"
            + " last_seen_at = ?, outcome = ? WHERE orchestration_session_id = ?";
  }

  boolean isHolding(Db db, Claim claim) throws SQLException {
    PreparedStatement statement = db.kept(holding);
    statement.setLong(1, claim.batchId());
    statement.setLong(2, claim.owner());
    statement.setLong(3, claim.token());
    try (ResultSet found = statement.executeQuery()) {
      return found.next();
    }
  }

  /** Gives the number of rows that were touched. */
  int update(Db db, Run run, @Nullable String outcome) throws SQLException {
    PreparedStatement statement = db.kept(update);
    statement.setString(1, run.phase());
    statement.setLong(2, run.done());
    statement.setLong(3, run.total());
    statement.setLong(4, run.failed());
    statement.setLong(5, run.skipped());
    statement.setLong(6, run.issues());
    statement.setString(7, UtcText.of(run.lastSeenAt()));
    statement.setString(8, outcome);
    statement.setString(9, run.id());
    return statement.executeUpdate();
  }
}
