package dev.batchkit.measuring;

import dev.batchkit.indicator.Dataset;
import dev.batchkit.indicator.JoinedDatasets;
import dev.batchkit.indicator.Side;

/** Opens the datasets of one try. */
interface DatasetDoor extends AutoCloseable {
  /** One side as it comes. */
  Dataset open(Side side) throws Exception;

  /**
   * The sides that the definition has, joined by their keys; of one alone, its keys in order, and
   * none of the other side.
   */
  JoinedDatasets join() throws Exception;

  /** Lets go whatever it holds, also what was opened and not closed. */
  @Override
  void close();
}
