package dev.batchkit.testkit;

import dev.batchkit.json.Json;
import dev.batchkit.json.JsonText;
import dev.batchkit.session.Level;
import dev.batchkit.session.RecordCounts;
import dev.batchkit.session.Verdict;
import dev.batchkit.store.NewRecord;
import dev.batchkit.store.NewSession;
import dev.batchkit.store.PartVisitor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sessions of a batch as the tables that keep them would hold them. */
final class SessionParts {
  private SessionParts() {}

  static void show(Measured measured, long batchId, PartVisitor visitor) {
    List<MemorySession> sessions = measured.of(batchId);
    sessions.forEach(session -> session(session).show("session", visitor));
    sessions.forEach(session -> own(session).show("batchkit_session", visitor));
    for (MemorySession session : sessions) {
      measured
          .records(session.id(), 0, Integer.MAX_VALUE)
          .forEach(record -> record(session.id(), record).show("batchkit_record", visitor));
    }
  }

  private static Part session(MemorySession session) {
    NewSession made = session.made();
    RecordCounts counts = made.counts();
    return new Part()
        .with("id", session.id())
        .with("status", made.status().word())
        .with("alert_operator", text(made.operator()))
        .with("alert_threshold", made.threshold() == null ? null : made.threshold().nearest())
        .with("nb_records", counts == null ? null : counts.records())
        .with("nb_records_alert", counts == null ? null : counts.alerts())
        .with("nb_records_no_alert", counts == null ? null : counts.noAlerts())
        .time("created_date", session.createdAt())
        .time("updated_date", session.updatedAt())
        .with("created_by_id", session.createdBy().userId())
        .with("updated_by_id", made.by().userId())
        .with("user_group_id", session.createdBy().groupId())
        .with("batch_id", made.batchId())
        .with("indicator_id", made.indicatorId());
  }

  private static @Nullable String text(@Nullable JsonText value) {
    return value == null ? null : value.text();
  }

  private static Part own(MemorySession session) {
    NewSession made = session.made();
    Verdict verdict = made.verdict();
    RecordCounts counts = made.counts();
    return new Part()
        .with("session_id", session.id())
        .with("indicator_name", made.indicator())
        .with("indicator_type", made.type())
        .with("verdict", verdict == null ? null : verdict.name())
        .with("quantity", made.quantity() == null ? null : made.quantity().name())
        .with("alert_threshold", text(made.threshold()))
        .with("nb_records_warn", counts == null ? null : counts.warnings())
        .json("findings_json", findings(counts))
        .with("extreme", made.extreme())
        .with("reason", made.reason())
        .with("attempts", (long) made.attempts())
        .time("started_at", made.startedAt())
        .time("finished_at", made.finishedAt())
        .with("series", made.series())
        .json("definition_json", made.definition());
  }

  private static @Nullable Json findings(@Nullable RecordCounts counts) {
    if (counts == null) {
      return null;
    }
    Map<String, Long> byName = new LinkedHashMap<>();
    counts.findings().forEach((finding, count) -> byName.put(finding.name(), count));
    return Json.write(byName);
  }

  private static Part record(long sessionId, NewRecord record) {
    return new Part()
        .with("session_id", sessionId)
        .with("sequence", record.sequence())
        .json("record_json", Json.write(record.record()))
        .with("alert", record.record().level() == Level.ALERT ? 1L : 0L)
        .with("record_key", record.key());
  }
}
