package dev.batchkit.batch;

import dev.batchkit.error.InvalidValue;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which batches are purged. Frozen ones always; others only where it is said. Immutable: every
 * method gives a new one.
 *
 * @param type only of this type; null for any
 * @param age only batches that have not changed for so long; null while nobody said
 * @param withDrafts whether pending batches are among them that were not handed over for execution
 * @param withUnfinished whether batches are among them whose execution began and did not succeed
 * @param isDryRun whether it is only said what would be done
 */
public record PurgeOptions(
    @Nullable String type,
    @Nullable Duration age,
    boolean withDrafts,
    boolean withUnfinished,
    boolean isDryRun) {
  /** Frozen batches of any type; the age must still be said. */
  public static final PurgeOptions DEFAULT = new PurgeOptions(null, null, false, false, false);

  /**
   * Checks the age.
   *
   * @throws InvalidValue if it is negative
   */
  public PurgeOptions {
    if (age != null && age.isNegative()) {
      throw new InvalidValue(
          "The age of batches to purge must not be negative.",
          List.of("olderThan: is negative"),
          null);
    }
  }

  /** Only batches of this type. */
  public PurgeOptions type(String key) {
    return new PurgeOptions(key, age, withDrafts, withUnfinished, isDryRun);
  }

  /**
   * Only batches that were frozen, or if they are not frozen changed for the last time, longer ago
   * than this. Must be said; zero takes all.
   *
   * @throws InvalidValue if it is negative
   */
  public PurgeOptions olderThan(Duration duration) {
    return new PurgeOptions(type, duration, withDrafts, withUnfinished, isDryRun);
  }

  /**
   * Also abandoned drafts: pending batches. One that was handed over for execution waits for it and
   * is no draft; mark it incomplete first.
   */
  public PurgeOptions drafts() {
    return new PurgeOptions(type, age, true, withUnfinished, isDryRun);
  }

  /**
   * Also batches whose execution began and did not succeed. With their rows goes the knowledge
   * which of them were applied.
   */
  public PurgeOptions unfinished() {
    return new PurgeOptions(type, age, withDrafts, true, isDryRun);
  }

  /** Changes nothing, and says what would be done. */
  public PurgeOptions dryRun() {
    return new PurgeOptions(type, age, withDrafts, withUnfinished, true);
  }
}
