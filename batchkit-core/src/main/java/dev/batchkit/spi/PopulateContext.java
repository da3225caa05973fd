package dev.batchkit.spi;

/**
 * Takes the rows of a batch that is being populated. For the thread that populates, until populate
 * returns. Rows are written in chunks as they come, so that a source may be larger than memory;
 * none is visible before the last one is.
 *
 * @param <I> the input record
 */
public interface PopulateContext<I> extends BatchView {
  /**
   * Names the source of the rows that follow: a file or a URI. It becomes an entry of the ledger;
   * rows before the first call belong to an entry named after the batch.
   */
  void source(String name);

  /**
   * Says how many rows will come, for progress.
   *
   * @param rows an estimate; it binds nobody
   */
  void expect(long rows);

  /**
   * Adds a row: it is refreshed at once and written with its chunk.
   *
   * @throws dev.batchkit.error.InvalidValue if the input, or what the refresh made of it, cannot be
   *     stored exactly; it names the row and the column. The row is not added, and the handler may
   *     go on with the next
   * @throws dev.batchkit.error.BatchKitException if the run cannot go on; do not catch it
   */
  void add(I input);
}
