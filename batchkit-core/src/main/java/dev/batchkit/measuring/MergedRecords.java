package dev.batchkit.measuring;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Records that are in order, merged; of equal keys those first that come first in the list. */
final class MergedRecords implements Records {
  private final PriorityQueue<Head> heads =
      new PriorityQueue<>(
          Comparator.comparing((Head head) -> head.record.key(), Keys.ORDER)
              .thenComparingInt(head -> head.place));
  private final List<Records> all;

  /** The next record of one of them. */
  private record Head(DataRecord record, int place) {}

  private MergedRecords(List<Records> all) {
    this.all = all;
  }

  static Records of(List<Records> all) throws Exception {
    if (all.size() == 1) {
      return all.get(0);
    }
    MergedRecords merged = new MergedRecords(all);
    for (int i = 0; i < all.size(); i++) {
      merged.advance(i);
    }
    return merged;
  }

  private void advance(int place) throws Exception {
    DataRecord record = all.get(place).next();
    if (record != null) {
      heads.add(new Head(record, place));
    }
  }

  @Override
  public @Nullable DataRecord next() throws Exception {
    Head head = heads.poll();
    if (head == null) {
      return null;
    }
    advance(head.place);
    return head.record;
  }

  @Override
  public void close() {
    all.forEach(Records::close);
  }
}
