package dev.batchkit.measuring;

import java.nio.file.Path;

/**
 * How much a side is sorted with.
 *
 * @param records the most records in memory
 * @param bytes about the most bytes in memory
 * @param runs the most sorted runs that are merged at once
 * @param directory where the temporary files are
 */
record Sorting(int records, long bytes, int runs, Path directory) {
  static final Sorting DEFAULT =
      new Sorting(20_000, 4 << 20, 64, Path.of(System.getProperty("java.io.tmpdir")));
}
