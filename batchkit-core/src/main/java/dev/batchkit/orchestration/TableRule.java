package dev.batchkit.orchestration;

import java.util.List;
import java.util.function.Predicate;

/**
 * What must hold for the rows of a table.
 *
 * @param kind what kind of rule
 * @param columns the columns that it is about
 * @param message what an issue says of a row that breaks it; never the value
 * @param remediation what to do about such a row
 * @param accepts whether a value that is neither NULL nor blank may stand there; of no meaning for
 *     kinds that do not look at single values
 */
public record TableRule(
    Kind kind,
    List<String> columns,
    String message,
    String remediation,
    Predicate<String> accepts) {
  /** What kind of rule. */
  public enum Kind {
    /** The column is there. */
    COLUMN("Missing Column"),
    /** A value is there, and is not blank. */
    REQUIRED("Missing Mandatory Value"),
    /** The value looks so. */
    PATTERN("Pattern Mismatch"),
    /** The value is a number within limits. */
    RANGE("Range Violation"),
    /** No two rows have the same values; NULL is no value. */
    UNIQUE("Unique Value Violation"),
    /** The value is one of a list. */
    ALLOWED("Invalid Value");

    private final String issueType;

    Kind(String issueType) {
      this.issueType = issueType;
    }

    /** The type of the issues of such a rule. */
    public String issueType() {
      return issueType;
    }
  }

  /** Copies the list. */
  public TableRule {
    columns = List.copyOf(columns);
  }
}
