package dev.batchkit.testkit;

import dev.batchkit.batch.UtcText;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The data as somebody may see it: as committed, or as an open unit of work has made it. */
interface View {
  /**
   * Does something with the data as it is now; a failure dooms the unit of work, if this is one.
   */
  <T> T read(Function<State, T> use);

  /** Changes the data; only an open unit of work can. */
  default void change(Consumer<State> change) {
    boolean unused =
        read(
            state -> {
              change.accept(state);
              return true;
            });
  }

  /** A time as every store keeps it. */
  static Instant stored(Instant at) {
    return UtcText.parse(UtcText.of(at));
  }

  /** A time as every store keeps it; null stays null. */
  static @Nullable Instant storedOrNull(@Nullable Instant at) {
    return at == null ? null : stored(at);
  }
}
