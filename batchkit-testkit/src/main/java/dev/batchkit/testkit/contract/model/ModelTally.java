package dev.batchkit.testkit.contract.model;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How often each command was done, refused, or cut off: so that nobody trusts an idle test. */
final class ModelTally {
  private final Map<String, Map<String, Integer>> counts = new TreeMap<>();

  void count(ModelCommand.Kind kind, String what) {
    counts.computeIfAbsent(kind.name(), key -> new TreeMap<>()).merge(what, 1, Integer::sum);
  }

  void count(ModelCommand.Kind kind, @Nullable Class<? extends Throwable> refusal) {
    count(kind, refusal == null ? "done" : refusal.getSimpleName());
  }

  /** How often a command came to what it is there for. */
  int done(ModelCommand.Kind kind) {
    String what =
        switch (kind) {
          case EDIT_STALE -> "StaleRow";
          case POPULATE_BROKEN -> "HandlerFailed";
          default -> "done";
        };
    return counts.getOrDefault(kind.name(), Map.of()).getOrDefault(what, 0);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    counts.forEach((kind, each) -> text.append("\n  ").append(kind).append(' ').append(each));
    return text.toString();
  }
}
