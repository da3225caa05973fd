package dev.batchkit.benchmarks;

import java.util.List;

/**
 * One way to read two tables.
 *
 * @param title what it is
 * @param kit whether batchkit measures; else plain JDBC reads
 * @param atOnce whether plain JDBC reads both at the same time
 * @param table the table that is read: in the order of its key, or not
 * @param sorted whether the indicator says that its records come in order
 */
record CompletenessWay(String title, boolean kit, boolean atOnce, String table, boolean sorted) {
  static final List<CompletenessWay> ALL =
      List.of(
          new CompletenessWay("plain JDBC, one table after the other", false, false, "a", false),
          new CompletenessWay("plain JDBC, both at the same time", false, true, "a", false),
          new CompletenessWay("batchkit, in order and said so", true, true, "a", true),
          new CompletenessWay("batchkit, in order", true, true, "a", false),
          new CompletenessWay("batchkit, in no order", true, true, "b", false));
}
