package dev.batchkit.testkit;

import dev.batchkit.batch.UtcText;
import dev.batchkit.json.Json;
import dev.batchkit.store.PartVisitor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of a table, as a store on tables would show it. */
final class Part {
  private final List<String> names = new ArrayList<>();
  private final List<@Nullable Object> cells = new ArrayList<>();

  Part with(String name, @Nullable Object cell) {
    names.add(name);
    cells.add(cell);
    return this;
  }

  Part time(String name, @Nullable Instant at) {
    return with(name, at == null ? null : UtcText.of(at));
  }

  Part json(String name, @Nullable Json json) {
    return with(name, json == null ? null : json.text());
  }

  void show(String part, PartVisitor visitor) {
    visitor.visit(part, List.copyOf(names), cells.toArray());
  }
}
