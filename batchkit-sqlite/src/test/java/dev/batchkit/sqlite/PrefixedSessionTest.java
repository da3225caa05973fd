package dev.batchkit.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.batchkit.json.Json;
import dev.batchkit.session.AlertCondition;
import dev.batchkit.session.AlertOperator;
import dev.batchkit.session.Finding;
import dev.batchkit.session.Level;
import dev.batchkit.session.MeasuredRecord;
import dev.batchkit.session.Quantity;
import dev.batchkit.session.RecordCounts;
import dev.batchkit.session.SessionStatus;
import dev.batchkit.session.TrendStep;
import dev.batchkit.session.Verdict;
import dev.batchkit.store.ActorIds;
import dev.batchkit.store.Delivery;
import dev.batchkit.store.NewIndicator;
import dev.batchkit.store.NewRecord;
import dev.batchkit.store.NewSession;
import dev.batchkit.store.PurgeRecord;
import dev.batchkit.store.SessionFilter;
import dev.batchkit.store.SessionReads;
import dev.batchkit.store.Unit;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sessions in a file whose tables have a prefix: every statement names them by it. */
class PrefixedSessionTest {
  @TempDir Path directory;

  @Test
  void everything_that_is_kept_of_sessions_carries_the_prefix() throws Exception {
    Path file = directory.resolve("x.db");
    try (SqliteStore store = SqliteStore.create(file, o -> o.tablePrefix("bk_"))) {
      store.prepare(Sample.PRICES);
      long batch = store.inUnit("measure", PrefixedSessionTest::measure);
      readAll(store, batch);
      store.inUnit("end", unit -> end(unit, batch));
      assertThat(store.sessions().page(SessionFilter.ALL, Long.MAX_VALUE, 10)).isEmpty();
    }
    assertThat(
            Sample.one(
                file,
                "SELECT count(*) FROM sqlite_schema WHERE name NOT GLOB 'bk_*'"
                    + " AND name NOT GLOB 'sqlite_*'"))
        .isEqualTo("0");
  }

  private static long measure(Unit unit) {
    long group = unit.indicators().putGroup("nightly", Sample.NOW, ActorIds.NOBODY);
    NewIndicator indicator =
        new NewIndicator(
            "i", null, group, 0, true, "t", Json.of("{}"), Sample.NOW, ActorIds.NOBODY);
    long indicatorId = unit.indicators().put(indicator);
    assertThat(unit.indicators().put(indicator)).isEqualTo(indicatorId);
    unit.indicators().activate(indicatorId, true, Sample.NOW);
    long batch = unit.batches().insert(Sample.batch(null));
    long session = unit.sessions().put(session(batch, indicatorId, SessionStatus.SUCCESS));
    assertThat(unit.sessions().put(session(batch, indicatorId, SessionStatus.SUCCESS)))
        .isEqualTo(session);
    unit.sessions()
        .addRecords(
            session,
            List.of(
                new NewRecord(
                    1,
                    "k",
                    new MeasuredRecord(Map.of("a", "b"), Level.ALERT, Finding.ALERT, List.of()))));
    unit.sessions().requestCancel(batch, indicatorId, Sample.NOW, ActorIds.NOBODY);
    unit.deliveries().add(session, "mail", Verdict.OK, null, Sample.NOW);
    Delivery next = unit.deliveries().next("mail").orElseThrow();
    assertThat(unit.deliveries().claim(next.id(), null, 1)).isTrue();
    unit.deliveries().failed(next.id(), 1, "x", Sample.NOW);
    unit.deliveries().delivered(next.id(), 1, Sample.NOW);
    return batch;
  }

  private static NewSession session(long batch, long indicator, SessionStatus status) {
    return new NewSession(
        batch,
        indicator,
        "i",
        "t",
        status,
        Verdict.OK,
        AlertCondition.of(Quantity.VALUE, AlertOperator.GT, "1"),
        new RecordCounts(1, 1, 0, 0, Map.of()),
        null,
        null,
        1,
        Sample.NOW,
        Sample.NOW,
        "s",
        Json.of("{}"),
        Sample.NOW,
        ActorIds.NOBODY);
  }

  private static void readAll(SqliteStore store, long batch) {
    SessionReads sessions = store.sessions();
    SessionFilter filter = new SessionFilter(null, 1L, null, null, null, null, null);
    assertThat(sessions.find(batch, 1)).isPresent();
    assertThat(sessions.last(1, Long.MAX_VALUE)).isPresent();
    assertThat(sessions.page(filter, Long.MAX_VALUE, 9)).isEmpty();
    assertThat(sessions.quality(filter).sessions()).isZero();
    assertThat(sessions.trend(SessionFilter.ALL, TrendStep.DAY, 9)).hasSize(1);
    assertThat(sessions.durations(SessionFilter.ALL).sessions()).isEqualTo(1);
    assertThat(sessions.batches(null, Long.MAX_VALUE, 9)).isEmpty();
    assertThat(sessions.batches(1L, Long.MAX_VALUE, 9)).isEmpty();
    assertThat(sessions.records(1, true, 0, 9)).hasSize(1);
    assertThat(sessions.history(1, "s", List.of("k"), 9)).hasSize(1);
    assertThat(sessions.cancelRequests(batch, Sample.NOW)).hasSize(1);
    assertThat(store.deliveries().waiting()).containsExactly("mail");
    assertThat(store.deliveries().count("mail")).isEqualTo(1);
    assertThat(store.indicators().groups(0, 9)).hasSize(1);
    assertThat(store.indicators().indicators(1)).hasSize(1);
  }

  private static Unit end(Unit unit, long batch) {
    long session = unit.sessions().find(batch, 1).orElseThrow().id();
    assertThat(unit.sessions().deleteRecords(session, 9)).isEqualTo(1);
    unit.sessions().interrupt(batch, Sample.NOW);
    unit.batches().purge(new PurgeRecord(batch, "vendor-prices", Sample.NOW, null, 1, 0, null));
    assertThat(unit.batches().deletePurged(batch, 99)).isLessThan(99);
    return unit;
  }
}
