package dev.batchkit.session;

import dev.batchkit.json.Defaulted;
import java.util.Objects;

/**
 * What becomes of records that cannot be compared, by what was found of them. What is null takes
 * its default.
 *
 * @param missing {@link Finding#MISSING_IN_SOURCE} and {@link Finding#MISSING_IN_TARGET}; ALERT
 * @param nulls {@link Finding#NULL_VALUE}; ALERT
 * @param duplicates {@link Finding#DUPLICATE_KEY}; ALERT
 * @param notComparable {@link Finding#NOT_COMPARABLE}; ALERT
 * @param zeroSource {@link Finding#ZERO_SOURCE}; ALERT
 * @param future {@link Finding#IN_FUTURE}; ALERT
 * @param learning {@link Finding#LEARNING}; NO_ALERT
 * @param noSpread {@link Finding#NO_SPREAD}; ALERT
 * @param empty a result dataset without records; NO_DATA
 */
public record Treatments(
    @Defaulted Treatment missing,
    @Defaulted Treatment nulls,
    @Defaulted Treatment duplicates,
    @Defaulted Treatment notComparable,
    @Defaulted Treatment zeroSource,
    @Defaulted Treatment future,
    @Defaulted Treatment learning,
    @Defaulted Treatment noSpread,
    @Defaulted EmptyTreatment empty) {
  /** Everything by default. */
  public static final Treatments DEFAULT =
      new Treatments(
          Treatment.ALERT,
          Treatment.ALERT,
          Treatment.ALERT,
          Treatment.ALERT,
          Treatment.ALERT,
          Treatment.ALERT,
          Treatment.NO_ALERT,
          Treatment.ALERT,
          EmptyTreatment.NO_DATA);

  /** Takes the defaults for what is null. */
  public Treatments {
    missing = Objects.requireNonNullElse(missing, Treatment.ALERT);
    nulls = Objects.requireNonNullElse(nulls, Treatment.ALERT);
    duplicates = Objects.requireNonNullElse(duplicates, Treatment.ALERT);
    notComparable = Objects.requireNonNullElse(notComparable, Treatment.ALERT);
    zeroSource = Objects.requireNonNullElse(zeroSource, Treatment.ALERT);
    future = Objects.requireNonNullElse(future, Treatment.ALERT);
    learning = Objects.requireNonNullElse(learning, Treatment.NO_ALERT);
    noSpread = Objects.requireNonNullElse(noSpread, Treatment.ALERT);
    empty = Objects.requireNonNullElse(empty, EmptyTreatment.NO_DATA);
  }

  /**
   * What becomes of a record of which this was found.
   *
   * @throws IllegalArgumentException if it was compared
   */
  public Treatment of(Finding finding) {
    return switch (finding) {
      case MISSING_IN_SOURCE, MISSING_IN_TARGET -> missing;
      case NULL_VALUE -> nulls;
      case DUPLICATE_KEY -> duplicates;
      case NOT_COMPARABLE -> notComparable;
      case ZERO_SOURCE -> zeroSource;
      case IN_FUTURE -> future;
      case LEARNING -> learning;
      case NO_SPREAD -> noSpread;
      case OK, WARN, ALERT -> throw new IllegalArgumentException(finding + " was compared");
    };
  }
}
