package dev.batchkit.testkit.contract;

import dev.batchkit.batch.Activity;
import dev.batchkit.batch.Batch;
import dev.batchkit.batch.BatchId;
import dev.batchkit.batch.Column;
import dev.batchkit.batch.ColumnType;
import dev.batchkit.batch.Run;
import dev.batchkit.batch.Severity;
import dev.batchkit.batch.StatusInfo;
import dev.batchkit.batch.UtcText;
import dev.batchkit.json.Json;
import dev.batchkit.orchestration.Device;
import dev.batchkit.orchestration.Nature;
import dev.batchkit.orchestration.OrchestrationSession;
import dev.batchkit.store.ActorIds;
import dev.batchkit.store.NewBatch;
import dev.batchkit.store.RowTable;
import dev.batchkit.store.StoredRow;
import dev.batchkit.store.Unit;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The things that the tests of the contract store. */
final class Samples {
  static final Instant AT = Instant.parse("2026-05-04T09:08:07.123Z");
  static final Instant LATER = AT.plusSeconds(60);
  static final String AT_TEXT = UtcText.of(AT);
  static final String SEAL = "5ea1".repeat(16);

  /** More than UTF-16 order, quotes and ASCII can carry. */
  static final String TEXT = "Grüße 'a' \"b\" \\ \uD83E\uDD16 \uFFFD\n\t";

  static final Column SKU = new Column("sku", ColumnType.TEXT);
  static final Column AMOUNT = new Column("amount", ColumnType.LONG);
  static final RowTable PRICES =
      new RowTable(
          "batchkit_row_contract_prices",
          List.of(SKU, AMOUNT),
          List.of(List.of("sku"), List.of("sku", "amount")),
          List.of("amount"));
  static final List<StatusInfo> STATUSES =
      List.of(StatusInfo.of(Severity.OK), new StatusInfo("ODD", TEXT, Severity.WARNING));

  static final Device DEVICE = device("d-1", "host", Json.of("\"SINGLETON\""), "boundary");
  static final Nature NATURE = Nature.of("batchkit-execute", "Execute a batch");

  private Samples() {}

  static Device device(String id, String name, Json state, String boundary) {
    return new Device(id, name, state, boundary, null, Json.of("{\"cores\": 2}"), null);
  }

  static NewBatch batch(String type, @Nullable String key) {
    return batch(type, key, ActorIds.NOBODY);
  }

  static NewBatch batch(String type, @Nullable String key, ActorIds by) {
    return new NewBatch(
        type, key, null, null, null, PRICES.name(), STATUSES, PRICES.columns(), null, AT, by);
  }

  static StoredRow row(long sequence) {
    return new RowSample(sequence).get();
  }

  static StoredRow row(long sequence, String status) {
    return new RowSample(sequence).status(status).get();
  }

  /** Inserts an orchestration session with its device and nature. */
  static void session(Unit unit, String sessionId) {
    String device = unit.ledger().device(DEVICE);
    unit.ledger().nature(NATURE);
    unit.ledger().insert(session(sessionId, device, NATURE.id()));
  }

  static OrchestrationSession session(String sessionId, String deviceId, String natureId) {
    return new OrchestrationSession(
        sessionId, deviceId, natureId, "1.0", AT, null, null, Json.of("{ \"a\" : 1 }"), null, null);
  }

  static Run run(String runId, long batchId) {
    return new Run(
        runId, new BatchId(batchId), Activity.EXECUTE, 1, 42, "rows", 0, -1, 0, 0, 0, AT, AT, null);
  }

  /** The batch as it is when it is handed over. */
  static Batch completed(Batch batch) {
    return new Batch(
        batch.id(),
        batch.type(),
        batch.handler(),
        batch.status(),
        batch.description(),
        batch.notes(),
        batch.key(),
        batch.params(),
        batch.source(),
        batch.parent(),
        batch.rowTable(),
        batch.statuses(),
        batch.columns(),
        batch.version(),
        batch.needsRefresh(),
        batch.rows(),
        batch.activity(),
        batch.createdAt(),
        batch.createdById(),
        batch.updatedAt(),
        batch.updatedById(),
        batch.populatedAt(),
        AT,
        batch.completedById(),
        batch.executedAt(),
        batch.executedById(),
        batch.result(),
        batch.seal(),
        batch.frozenAt(),
        batch.keyScope(),
        batch.restoredAt(),
        batch.indicatorGroupId());
  }
}
