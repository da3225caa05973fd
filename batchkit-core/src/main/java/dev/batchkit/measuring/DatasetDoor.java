package dev.batchkit.measuring;

import dev.batchkit.indicator.Dataset;
import dev.batchkit.indicator.JoinedDatasets;
import dev.batchkit.indicator.Side;

/** Opens the datasets of one try. */
interface DatasetDoor {
  /** One side as it comes. */
  Dataset open(Side side) throws Exception;

  /** Both sides joined by their keys. */
  JoinedDatasets join() throws Exception;
}
