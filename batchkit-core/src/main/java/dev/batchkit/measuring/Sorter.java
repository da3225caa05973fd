package dev.batchkit.measuring;

import dev.batchkit.indicator.DatasetKey;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sorts records by their keys, those of equal keys as they came. What does not fit into one buffer
 * is written to a file in sorted runs, which are merged; a buffer that begins where the last one
 * ended goes on with its run, so that what comes in order is not merged.
 */
final class Sorter implements AutoCloseable {
  private static final Comparator<DataRecord> ORDER =
      Comparator.comparing(DataRecord::key, Keys.ORDER);
  private static final int RECORD_BYTES = 160;
  private static final int VALUE_BYTES = 56;

  private final Sorting sorting;
  private final Stop stop;
  private final List<DataRecord> buffer = new ArrayList<>();
  private List<Run> runs = new ArrayList<>();
  private long bytes;
  private @Nullable DatasetKey last;
  private @Nullable Spill spill;

  /** A part of the file that is in order. */
  private record Run(long from, long to) {}

  private Sorter(Sorting sorting, Stop stop) {
    this.sorting = sorting;
    this.stop = stop;
  }

  /**
   * Reads records to their end, and closes them.
   *
   * @return the same in order; they hold the file until they are closed
   * @throws Stopped if the measurement was stopped
   * @throws dev.batchkit.error.MeasurementFailed if the file cannot be written
   * @throws Exception if they cannot be read
   */
  static Records sort(Records records, Sorting sorting, Stop stop) throws Exception {
    Sorter sorter = new Sorter(sorting, stop);
    try (records) {
      sorter.read(records);
    } catch (Exception | Error e) {
      sorter.close();
      throw e;
    }
    try {
      return sorter.sorted();
    } catch (Exception | Error e) {
      sorter.close();
      throw e;
    }
  }

  private void read(Records records) throws Exception {
    for (DataRecord record = records.next(); record != null; record = records.next()) {
      buffer.add(record);
      bytes += RECORD_BYTES + bytes(record.key().cells()) + bytes(record.measures());
      if (buffer.size() >= sorting.records() || bytes >= sorting.bytes()) {
        write();
      }
    }
  }

  private static long bytes(List<@Nullable Object> values) {
    long bytes = 0;
    for (Object value : values) {
      bytes += VALUE_BYTES;
      if (value instanceof String text) {
        bytes += 2L * text.length();
      } else if (value instanceof BigDecimal number) {
        bytes += number.precision() / 2;
      }
    }
    return bytes;
  }

  private void write() {
    if (buffer.isEmpty()) {
      return;
    }
    Spill file = spill == null ? Spill.in(sorting.directory()) : spill;
    spill = file;
    buffer.sort(ORDER);
    boolean goesOn = last != null && Keys.ORDER.compare(last, buffer.get(0).key()) <= 0;
    long from = goesOn ? runs.remove(runs.size() - 1).from() : file.end();
    buffer.forEach(file::add);
    runs.add(new Run(from, file.end()));
    last = buffer.get(buffer.size() - 1).key();
    buffer.clear();
    bytes = 0;
  }

  private Records sorted() throws Exception {
    Spill file = spill;
    if (file == null) {
      buffer.sort(ORDER);
      return new Sorted(listed(buffer.iterator()), this);
    }
    write();
    while (runs.size() > sorting.runs()) {
      runs = fewer(file);
    }
    return new Sorted(MergedRecords.of(open(file, runs)), this);
  }

  /** Merges runs that are next to each other, as many at once as may be. */
  private List<Run> fewer(Spill file) throws Exception {
    List<Run> merged = new ArrayList<>();
    for (int i = 0; i < runs.size(); i += sorting.runs()) {
      List<Run> some = runs.subList(i, Math.min(i + sorting.runs(), runs.size()));
      merged.add(some.size() == 1 ? some.get(0) : one(file, some));
    }
    return merged;
  }

  private Run one(Spill file, List<Run> some) throws Exception {
    long from = file.end();
    Records records = MergedRecords.of(open(file, some));
    for (DataRecord record = records.next(); record != null; record = records.next()) {
      stop.require();
      file.add(record);
    }
    return new Run(from, file.end());
  }

  private static List<Records> open(Spill file, List<Run> some) {
    return some.stream().map(run -> file.read(run.from(), run.to())).toList();
  }

  private static Records listed(Iterator<DataRecord> records) {
    return new Records() {
      @Override
      public @Nullable DataRecord next() {
        return records.hasNext() ? records.next() : null;
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public void close() {
    buffer.clear();
    if (spill != null) {
      spill.close();
    }
  }

  /** What was sorted, with what holds it. */
  private record Sorted(Records records, Sorter sorter) implements Records {
    @Override
    public @Nullable DataRecord next() throws Exception {
      sorter.stop.require();
      return records.next();
    }

    @Override
    public void close() {
      sorter.close();
    }
  }
}
