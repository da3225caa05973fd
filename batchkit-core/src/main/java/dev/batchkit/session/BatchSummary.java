package dev.batchkit.session;

import dev.batchkit.batch.BatchId;
import dev.batchkit.batch.BatchStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A batch of an indicator group with what its sessions say.
 *
 * @param batchId the batch
 * @param groupId its group in {@code indicator_group}
 * @param group the name of the group now
 * @param status the status of the batch
 * @param startedAt when its first session began; null if none has
 * @param finishedAt when its last session ended; null if none has
 * @param quality what its sessions say
 */
public record BatchSummary(
    BatchId batchId,
    long groupId,
    String group,
    BatchStatus status,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    Quality quality) {}
