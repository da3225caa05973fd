package dev.batchkit.engine;

import dev.batchkit.batch.Batch;
import dev.batchkit.batch.BatchStatus;
import dev.batchkit.batch.Column;
import dev.batchkit.batch.RowWindow;
import dev.batchkit.batch.StatusInfo;
import dev.batchkit.json.Json;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A header on its way to be settled: what a run may change of it. */
final class HeaderDraft {
  private final Batch before;
  BatchStatus status;
  @Nullable String handler;
  @Nullable Json source;
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
        before.description(),
        before.notes(),
        before.key(),
        before.params(),
        source,
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
        executedAt,
        executedById,
        result,
        null,
        null);
  }
}
