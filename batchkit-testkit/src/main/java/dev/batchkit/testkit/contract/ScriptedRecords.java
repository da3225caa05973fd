package dev.batchkit.testkit.contract;

import dev.batchkit.indicator.RecordSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Records that a test says, and what happens when somebody opens them. */
final class ScriptedRecords implements RecordSource {
  /** What happens before records are given. */
  @FunctionalInterface
  interface Before {
    void run() throws Exception;
  }

  private final AtomicInteger opened = new AtomicInteger();
  private volatile List<Map<String, Object>> records;
  private volatile Before before = () -> {};

  ScriptedRecords(Object... values) {
    records = numbered(values);
  }

  /** Records with an id from 1 on and these values. */
  private static List<Map<String, Object>> numbered(Object... values) {
    return Stream.iterate(0, i -> i < values.length, i -> i + 1)
        .map(i -> Map.of("id", (Object) (i + 1), "v", values[i]))
        .toList();
  }

  ScriptedRecords values(Object... values) {
    records = numbered(values);
    return this;
  }

  ScriptedRecords before(Before what) {
    before = what;
    return this;
  }

  int opened() {
    return opened.get();
  }

  @Override
  public Stream<Map<String, Object>> open() throws Exception {
    opened.incrementAndGet();
    before.run();
    return records.stream();
  }
}
