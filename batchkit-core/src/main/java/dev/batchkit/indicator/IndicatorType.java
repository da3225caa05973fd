package dev.batchkit.indicator;

import dev.batchkit.error.MeasurementFailed;
import dev.batchkit.session.KeepRecords;
import dev.batchkit.session.Quantity;
import java.util.Optional;
import java.util.Set;

/**
 * What one type of indicator measures. One instance serves all measurements of its type, on many
 * threads at once, so it has no state of its own.
 *
 * <p>Found by {@link java.util.ServiceLoader}, or given when the kit is opened. Comparing with
 * thresholds, counting, keeping records and telling listeners is not its work.
 */
public interface IndicatorType {
  /**
   * Its key: {@code [a-z][a-z0-9]*(-[a-z0-9]+)*}, at most 48 characters; the same at every call.
   */
  String key();

  /** What it can compare with a threshold; at least one. */
  Set<Quantity> quantities();

  /** The datasets that an indicator of this type must name. */
  Set<Side> sides();

  /** Whether an indicator of this type must name measures. The default is true. */
  default boolean hasMeasures() {
    return true;
  }

  /**
   * Whether it compares with what it measured before: then all its records are kept, since they are
   * its history. The default is false.
   */
  default boolean hasHistory() {
    return false;
  }

  /** Which records are kept where the definition does not say. */
  default KeepRecords keeps() {
    return hasHistory() ? KeepRecords.all() : KeepRecords.DEFAULT;
  }

  /** The record that its parameters bind to when an indicator is defined; empty if it has none. */
  default Optional<Class<? extends Record>> parameters() {
    return Optional.empty();
  }

  /**
   * Measures: reads the datasets, and adds a record to the result dataset for each thing that was
   * measured, in whatever number. No transaction is open.
   *
   * @throws MeasurementFailed to say in words why it cannot be measured
   * @throws Exception to fail; its text is the reason
   */
  void measure(Measurement measurement) throws Exception;
}
