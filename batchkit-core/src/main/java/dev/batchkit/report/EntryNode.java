package dev.batchkit.report;

import dev.batchkit.orchestration.Entry;
import dev.batchkit.orchestration.StateTransition;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An entry, and what became of it.
 *
 * @param entry the entry
 * @param states its state transitions, as far as they were read
 * @param startedAt when it was opened; null if nobody said
 * @param endedAt when its last transition was; null if it has none, or nobody said
 * @param failed whether its last state is an error or an interruption
 * @param issues how many issues were found in it
 */
public record EntryNode(
    Entry entry,
    List<StateTransition> states,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt,
    boolean failed,
    long issues) {
  /** An entry; the list is copied. */
  public EntryNode {
    states = List.copyOf(states);
  }

  /** Whether it is in a state that it is to leave again. */
  public boolean isOpen() {
    String state = state();
    return state != null && state.startsWith("ENTER(");
  }

  /** The state that it is in; null if it has none. */
  public @Nullable String state() {
    return states.isEmpty() ? null : states.get(states.size() - 1).to();
  }
}
