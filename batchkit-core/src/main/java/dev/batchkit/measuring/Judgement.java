package dev.batchkit.measuring;

import dev.batchkit.session.Finding;
import dev.batchkit.session.Level;
import java.util.Comparator;

/** How a value, or a record, counts, and why; the greatest is the gravest. */
record Judgement(Level level, Finding finding) implements Comparable<Judgement> {
  /** The mildest. */
  static final Judgement OK = new Judgement(Level.NO_ALERT, Finding.OK);

  private static final Comparator<Judgement> ORDER =
      Comparator.comparing(Judgement::level).thenComparing(Judgement::finding);

  @Override
  public int compareTo(Judgement other) {
    return ORDER.compare(this, other);
  }

  /** The graver of the two. */
  Judgement or(Judgement other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
