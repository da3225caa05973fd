package dev.batchkit.report;

import dev.batchkit.session.Quality;
import dev.batchkit.session.RecordCounts;
import dev.batchkit.session.Session;
import dev.batchkit.session.Verdict;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one session of an indicator said.
 *
 * @param sessionId the session
 * @param at when it began; null if nobody said
 * @param verdict what it says; null if it says nothing, or nothing yet
 * @param level the part of its records that is without alert, from 0 to 1; null if it has none
 * @param extreme what was compared and lies farthest in the direction of an alert; null for none,
 *     and where it is of another quantity than that of the session whose history it is
 */
public record HistoryPoint(
    long sessionId,
    @Nullable Instant at,
    @Nullable Verdict verdict,
    @Nullable BigDecimal level,
    @Nullable BigDecimal extreme) {
  /** What a session says in the history of another one. */
  static HistoryPoint of(Session session, Session of) {
    boolean same = session.quantity() == of.quantity();
    return new HistoryPoint(
        session.id(),
        session.startedAt() == null ? session.finishedAt() : session.startedAt(),
        session.verdict(),
        level(session.counts()),
        same ? Figures.decimal(session.extreme()) : null);
  }

  /** The part of records that is without alert; null if there are none. */
  static @Nullable BigDecimal level(@Nullable RecordCounts counts) {
    return counts == null
        ? null
        : new Quality(1, 0, 0, 0, 0, counts.records(), counts.noAlerts()).level();
  }
}
