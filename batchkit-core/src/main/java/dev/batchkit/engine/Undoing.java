package dev.batchkit.engine;

import dev.batchkit.batch.Change;
import dev.batchkit.error.InvalidValue;
import dev.batchkit.json.Json;
import dev.batchkit.store.ChangeReads;
import dev.batchkit.store.StoredChange;
import dev.batchkit.store.StoredRow;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes the edit that undoes a change: every component that the change altered gets the value back
 * that it had, if it still has the one that the change gave it.
 */
final class Undoing {
  private Undoing() {}

  /** The change as it is on record; what the caller has of it may be anything. */
  static StoredChange recorded(ChangeReads changes, long batchId, Change<?> change) {
    return Optional.of(change)
        .filter(given -> given.batchId().value() == batchId)
        .flatMap(given -> changes.find(batchId, given.sequence(), given.version()))
        .orElseThrow(
            () -> {
              String fault = "change: is none of this batch";
              return new InvalidValue(
                  "Batch " + batchId + " cannot undo it: " + fault + ". Read its history.",
                  List.of(fault),
                  null);
            });
  }

  /** The edit that undoes a change of this row; empty if the row was changed since. */
  static <I> Optional<RowEdit> undone(
      EditAttempt<I, ?> attempt, StoredRow row, StoredChange change) {
    if (change.after() == null) {
      return row.removed() ? Optional.of(attempt.restored(row)) : Optional.empty();
    }
    if (row.removed()) {
      return Optional.empty();
    }
    Codec<I, ?> codec = attempt.codec();
    Map<String, @Nullable Object> before = components(codec, change.before());
    Map<String, @Nullable Object> after = components(codec, change.after());
    Map<String, @Nullable Object> present = new HashMap<>(codec.components(attempt.input(row)));
    if (change.before() == null) {
      return altered(present, after).isEmpty()
          ? Optional.of(attempt.removed(row))
          : Optional.empty();
    }
    for (String name : altered(before, after)) {
      if (!Objects.equals(present.get(name), after.get(name))) {
        return Optional.empty();
      }
      present.put(name, before.get(name));
    }
    return Optional.of(attempt.edited(row, codec.ofComponents(present)));
  }

  private static <I> Map<String, @Nullable Object> components(
      Codec<I, ?> codec, @Nullable String json) {
    return json == null ? Map.of() : codec.components(codec.parseInput(Json.of(json)));
  }

  /** The names whose values differ. */
  private static Set<String> altered(
      Map<String, @Nullable Object> one, Map<String, @Nullable Object> other) {
    Set<String> altered = new HashSet<>(one.keySet());
    altered.addAll(other.keySet());
    altered.removeIf(name -> Objects.equals(one.get(name), other.get(name)));
    return altered;
  }
}
