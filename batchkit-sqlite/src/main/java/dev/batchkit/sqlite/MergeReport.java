package dev.batchkit.sqlite;

import java.util.List;

/**
 * What came of a merge.
 *
 * @param from the file that was read
 * @param tables what became of the rows of each table of the ledger, in the order of the merge
 */
public record MergeReport(String from, List<Table> tables) {
  /** Copies the list. */
  public MergeReport {
    tables = List.copyOf(tables);
  }

  /**
   * What became of the rows of a table. Those that were here already as they are there are in none
   * of the counts.
   *
   * @param name the documented name of the table
   * @param added rows that are here now
   * @param updated sessions and execs that were here unfinished, and now are as they ended
   * @param left rows that are here with other content under the same id, and rows that belong to
   *     such; what is here stays as it was
   * @param refused rows that cannot be here: they refer to what is in neither file, have no id, or
   *     one that would become another
   */
  public record Table(String name, long added, long updated, long left, long refused) {}

  /** Whether all was here already, as far as it can be. */
  public boolean changedNothing() {
    return tables.stream().allMatch(table -> table.added() == 0 && table.updated() == 0);
  }
}
