package dev.batchkit.spi;

import dev.batchkit.batch.Row;
import java.util.List;

/**
 * A batch as a quick entry sees it. For the thread that was given it, until the handler returns.
 *
 * @param <I> the input record
 * @param <R> the row record
 */
public interface QuickEntryContext<I, R> extends BatchView {
  /**
   * The first 100 rows whose component has this value, by ascending sequence; removed ones are not
   * among them. Fast where the type declares the component {@code indexed}.
   *
   * @param component of the row
   * @param value not null
   * @throws dev.batchkit.error.InvalidValue if there is no such component, or the value is of
   *     another class
   */
  List<Row<R>> find(String component, Object value);

  /** The input of a row that was found. */
  I input(Row<R> row);
}
