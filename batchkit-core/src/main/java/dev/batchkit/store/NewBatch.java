package dev.batchkit.store;

import dev.batchkit.batch.Column;
import dev.batchkit.batch.StatusInfo;
import dev.batchkit.json.Json;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A batch to insert: pending, version 1, with an empty window.
 *
 * @param type the key of its type
 * @param key its natural key; null for none
 * @param description null if nobody said
 * @param notes null if nobody said
 * @param params null for none
 * @param rowTable the table that its rows will be in
 * @param statuses the row statuses of its type
 * @param columns the payload columns of its rows
 * @param indicatorGroupId the group in {@code indicator_group} that it measures; null for none
 * @param at when it is created
 * @param by who creates it
 */
public record NewBatch(
    String type,
    @Nullable String key,
    @Nullable String description,
    @Nullable String notes,
    @Nullable Json params,
    String rowTable,
    List<StatusInfo> statuses,
    List<Column> columns,
    @Nullable Long indicatorGroupId,
    Instant at,
    ActorIds by) {}
