package dev.batchkit.testkit;

import dev.batchkit.batch.Batch;
import dev.batchkit.batch.BatchId;
import dev.batchkit.json.Json;
import dev.batchkit.store.PartVisitor;

/** A header as the tables {@code batch} and {@code batchkit_batch} would hold it. */
final class HeaderParts {
  private HeaderParts() {}

  static void show(Header header, PartVisitor visitor) {
    batch(header).show("batch", visitor);
    batchkitBatch(header.batch()).show("batchkit_batch", visitor);
  }

  private static Part batch(Header header) {
    Batch batch = header.batch();
    return new Part()
        .with("id", batch.id().value())
        .with("status", batch.status().word())
        .time("created_date", batch.createdAt())
        .time("updated_date", batch.updatedAt())
        .with("created_by_id", batch.createdById())
        .with("updated_by_id", batch.updatedById())
        .with("user_group_id", header.groupId())
        .with("indicator_group_id", batch.indicatorGroupId());
  }

  private static Part batchkitBatch(Batch batch) {
    BatchId parent = batch.parent();
    return new Part()
        .with("batch_id", batch.id().value())
        .with("batch_type", batch.type())
        .with("batch_key", batch.key())
        .with("handler", batch.handler())
        .with("description", batch.description())
        .with("notes", batch.notes())
        .json("params_json", batch.params())
        .json("source_json", batch.source())
        .with("row_table", batch.rowTable())
        .with("statuses_json", Json.write(batch.statuses()).text())
        .with("columns_json", Json.write(batch.columns()).text())
        .with("parent_batch_id", parent == null ? null : parent.value())
        .with("complete", batch.isComplete() ? 1L : 0L)
        .time("completed_at", batch.completedAt())
        .with("completed_by_id", batch.completedById())
        .with("batch_version", batch.version())
        .with("needs_refresh", batch.needsRefresh() ? 1L : 0L)
        .with("rows_from", batch.rows().from())
        .with("rows_through", batch.rows().through())
        .with("rows_used", batch.rows().used())
        .time("populated_at", batch.populatedAt())
        .time("executed_at", batch.executedAt())
        .with("executed_by_id", batch.executedById())
        .json("result_json", batch.result())
        .with("key_scope", batch.keyScope())
        .time("restored_at", batch.restoredAt());
  }
}
