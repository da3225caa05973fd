package dev.batchkit.session;

import java.util.List;

/**
 * What loading a file of definitions did, by the names of indicators in the order of the file.
 *
 * @param added were not there before
 * @param changed are defined otherwise now
 * @param unchanged are as they were
 * @param deactivated belong to a group of the file but do not stand in it, and were active
 */
public record LoadReport(
    List<String> added, List<String> changed, List<String> unchanged, List<String> deactivated) {
  /** Copies the lists. */
  public LoadReport {
    added = List.copyOf(added);
    changed = List.copyOf(changed);
    unchanged = List.copyOf(unchanged);
    deactivated = List.copyOf(deactivated);
  }
}
