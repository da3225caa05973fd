package dev.batchkit.spi;

import dev.batchkit.batch.Row;
import org.jspecify.annotations.Nullable;

/**
 * What a handler makes of a text that somebody typed or scanned.
 *
 * @param <I> the input record
 * @param <R> the row record
 * @param row the row that is meant; null for a new one, or for none
 * @param input the input that it is to have; null where it stays as it is
 */
public record QuickEntry<I, R>(@Nullable Row<R> row, @Nullable I input) {
  /** The text means nothing here. */
  public static <I, R> QuickEntry<I, R> nothing() {
    return new QuickEntry<>(null, null);
  }

  /** The text means a new row. */
  public static <I, R> QuickEntry<I, R> add(I input) {
    return new QuickEntry<>(null, input);
  }

  /** The text means another input for a row that was found. */
  public static <I, R> QuickEntry<I, R> edit(Row<R> row, I input) {
    return new QuickEntry<>(row, input);
  }

  /** The text means a row that was found, as it is. */
  public static <I, R> QuickEntry<I, R> found(Row<R> row) {
    return new QuickEntry<>(row, null);
  }

  /** Says nothing of what stands in it. */
  @Override
  public String toString() {
    return "QuickEntry(" + (row == null ? "no row" : row) + ")";
  }
}
