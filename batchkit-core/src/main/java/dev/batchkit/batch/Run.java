package dev.batchkit.batch;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One try at an activity on a batch, as it was when it was read. While it goes on, other processes
 * see its phase and its counts move.
 *
 * @param id also the id of its orchestration session
 * @param batchId its batch
 * @param activity what it does
 * @param attempt 1 for the first run of this activity on this batch, 2 for the second, and so on
 * @param owner the number of the store that runs it
 * @param phase the step that it is in, for people
 * @param done rows that it has done
 * @param total rows that it has to do; -1 where that is not known
 * @param failed rows among them that failed
 * @param skipped rows among them that were skipped
 * @param issues problems that it found in rows; all are counted, the first 1,000 are in the ledger
 * @param startedAt when it began
 * @param lastSeenAt when it last wrote
 * @param outcome how it ended; null while it goes on
 */
public record Run(
    String id,
    BatchId batchId,
    Activity activity,
    int attempt,
    long owner,
    String phase,
    long done,
    long total,
    long failed,
    long skipped,
    long issues,
    Instant startedAt,
    Instant lastSeenAt,
    @Nullable RunOutcome outcome) {}
