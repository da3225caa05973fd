package dev.batchkit.measuring;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;

/** The kinds of values, in the order in which they would come. */
enum Kind {
  BOOLEANS,
  NUMBERS,
  DATES,
  TIMES,
  TEXTS;

  static Kind of(Object value) {
    if (value instanceof String) {
      return TEXTS;
    }
    if (value instanceof BigDecimal) {
      return NUMBERS;
    }
    if (value instanceof Instant) {
      return TIMES;
    }
    if (value instanceof LocalDate) {
      return DATES;
    }
    if (value instanceof Boolean) {
      return BOOLEANS;
    }
    throw new IllegalArgumentException("no value of a dataset: " + value.getClass().getName());
  }

  /** Its name in a sentence. */
  String word() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
