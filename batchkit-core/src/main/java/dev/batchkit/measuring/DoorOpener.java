package dev.batchkit.measuring;

import dev.batchkit.session.IndicatorDefinition;
import java.util.concurrent.ExecutorService;

/** Opens the door to the datasets of one try; used by many threads. */
@FunctionalInterface
interface DoorOpener {
  /**
   * Opens it.
   *
   * @param definition names the datasets
   * @param stop stops the try
   * @param threads to read two sides at the same time
   * @return to be closed
   * @throws Exception to fail the try
   */
  DatasetDoor open(IndicatorDefinition definition, Stop stop, ExecutorService threads)
      throws Exception;
}
