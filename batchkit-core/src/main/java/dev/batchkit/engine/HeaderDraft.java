package dev.batchkit.engine;

import dev.batchkit.batch.Batch;
import dev.batchkit.batch.BatchId;
import dev.batchkit.batch.BatchStatus;
import dev.batchkit.batch.Column;
import dev.batchkit.batch.RowWindow;
import dev.batchkit.batch.StatusInfo;
import dev.batchkit.json.Json;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A header on its way to be stored: what a run, or a person, may change of it. */
final class HeaderDraft {
  private final Batch before;
  BatchStatus status;
  @Nullable String handler;
  @Nullable Json source;
  @Nullable BatchId parent;
  @Nullable Instant completedAt;
  @Nullable Long completedById;
  @Nullable String description;
  @Nullable String notes;
  @Nullable Json params;
  List<StatusInfo> statuses;
  List<Column> columns;
  boolean changed;
  boolean needsRefresh;
  RowWindow rows;
  @Nullable Instant populatedAt;
  @Nullable Instant executedAt;
  @Nullable Long executedById;
  @Nullable Json result;

  HeaderDraft(Batch before) {
    this.before = before;
    status = before.status();
    handler = before.handler();
    source = before.source();
    parent = before.parent();
    completedAt = before.completedAt();
    completedById = before.completedById();
    description = before.description();
    notes = before.notes();
    params = before.params();
    statuses = before.statuses();
    columns = before.columns();
    needsRefresh = before.needsRefresh();
    rows = before.rows();
    populatedAt = before.populatedAt();
    executedAt = before.executedAt();
    executedById = before.executedById();
    result = before.result();
  }

  Batch at(Instant now, @Nullable Long by) {
    return new Batch(
        before.id(),
        before.type(),
        handler,
        status,
        description,
        notes,
        before.key(),
        params,
        source,
        parent,
        before.rowTable(),
        statuses,
        columns,
        before.version() + (changed ? 1 : 0),
        needsRefresh,
        rows,
        null,
        before.createdAt(),
        before.createdById(),
        now,
        by,
        populatedAt,
        completedAt,
        completedById,
        executedAt,
        executedById,
        result,
        before.seal(),
        before.frozenAt(),
        before.keyScope(),
        before.restoredAt(),
        before.indicatorGroupId());
  }
}
