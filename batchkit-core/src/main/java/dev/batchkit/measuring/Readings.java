package dev.batchkit.measuring;

import dev.batchkit.indicator.Measurement;
import dev.batchkit.indicator.Reading;
import dev.batchkit.indicator.Reading.Result;
import dev.batchkit.session.Finding;
import dev.batchkit.session.Quantity;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The two values of one measure, and what they come to.
 *
 * @param measurement where they were read
 * @param measure the name of the column
 * @param source null for NULL or none
 * @param target null for NULL or none
 */
record Readings(
    Measurement measurement, String measure, @Nullable Object source, @Nullable Object target) {

  /** They cannot be compared. */
  Reading of(Finding finding) {
    return of(null, quantity -> Result.of(finding));
  }

  /** They can be compared, or some quantities of them. */
  Reading of(@Nullable String difference, Function<Quantity, Result> result) {
    Map<Quantity, Result> results = new EnumMap<>(Quantity.class);
    measurement.quantities().forEach(quantity -> results.put(quantity, result.apply(quantity)));
    return new Reading(
        measure, measurement.text(source), measurement.text(target), difference, results);
  }
}
