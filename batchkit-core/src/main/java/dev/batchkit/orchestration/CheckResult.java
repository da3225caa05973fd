package dev.batchkit.orchestration;

import java.util.List;

/**
 * What a check of a table found.
 *
 * @param found how many issues each rule has, in the order of the rules
 */
public record CheckResult(List<RuleCount> found) {
  /**
   * How many issues a rule has.
   *
   * @param rule the rule
   * @param issues how many rows break it; 1 where a column of it is missing
   */
  public record RuleCount(TableRule rule, long issues) {}

  /** Copies the list. */
  public CheckResult {
    found = List.copyOf(found);
  }

  /** How many issues there are in all. */
  public long issues() {
    return found.stream().mapToLong(RuleCount::issues).sum();
  }

  /** Whether every row keeps every rule. */
  public boolean isClean() {
    return issues() == 0;
  }
}
