package dev.batchkit.measuring;

import dev.batchkit.error.MeasurementFailed;
import dev.batchkit.indicator.RecordSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The records that code of the program gives. The thread that waits for one is interrupted when the
 * measurement is stopped; if that does not help, the stream is closed under it.
 */
final class SourceRecords implements Records {
  private static final Logger LOG = LoggerFactory.getLogger(SourceRecords.class);
  private final Layout layout;
  private final Stop stop;
  private final Cut cut;
  private final AtomicReference<@Nullable Stream<?>> stream = new AtomicReference<>();
  private Iterator<? extends Map<String, ? extends @Nullable Object>> records =
      java.util.Collections.emptyIterator();
  private List<String> names = List.of();
  private int[] columns = {};
  private @Nullable Thread waiting;
  private boolean isInterrupted;

  private SourceRecords(Layout layout, Stop stop) {
    this.layout = layout;
    this.stop = stop;
    this.cut = Cut.by(stop, this::interrupt, this::closeStream);
  }

  /**
   * Opens the records.
   *
   * @throws Stopped if the measurement was stopped
   * @throws Exception what the program throws
   */
  static Records open(RecordSource source, Layout layout, Stop stop) throws Exception {
    stop.require();
    SourceRecords opened = new SourceRecords(layout, stop);
    try {
      opened.records =
          opened.interruptibly(
              () -> {
                Stream<? extends Map<String, ? extends @Nullable Object>> given = source.open();
                opened.stream.set(given);
                return given.iterator();
              });
      return opened;
    } catch (Exception | Error e) {
      opened.close();
      throw e;
    }
  }

  /** Code of the program: what it throws because it was stopped is of no interest. */
  private <T extends @Nullable Object> T interruptibly(Callable<T> work) throws Exception {
    enter();
    try {
      return work.call();
    } catch (Exception e) {
      stop.require();
      throw e;
    } finally {
      leave();
    }
  }

  private synchronized void enter() {
    stop.require();
    waiting = Thread.currentThread();
  }

  private synchronized void interrupt() {
    if (waiting != null) {
      isInterrupted = true;
      waiting.interrupt();
    }
  }

  /** The thread is not ours: it goes on as it came. */
  private synchronized void leave() {
    waiting = null;
    if (isInterrupted) {
      isInterrupted = false;
      var unused = Thread.interrupted();
    }
  }

  @Override
  public @Nullable DataRecord next() throws Exception {
    return interruptibly(() -> records.hasNext() ? read(records.next()) : null);
  }

  private DataRecord read(@Nullable Map<String, ? extends @Nullable Object> given) {
    if (given == null) {
      throw new MeasurementFailed("The " + layout.word() + " gives null for a record.", true);
    }
    List<String> there = new ArrayList<>(given.keySet());
    if (!there.equals(names)) {
      columns = layout.find(there);
      names = there;
    }
    @Nullable Object[] values = new @Nullable Object[columns.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = layout.value(i, given.get(names.get(columns[i])));
    }
    return layout.record(values);
  }

  @Override
  public void close() {
    cut.close();
    closeStream();
  }

  private void closeStream() {
    Stream<?> opened = stream.getAndSet(null);
    if (opened != null) {
      try {
        opened.close();
      } catch (RuntimeException e) {
        LOG.warn("A source of records threw {} when it was closed", e.getClass().getName());
      }
    }
  }
}
