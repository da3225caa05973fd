package dev.batchkit.indicator;

import org.jspecify.annotations.Nullable;

/**
 * The records of one side, read one after the other. Values are null, {@link String}, {@link
 * java.math.BigDecimal}, {@link Boolean}, {@link java.time.Instant}, {@link java.time.LocalDate} or
 * {@link java.util.HexFormat hexadecimal text} for bytes:
 *
 * <ul>
 *   <li>a whole or decimal number is exact; a binary floating-point number is the shortest decimal
 *       that stands for it; NaN and infinities are the texts {@code NaN}, {@code Infinity} and
 *       {@code -Infinity};
 *   <li>a time without a zone is read in the zone of the definition.
 * </ul>
 *
 * <p>For one thread.
 */
public interface Dataset extends AutoCloseable {
  /**
   * Goes to the next record.
   *
   * @return false if there is none
   * @throws Exception if it cannot be read, the measurement was cancelled, or its time is over
   */
  boolean next() throws Exception;

  /** The key of the record: the columns that the definition names, in its order. */
  DatasetKey key();

  /**
   * A measure of the record.
   *
   * @param index its place in the definition, from 0 on
   */
  @Nullable Object measure(int index);

  /** Lets go whatever it holds. */
  @Override
  void close();
}
