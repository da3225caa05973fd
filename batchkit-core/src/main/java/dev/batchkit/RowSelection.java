package dev.batchkit;

import dev.batchkit.batch.Batch;
import dev.batchkit.batch.Row;
import dev.batchkit.batch.RowStatus;
import dev.batchkit.batch.Severity;
import dev.batchkit.engine.Codec;
import dev.batchkit.engine.Engine;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which rows of a batch to read. Immutable: every method that narrows gives a new one; pages are
 * read anew at every call, so it holds nothing open. The window of visible rows is that of the
 * moment when the selection was made.
 *
 * @param <R> the row record of the type
 */
public final class RowSelection<R> {
  private final Engine engine;
  private final Codec<?, R> codec;
  private final Batch batch;
  private final Set<String> statuses;
  private final boolean removed;
  private final long after;

  RowSelection(Engine engine, Codec<?, R> codec, Batch batch) {
    this(engine, codec, batch, Set.of(), false, 0);
  }

  private RowSelection(
      Engine engine,
      Codec<?, R> codec,
      Batch batch,
      Set<String> statuses,
      boolean removed,
      long after) {
    this.engine = engine;
    this.codec = codec;
    this.batch = batch;
    this.statuses = statuses;
    this.removed = removed;
    this.after = after;
  }

  /** Only rows in one of these statuses. */
  public RowSelection<R> status(RowStatus... wanted) {
    Set<String> codes = Arrays.stream(wanted).map(RowStatus::code).collect(Collectors.toSet());
    return new RowSelection<>(engine, codec, batch, codes, removed, after);
  }

  /** Only rows in a status of this severity. */
  public RowSelection<R> severity(Severity severity) {
    return status(
        batch.statuses().stream()
            .filter(status -> status.severity() == severity)
            .toArray(RowStatus[]::new));
  }

  /** Removed rows too. */
  public RowSelection<R> withRemoved() {
    return new RowSelection<>(engine, codec, batch, statuses, true, after);
  }

  /** Only rows after this one: the last of the page before. */
  public RowSelection<R> after(long sequence) {
    return new RowSelection<>(engine, codec, batch, statuses, removed, sequence);
  }

  /**
   * Reads the next rows, by ascending sequence.
   *
   * @param limit at most so many; 1 to 10,000
   * @throws dev.batchkit.error.InvalidValue if the limit is outside
   */
  public List<Row<R>> page(int limit) {
    return engine.rows(codec, batch, statuses, removed, after, limit);
  }
}
