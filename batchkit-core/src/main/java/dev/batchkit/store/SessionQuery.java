package dev.batchkit.store;

import dev.batchkit.orchestration.SessionState;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which orchestration sessions to read. Of a session whose beginning is no time, nobody can say
 * whether it began in a span: it is in none.
 *
 * @param deviceId only of this device; null for any
 * @param natureId only of this nature; null for any
 * @param from only those that began then or later; null for any
 * @param before only those that began before; null for any
 * @param state only those that are so far; null for any
 * @param held the sessions that kits which live hold: if they are not finished, they are running
 * @param after only those stored before the one with this id; null for the newest
 * @param limit at most so many
 */
public record SessionQuery(
    @Nullable String deviceId,
    @Nullable String natureId,
    @Nullable Instant from,
    @Nullable Instant before,
    @Nullable SessionState state,
    Set<String> held,
    @Nullable String after,
    int limit) {
  /** Copies the set. */
  public SessionQuery {
    held = Set.copyOf(held);
  }
}
