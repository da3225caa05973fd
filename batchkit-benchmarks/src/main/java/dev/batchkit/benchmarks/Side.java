package dev.batchkit.benchmarks;

import java.nio.file.Path;

/** One of the two programs that are compared. */
interface Side {
  /** Its name in the table. */
  String title();

  /**
   * Works on a file that has batchkit's tables, the table of the rows and the product table, all
   * empty. Opening and closing the file is not measured.
   *
   * @param file the file
   * @param lines how many lines the price list has
   * @param phases what is to be done, in order
   * @param meter measures each of them
   */
  void run(Path file, long lines, Iterable<Phase> phases, Meter meter) throws Exception;
}
