package dev.batchkit.spi;

import dev.batchkit.batch.RowStatus;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A row that is being made: takes its problems. The row's status is that of its gravest problem,
 * the first one where two are equal; without problems it is the one that was set, or else OK. For
 * the thread that refreshes, until refresh returns.
 */
public interface RowDraft {
  /** The sequence that the row has or will have. */
  long sequence();

  /** Sets the status for the case that no problem is graver. */
  void status(RowStatus status);

  /** Notes a problem. */
  default void problem(RowStatus status, @Nullable String column, String message) {
    problem(status, column, message, null, null);
  }

  /**
   * Notes a problem.
   *
   * @param status what the problem asks for
   * @param column the component that it is about; null for the whole row
   * @param message one sentence for people, without the value
   * @param invalidValue the value, as it came; null for none
   * @param remediation what to do about it; null if the message says it all
   * @throws dev.batchkit.error.InvalidValue if the type does not declare the status, or if it is
   *     {@link dev.batchkit.batch.Severity#OK}
   */
  void problem(
      RowStatus status,
      @Nullable String column,
      String message,
      @Nullable String invalidValue,
      @Nullable String remediation);

  /**
   * Gives the text without surrounding white space; notes an ERROR if there is none.
   *
   * @return null if the text is null or blank
   */
  @Nullable String required(String column, @Nullable String text);

  /**
   * Parses a decimal number such as {@code 12.30}, white space around it allowed; notes an ERROR if
   * it is none.
   *
   * @return null if the text is null, blank or not a number, each of which is noted
   */
  @Nullable BigDecimal decimal(String column, @Nullable String text);

  /**
   * Parses a whole number; notes an ERROR if it is none, or too large.
   *
   * @return null if the text is null, blank or not a number, each of which is noted
   */
  @Nullable Long integer(String column, @Nullable String text);

  /**
   * Parses a date such as {@code 2026-05-04}; notes an ERROR if it is none.
   *
   * @return null if the text is null, blank or not a date, each of which is noted
   */
  @Nullable LocalDate date(String column, @Nullable String text);
}
