package dev.batchkit.indicator;

import dev.batchkit.session.Verdict;
import org.jspecify.annotations.Nullable;

/** When a listener is told what a session says. */
public enum NotifyWhen {
  /**
   * When it says something else than the indicator said before; of an indicator that said nothing
   * before, when it warns, alerts or was not measured.
   */
  CHANGE,
  /** When that is so, and whenever it warns, alerts or was not measured. */
  EVERY_RUN;

  /**
   * Whether a verdict is told.
   *
   * @param before what the indicator said before; null for nothing
   */
  public boolean tells(Verdict verdict, @Nullable Verdict before) {
    boolean bad =
        verdict == Verdict.WARN || verdict == Verdict.ALERT || verdict == Verdict.NOT_MEASURED;
    boolean changed = before == null ? bad : verdict != before;
    return changed || (this == EVERY_RUN && bad);
  }
}
