package dev.batchkit.indicator;

import dev.batchkit.session.Finding;
import dev.batchkit.session.Quantity;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was read of one measure of one record.
 *
 * @param measure the name of the column
 * @param source its value in the source, as text; null for NULL or none
 * @param target its value in the target, as text; null for NULL or none
 * @param difference the difference with its sign, as text; null for none
 * @param results what each quantity that is compared came to
 */
public record Reading(
    String measure,
    @Nullable String source,
    @Nullable String target,
    @Nullable String difference,
    Map<Quantity, Result> results) {
  /** Copies the results. */
  public Reading {
    Map<Quantity, Result> copy = new EnumMap<>(Quantity.class);
    copy.putAll(results);
    results = copy;
  }

  /**
   * What a quantity came to: a number, or what was found in its place.
   *
   * @param value null if it cannot be compared
   * @param finding null if it can be compared
   */
  public record Result(@Nullable Exact value, @Nullable Finding finding) {
    /**
     * Takes one of the two.
     *
     * @throws IllegalArgumentException if it is both or neither
     */
    public Result {
      if ((value == null) == (finding == null)) {
        throw new IllegalArgumentException("a result is a value or a finding");
      }
    }

    /** A number to compare. */
    public static Result of(Exact value) {
      return new Result(value, null);
    }

    /** A whole number to compare. */
    public static Result of(long value) {
      return of(Exact.of(BigDecimal.valueOf(value)));
    }

    /** It cannot be compared. */
    public static Result of(Finding finding) {
      return new Result(null, finding);
    }
  }
}
