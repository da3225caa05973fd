package dev.batchkit.measuring;

import dev.batchkit.indicator.DatasetKey;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** Keys in order. */
final class Keys {
  /**
   * The order of keys: cell by cell, NULL first, numbers by value, texts by their code points,
   * false before true. Equal are those that {@link DatasetKey#equals} says.
   */
  static final Comparator<DatasetKey> ORDER = Keys::compare;

  private Keys() {}

  private static int compare(DatasetKey a, DatasetKey b) {
    int shorter = Math.min(a.cells().size(), b.cells().size());
    for (int i = 0; i < shorter; i++) {
      int order = compareCells(a.cells().get(i), b.cells().get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(a.cells().size(), b.cells().size());
  }

  private static int compareCells(@Nullable Object a, @Nullable Object b) {
    if (a == null || b == null) {
      return Boolean.compare(a != null, b != null);
    }
    if (a instanceof String left && b instanceof String right) {
      return compareTexts(left, right);
    }
    if (a instanceof BigDecimal left && b instanceof BigDecimal right) {
      return left.compareTo(right);
    }
    if (a instanceof Instant left && b instanceof Instant right) {
      return left.compareTo(right);
    }
    if (a instanceof LocalDate left && b instanceof LocalDate right) {
      return left.compareTo(right);
    }
    if (a instanceof Boolean left && b instanceof Boolean right) {
      return Boolean.compare(left, right);
    }
    return Kind.of(a).compareTo(Kind.of(b));
  }

  /** By code points, as UTF-8 sorts: a surrogate stands for one above all that are not. */
  private static int compareTexts(String a, String b) {
    int shorter = Math.min(a.length(), b.length());
    for (int i = 0; i < shorter; i++) {
      char left = a.charAt(i);
      char right = b.charAt(i);
      if (left != right) {
        boolean isLeftPair = Character.isSurrogate(left);
        return isLeftPair == Character.isSurrogate(right)
            ? Character.compare(left, right)
            : Boolean.compare(isLeftPair, !isLeftPair);
      }
    }
    return Integer.compare(a.length(), b.length());
  }
}
