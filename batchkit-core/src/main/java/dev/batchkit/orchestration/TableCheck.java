package dev.batchkit.orchestration;

import dev.batchkit.batch.Severity;
import dev.batchkit.error.InvalidValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Rules for the rows of a table. A column that a rule names has to be there: where it is not, that
 * is an issue, and the rule is not looked at. What is NULL or blank breaks no rule but {@link
 * #required}. Immutable: every method gives a new one.
 */
public final class TableCheck {
  /** No rules; what breaks one is an ERROR. */
  public static final TableCheck EMPTY = new TableCheck(List.of(), Severity.ERROR);

  private final List<TableRule> rules;
  private final Severity severity;

  private TableCheck(List<TableRule> rules, Severity severity) {
    this.rules = rules;
    this.severity = severity;
  }

  private TableCheck with(
      TableRule.Kind kind,
      List<String> columns,
      String message,
      String remediation,
      Predicate<String> accepts) {
    List<TableRule> more = new ArrayList<>(rules);
    more.add(new TableRule(kind, columns, message, remediation, accepts));
    return new TableCheck(List.copyOf(more), severity);
  }

  /** The column has to be there. */
  public TableCheck column(String column) {
    return with(
        TableRule.Kind.COLUMN,
        List.of(column),
        "The column \"" + column + "\" is missing",
        "Add the column \"" + column + "\"",
        value -> true);
  }

  /** The column must have a value that is not blank. */
  public TableCheck required(String column) {
    return with(
        TableRule.Kind.REQUIRED,
        List.of(column),
        "The value of \"" + column + "\" is missing",
        "Provide a value for \"" + column + "\"",
        value -> false);
  }

  /** The values of the column must match, as a whole. */
  public TableCheck pattern(String column, Pattern pattern) {
    return with(
        TableRule.Kind.PATTERN,
        List.of(column),
        "The value of \"" + column + "\" does not match " + pattern.pattern(),
        "Follow the pattern " + pattern.pattern() + " in \"" + column + "\"",
        value -> pattern.matcher(value).matches());
  }

  /**
   * The values of the column must be numbers within limits.
   *
   * @param least the least that is allowed; null for no such limit
   * @param most the most that is allowed; null for no such limit
   * @throws InvalidValue if there is no limit, or the least is more than the most
   */
  public TableCheck range(String column, @Nullable BigDecimal least, @Nullable BigDecimal most) {
    boolean isEmpty = least != null && most != null && least.compareTo(most) > 0;
    if (isEmpty || (least == null && most == null)) {
      String fault = "range: " + (isEmpty ? "is empty" : "has no limit");
      throw new InvalidValue(
          "No value can be in this range of \"" + column + "\": " + fault + ".",
          List.of(fault),
          null);
    }
    String limits =
        (least == null ? "" : " from " + least.toPlainString())
            + (most == null ? "" : " up to " + most.toPlainString());
    return with(
        TableRule.Kind.RANGE,
        List.of(column),
        "The value of \"" + column + "\" is no number" + limits,
        "Give numbers" + limits + " in \"" + column + "\"",
        value -> isBetween(value, least, most));
  }

  private static boolean isBetween(
      String value, @Nullable BigDecimal least, @Nullable BigDecimal most) {
    try {
      BigDecimal number = new BigDecimal(value.strip());
      return (least == null || number.compareTo(least) >= 0)
          && (most == null || number.compareTo(most) <= 0);
    } catch (NumberFormatException e) {
      return false;
    }
  }

  /**
   * No two rows may have the same values in these columns; all but the first of them are issues.
   */
  public TableCheck unique(String... columns) {
    String names = "\"" + String.join("\", \"", columns) + "\"";
    return with(
        TableRule.Kind.UNIQUE,
        List.of(columns),
        "Another row has the same " + names,
        "Leave one row of the same " + names,
        value -> true);
  }

  /** The values of the column must be among these. */
  public TableCheck allowed(String column, String... values) {
    Set<String> all = Set.of(values);
    return with(
        TableRule.Kind.ALLOWED,
        List.of(column),
        "The value of \"" + column + "\" is not among those that are allowed",
        "Choose one of " + String.join(", ", values) + " in \"" + column + "\"",
        all::contains);
  }

  /** How much issues of all rules matter; ERROR if nobody says. */
  public TableCheck severity(Severity other) {
    return new TableCheck(rules, other);
  }

  /** The rules, in the order in which they were given. */
  public List<TableRule> rules() {
    return rules;
  }

  /** How much issues matter. */
  public Severity severity() {
    return severity;
  }
}
