package dev.batchkit.spi;

import dev.batchkit.batch.Batch;
import dev.batchkit.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

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
   * Names the source of the rows that follow, with what is known of it, which the header of the
   * batch keeps beside the name.
   *
   * @param facts an object; a member {@code name} in it does not count
   * @throws dev.batchkit.error.InvalidValue if it is no object
   */
  void source(String name, Json facts);

  /**
   * Says that the rows that follow are made from those of another batch, which is recorded with its
   * version and seal. The first that is named so becomes the parent of this batch.
   */
  void source(Batch other);

  /**
   * Opens a file as the source of the rows that follow. It is recorded with its name, its size and
   * the SHA-256 of its bytes; what of it was not read is read for that when the source has added
   * its rows. It is closed then at the latest.
   *
   * @return its bytes, buffered; for the thread that populates
   * @throws IOException if it cannot be opened
   */
  InputStream read(Path file) throws IOException;

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
