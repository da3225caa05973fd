package dev.batchkit.measuring;

import dev.batchkit.indicator.DatasetKey;
import dev.batchkit.indicator.JoinedDatasets;
import dev.batchkit.indicator.Side;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Joins two sides that are in order, holding one record of each. */
final class MergeJoin implements JoinedDatasets {
  private final Half source;
  private final Half target;
  private final Runnable check;
  private final Runnable close;
  private @Nullable DatasetKey key;

  /**
   * Takes both sides.
   *
   * @param check is run whenever a record was read of each side
   * @param close is run when this is closed, after both sides
   */
  MergeJoin(SideBySide.Opened sides, Runnable check, Runnable close) {
    this.source = new Half(sides.source());
    this.target = new Half(sides.target());
    this.check = check;
    this.close = close;
  }

  /** A side: the record that comes next, and what it has of the key. */
  private static final class Half {
    private final Records records;
    private @Nullable DataRecord head;
    private boolean hasBegun;
    private List<@Nullable Object> measures = List.of();
    private long count;

    Half(Records records) {
      this.records = records;
    }

    void begin() throws Exception {
      if (!hasBegun) {
        hasBegun = true;
        head = records.next();
      }
    }

    void take(DatasetKey key) throws Exception {
      count = 0;
      measures = List.of();
      while (head != null && head.key().equals(key)) {
        if (count == 0) {
          measures = head.measures();
        }
        count++;
        head = records.next();
      }
    }
  }

  @Override
  public boolean next() throws Exception {
    source.begin();
    target.begin();
    check.run();
    DatasetKey lowest = lowest(source.head, target.head);
    key = lowest;
    if (lowest == null) {
      return false;
    }
    source.take(lowest);
    target.take(lowest);
    check.run();
    return true;
  }

  private static @Nullable DatasetKey lowest(@Nullable DataRecord a, @Nullable DataRecord b) {
    if (a == null) {
      return b == null ? null : b.key();
    }
    return b == null || Keys.ORDER.compare(a.key(), b.key()) <= 0 ? a.key() : b.key();
  }

  @Override
  public DatasetKey key() {
    if (key == null) {
      throw new IllegalStateException("there is a key only after next() said so");
    }
    return key;
  }

  @Override
  public long count(Side side) {
    return half(side).count;
  }

  @Override
  public @Nullable Object measure(Side side, int index) {
    Half half = half(side);
    return half.count == 0 ? null : half.measures.get(index);
  }

  private Half half(Side side) {
    return side == Side.SOURCE ? source : target;
  }

  @Override
  public void close() {
    try (source.records) {
      target.records.close();
    } finally {
      close.run();
    }
  }
}
