package dev.batchkit.measuring;

import java.util.List;

/**
 * The parameters of a batch of an indicator group.
 *
 * @param group the name of the group
 * @param only the names of the indicators that are measured; none for all that are active
 */
public record GroupBatch(String group, List<String> only) {
  /** Copies the list. */
  public GroupBatch {
    only = List.copyOf(only);
  }
}
