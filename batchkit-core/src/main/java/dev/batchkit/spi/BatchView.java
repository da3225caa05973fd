package dev.batchkit.spi;

import dev.batchkit.batch.Batch;

/** A batch as its handler sees it. For the run that it was given to, on any thread. */
public interface BatchView {
  /** The header as it was when the run began. */
  Batch batch();

  /**
   * The parameters of the batch.
   *
   * @throws dev.batchkit.error.InvalidValue if it has none, or if they do not bind to this record:
   *     all faults at once
   */
  <P extends Record> P params(Class<P> type);

  /**
   * Whether the run was asked to stop, or its thread was interrupted. A method that takes long asks
   * now and then, and returns as soon as it is true; asking costs next to nothing.
   */
  boolean cancelled();
}
