package dev.batchkit.indicator;

import dev.batchkit.error.MeasurementFailed;
import dev.batchkit.session.IndicatorDefinition;
import dev.batchkit.session.MeasuredRecord;
import dev.batchkit.session.Quantity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One try at measuring an indicator. For the thread that measures, until {@link
 * IndicatorType#measure} returns. Whatever takes long ends by itself, with an exception that the
 * type lets pass, when the measurement is cancelled or its time is over.
 */
public interface Measurement {
  /** What the indicator was measured by when its batch was populated. */
  IndicatorDefinition definition();

  /**
   * The parameters of the type.
   *
   * @throws dev.batchkit.error.InvalidValue if they do not bind to this record: all faults at once
   */
  <P extends Record> P parameters(Class<P> record);

  /** What the time is by the clock of the kit. */
  Instant now();

  /** The quantities that the definition compares: one or two. */
  Set<Quantity> quantities();

  /**
   * Opens a dataset as its query or code gives it. To be closed by whoever opens it.
   *
   * @throws Exception if it cannot be read, or lacks a column that the definition names
   */
  Dataset open(Side side) throws Exception;

  /**
   * Reads the datasets of the type at the same time, and opens them joined by their keys, in
   * ascending order of the keys. Of a type with one dataset it gives the keys of that, and how
   * often each stands there. Memory does not grow with the datasets: what is not in order is sorted
   * in files that nobody else can read. To be closed by whoever opens it.
   *
   * @throws MeasurementFailed if a column of the key holds numbers on one side and texts on the
   *     other, or the like
   * @throws Exception if one cannot be read, or lacks a column that the definition names
   */
  JoinedDatasets join() throws Exception;

  /**
   * Adds a record to the result dataset: compares it, treats and counts it as the definition says,
   * and keeps it if it is to be kept. If the definition has such a record fail the measurement, it
   * fails when the type has measured, so that its reason can say how many there are.
   *
   * @param key its key: a cell for each column of the definition, or {@link DatasetKey#NONE}
   * @param readings its measures; at least one, each with a result for each of {@link #quantities}
   * @throws IllegalArgumentException if the key or the readings are none such
   */
  void add(DatasetKey key, List<Reading> readings);

  /**
   * What earlier sessions of this indicator measured for some keys, newest first for each key. Only
   * sessions that were measured with success, by the same type, datasets, key and measures.
   *
   * @param keys at most 1,000
   * @param sessions of the last so many sessions
   * @return by key; keys that none of them has are left out
   */
  Map<DatasetKey, List<MeasuredRecord>> history(List<DatasetKey> keys, int sessions);

  /**
   * Ends the measurement here if it was cancelled or its time is over; for code that takes long
   * without calling anything else of this.
   *
   * @throws Exception to end it; let it pass
   */
  void requireGoing() throws Exception;

  /**
   * The text by which a value of a dataset stands in records: exact for numbers, ISO 8601 for
   * times; null for null.
   */
  @Nullable String text(@Nullable Object value);
}
