package dev.batchkit.testkit;

import dev.batchkit.batch.Batch;
import dev.batchkit.batch.BatchId;
import dev.batchkit.batch.UtcText;
import dev.batchkit.json.Json;
import dev.batchkit.store.PartVisitor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A header as the tables {@code batch} and {@code batchkit_batch} would hold it. */
final class HeaderParts {
  private final List<String> names = new ArrayList<>();
  private final List<@Nullable Object> cells = new ArrayList<>();

  private HeaderParts() {}

  static void show(Header header, PartVisitor visitor) {
    batch(header).show("batch", visitor);
    batchkitBatch(header.batch()).show("batchkit_batch", visitor);
  }

  private static HeaderParts batch(Header header) {
    Batch batch = header.batch();
    return new HeaderParts()
        .with("id", batch.id().value())
        .with("status", batch.status().word())
        .with("created_date", UtcText.of(batch.createdAt()))
        .with("updated_date", UtcText.of(batch.updatedAt()))
        .with("created_by_id", batch.createdById())
        .with("updated_by_id", batch.updatedById())
        .with("user_group_id", header.groupId())
        .with("indicator_group_id", null);
  }

  private static HeaderParts batchkitBatch(Batch batch) {
    BatchId parent = batch.parent();
    return new HeaderParts()
        .with("batch_id", batch.id().value())
        .with("batch_type", batch.type())
        .with("batch_key", batch.key())
        .with("handler", batch.handler())
        .with("description", batch.description())
        .with("notes", batch.notes())
        .with("params_json", text(batch.params()))
        .with("source_json", text(batch.source()))
        .with("row_table", batch.rowTable())
        .with("statuses_json", Json.write(batch.statuses()).text())
        .with("columns_json", Json.write(batch.columns()).text())
        .with("parent_batch_id", parent == null ? null : parent.value())
        .with("complete", batch.isComplete() ? 1L : 0L)
        .with("completed_at", text(batch.completedAt()))
        .with("completed_by_id", batch.completedById())
        .with("batch_version", batch.version())
        .with("needs_refresh", batch.needsRefresh() ? 1L : 0L)
        .with("rows_from", batch.rows().from())
        .with("rows_through", batch.rows().through())
        .with("rows_used", batch.rows().used())
        .with("populated_at", text(batch.populatedAt()))
        .with("executed_at", text(batch.executedAt()))
        .with("executed_by_id", batch.executedById())
        .with("result_json", text(batch.result()))
        .with("key_scope", batch.keyScope())
        .with("restored_at", text(batch.restoredAt()));
  }

  private HeaderParts with(String name, @Nullable Object cell) {
    names.add(name);
    cells.add(cell);
    return this;
  }

  private void show(String part, PartVisitor visitor) {
    visitor.visit(part, List.copyOf(names), cells.toArray());
  }

  private static @Nullable String text(@Nullable Json json) {
    return json == null ? null : json.text();
  }

  private static @Nullable String text(@Nullable Instant at) {
    return at == null ? null : UtcText.of(at);
  }
}
