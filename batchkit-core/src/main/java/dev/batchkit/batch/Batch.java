package dev.batchkit.batch;

import dev.batchkit.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The header of a batch as it was when it was read. Immutable.
 *
 * @param id its id
 * @param type the key of its batch type; null for a {@code batch} row that another program made,
 *     which is only listed
 * @param handler class and version of the handler that last ran it; null before the first run
 * @param status the documented word
 * @param description what it is, for people; null if nobody said
 * @param notes more about it; null if nobody said
 * @param key its natural key within its type; null if it has none
 * @param params its parameters; null if it has none
 * @param source where its rows came from; null before it is populated
 * @param parent the batch that its rows were made from; null for none. It may be purged
 * @param rowTable the table that its rows are in, as it is named without any prefix; null for
 *     another program's
 * @param statuses the row statuses of its type, the engine's included
 * @param columns the payload columns of its rows
 * @param version raised by every change of its rows, and of what its header says of its content;
 *     not by handing it over
 * @param needsRefresh whether a refresh of it began and did not finish
 * @param rows the window of its visible rows
 * @param activity what the run that holds it does; null while none does
 * @param createdAt when it was created
 * @param createdById the user who created it; null if nobody was named
 * @param updatedAt when it last changed
 * @param updatedById the user who last changed it; null if nobody was named
 * @param populatedAt when its rows last became visible; null before
 * @param completedAt when it was handed over for execution; null while people may edit it
 * @param completedById the user who handed it over; null before, or if nobody was named
 * @param executedAt when its execution succeeded; null before
 * @param executedById the user who executed it; null before, or if nobody was named
 * @param result what its execution left as result; null before
 * @param seal the SHA-256 over its frozen content, in hexadecimal; null before
 * @param frozenAt when it was frozen; null before
 * @param keyScope what stands for the store's id in the idempotency keys of its rows; null where it
 *     is the store's id, which is so unless it was created after a restore
 * @param restoredAt when it came back out of a backup; since then nobody knows which of its
 *     external effects were done after the backup was made. Null if it never did
 * @param indicatorGroupId the group in {@code indicator_group} that it measures; null for none
 */
public record Batch(
    BatchId id,
    @Nullable String type,
    @Nullable String handler,
    BatchStatus status,
    @Nullable String description,
    @Nullable String notes,
    @Nullable String key,
    @Nullable Json params,
    @Nullable Json source,
    @Nullable BatchId parent,
    @Nullable String rowTable,
    List<StatusInfo> statuses,
    List<Column> columns,
    long version,
    boolean needsRefresh,
    RowWindow rows,
    @Nullable Activity activity,
    Instant createdAt,
    @Nullable Long createdById,
    Instant updatedAt,
    @Nullable Long updatedById,
    @Nullable Instant populatedAt,
    @Nullable Instant completedAt,
    @Nullable Long completedById,
    @Nullable Instant executedAt,
    @Nullable Long executedById,
    @Nullable Json result,
    @Nullable String seal,
    @Nullable Instant frozenAt,
    @Nullable String keyScope,
    @Nullable Instant restoredAt,
    @Nullable Long indicatorGroupId) {

  /** Copies the lists. */
  public Batch {
    statuses = List.copyOf(statuses);
    columns = List.copyOf(columns);
  }

  /** Whether nothing of it can change any more. */
  public boolean isFrozen() {
    return frozenAt != null;
  }

  /** Whether it was handed over for execution, so that nobody may edit it. */
  public boolean isComplete() {
    return completedAt != null;
  }

  /** Whether its execution began, did not succeed, and can be gone on with. */
  public boolean isResumable() {
    return !isFrozen() && (status == BatchStatus.FAILED || status == BatchStatus.KILLED);
  }

  /** The status of its type with this code. */
  public Optional<StatusInfo> status(String code) {
    return statuses.stream().filter(status -> status.code().equals(code)).findFirst();
  }

  /** How it stands in messages: id and type. */
  public String name() {
    return "Batch " + id + (type == null ? "" : " (" + type + ")");
  }
}
