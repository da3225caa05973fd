package dev.batchkit.measuring;

import dev.batchkit.error.MeasurementFailed;
import dev.batchkit.indicator.DatasetKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which kind of values each column of a side's key holds: one kind, NULL apart. */
final class KeyKinds {
  private final Layout layout;
  private final @Nullable Kind[] kinds;

  KeyKinds(Layout layout) {
    this.layout = layout;
    this.kinds = new @Nullable Kind[layout.keys().size()];
  }

  /**
   * Takes note of a key.
   *
   * @throws MeasurementFailed if a column now holds two kinds
   */
  void see(DatasetKey key) {
    List<@Nullable Object> cells = key.cells();
    for (int i = 0; i < kinds.length; i++) {
      Object cell = cells.get(i);
      if (cell != null) {
        see(i, Kind.of(cell));
      }
    }
  }

  private void see(int column, Kind kind) {
    Kind before = kinds[column];
    if (before == null) {
      kinds[column] = kind;
    } else if (before != kind) {
      throw failed(
          "Key column %s holds %s and %s in the %s: cast it to one of them in its query."
              .formatted(layout.keys().get(column), before.word(), kind.word(), layout.word()));
    }
  }

  /**
   * Requires that both sides hold the same, as far as they were seen.
   *
   * @throws MeasurementFailed if they do not
   */
  void requireSame(KeyKinds other) {
    for (int i = 0; i < kinds.length; i++) {
      Kind mine = kinds[i];
      Kind others = other.kinds[i];
      if (mine != null && others != null && mine != others) {
        throw failed(
            "Key column %s holds %s in the %s and %s in the %s: cast one of them in its query."
                .formatted(
                    layout.keys().get(i),
                    mine.word(),
                    layout.word(),
                    others.word(),
                    other.layout.word()));
      }
    }
  }

  private static MeasurementFailed failed(String reason) {
    return new MeasurementFailed(reason, true);
  }
}
