package dev.batchkit.measuring;

import dev.batchkit.indicator.Exact;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Numbers that can be reckoned with exactly. */
final class Numbers {
  /** More digits than any double or decimal type of the usual databases has. */
  private static final int MOST_DIGITS = 900;

  private static final BigInteger NANOS = BigInteger.valueOf(1_000_000_000);
  private static final BigDecimal NANOS_OF_MINUTE = new BigDecimal("60000000000");

  private Numbers() {}

  /**
   * The number that a value of a dataset is; null where it is none, or has more than {@value
   * #MOST_DIGITS} digits before or behind the point: a few characters such as {@code 1E+999999999}
   * may not fill the memory.
   */
  static @Nullable BigDecimal of(@Nullable Object value) {
    BigDecimal number = Values.number(value);
    if (number == null || number.signum() == 0) {
      return number == null ? null : BigDecimal.ZERO;
    }
    boolean fits =
        number.precision() <= MOST_DIGITS && Math.abs((long) number.scale()) <= MOST_DIGITS;
    return fits ? number : null;
  }

  /** The minutes from one time to another, exactly; negative where the other is earlier. */
  static Exact minutes(Instant from, Instant to) {
    Duration between = Duration.between(from, to);
    BigInteger nanos =
        BigInteger.valueOf(between.getSeconds())
            .multiply(NANOS)
            .add(BigInteger.valueOf(between.getNano()));
    return new Exact(new BigDecimal(nanos), NANOS_OF_MINUTE);
  }

  /** Its text for people: exact where its digits end within 34, without zeros at the end. */
  static String text(Exact value) {
    BigDecimal decimal = value.decimal();
    BigDecimal plain = decimal.signum() == 0 ? BigDecimal.ZERO : decimal.stripTrailingZeros();
    return Math.abs((long) plain.scale()) <= 2 * MOST_DIGITS
        ? plain.toPlainString()
        : plain.toString();
  }
}
