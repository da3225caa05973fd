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

  /** How often a command did what it was asked to. */
  int done(ModelCommand.Kind kind) {
    return counts.getOrDefault(kind.name(), Map.of()).getOrDefault("done", 0);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    counts.forEach((kind, each) -> text.append("\n  ").append(kind).append(' ').append(each));
    return text.toString();
  }
}
