package dev.batchkit.benchmarks;

import java.util.List;

/**
 * A way to record lines of the log.
 *
 * @param title its name in the table
 * @param kit whether batchkit records; otherwise plain JDBC does, with a commit for each line
 * @param producers how many threads record
 * @param inFlight how many lines a thread records before it waits for all of them
 * @param factor how many times as many lines as in the slowest way
 */
record LedgerWay(String title, boolean kit, int producers, int inFlight, int factor) {
  static final List<LedgerWay> ALL =
      List.of(
          new LedgerWay("plain JDBC, a commit per event", false, 1, 1, 1),
          new LedgerWay("batchkit, one acknowledged event at a time", true, 1, 1, 1),
          new LedgerWay("batchkit, 8 producers, each waiting", true, 8, 1, 4),
          new LedgerWay("batchkit, 8 producers, 64 in flight each", true, 8, 64, 20));
}
