package dev.batchkit.session;

import dev.batchkit.error.InvalidValue;
import java.util.List;

/**
 * Which records of a result dataset are kept with the session, so that an alert can be looked into.
 * Those are kept that come first in the order of the dataset.
 *
 * @param which which of them
 * @param most at most so many
 */
public record KeepRecords(Which which, long most) {
  /** Records that alert or warn, at most 1,000: the default. */
  public static final KeepRecords DEFAULT = new KeepRecords(Which.ALERTS, 1_000);

  /** Which records. */
  public enum Which {
    /** Every record. */
    ALL,
    /** Records that alert or warn. */
    ALERTS,
    /** No record. */
    NONE
  }

  /**
   * Takes a policy.
   *
   * @throws InvalidValue if it keeps fewer than no records
   */
  public KeepRecords {
    if (most < 0) {
      String fault = "most: is negative";
      throw new InvalidValue("Records cannot be kept so: " + fault + ".", List.of(fault), null);
    }
  }

  /** All records, however many. */
  public static KeepRecords all() {
    return new KeepRecords(Which.ALL, Long.MAX_VALUE);
  }

  /** The records that alert or warn, at most so many. */
  public static KeepRecords alerts(long most) {
    return new KeepRecords(Which.ALERTS, most);
  }

  /** The first so many records. */
  public static KeepRecords first(long most) {
    return new KeepRecords(Which.ALL, most);
  }

  /** No records. */
  public static KeepRecords none() {
    return new KeepRecords(Which.NONE, 0);
  }

  /**
   * Whether a record is kept.
   *
   * @param level how it counts
   * @param kept how many are kept already
   */
  public boolean keeps(Level level, long kept) {
    return kept < most
        && (which == Which.ALL || (which == Which.ALERTS && level != Level.NO_ALERT));
  }
}
