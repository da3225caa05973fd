package dev.batchkit.sqlite;

import java.util.List;

/**
 * What adopting a file would do, and what of it is not as batchkit itself would have made it.
 *
 * @param adds what would be added, in order, such as {@code table batchkit_run}; empty if the file
 *     has been adopted
 * @param differs what is there already in another form and stays as it is: columns, checks and
 *     references of the documented tables, documented indexes and views; one sentence each
 */
public record AdoptionPlan(List<String> adds, List<String> differs) {
  /** Copies the lists. */
  public AdoptionPlan {
    adds = List.copyOf(adds);
    differs = List.copyOf(differs);
  }
}
