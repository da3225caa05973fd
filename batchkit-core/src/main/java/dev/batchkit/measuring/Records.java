package dev.batchkit.measuring;

import org.jspecify.annotations.Nullable;

/** Records one after the other. For one thread at a time. */
interface Records extends AutoCloseable {
  /** No records. */
  Records NONE =
      new Records() {
        @Override
        public @Nullable DataRecord next() {
          return null;
        }

        @Override
        public void close() {}
      };

  /**
   * Reads a record.
   *
   * @return null if there is none any more
   * @throws Stopped if the measurement was stopped
   * @throws Exception if it cannot be read
   */
  @Nullable DataRecord next() throws Exception;

  /** Lets go whatever it holds; done again without harm. */
  @Override
  void close();
}
