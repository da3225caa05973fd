package dev.batchkit.testkit.contract;

import dev.batchkit.batch.Row;
import dev.batchkit.json.Json;
import dev.batchkit.spi.PreparedWork;
import dev.batchkit.spi.RowExecutor;
import dev.batchkit.spi.RowPreparation;
import dev.batchkit.spi.RowResult;
import dev.batchkit.store.StoreTx;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Measures rows, and writes nothing but their outcomes. What is written or closed twice is a fault,
 * as is what is not closed at all. Safe for any number of threads.
 */
final class StubMeasure implements RowPreparation<PriceRow> {
  private final List<Long> begun = new ArrayList<>();
  private final List<Measured> measured = new ArrayList<>();
  private final List<String> said = new ArrayList<>();
  private final AtomicInteger held = new AtomicInteger();
  private final AtomicInteger mostHeld = new AtomicInteger();
  private volatile Step measuring = row -> {};
  private volatile Step asking = row -> {};
  private volatile Step writingPart = row -> {};
  private volatile Step closing = row -> {};
  private volatile Writing writing = row -> RowResult.applied(Json.write(Map.of("is", row)));
  private volatile int parts;

  /** Something that is done for a row. */
  @FunctionalInterface
  interface Step {
    void of(long row) throws Exception;
  }

  /** What the outcome of a row is when it is written. */
  @FunctionalInterface
  interface Writing {
    RowResult of(long row) throws Exception;
  }

  /** Has it do this from now on while it measures. */
  StubMeasure measuring(Step next) {
    measuring = next;
    return this;
  }

  /** Has it write rows in so many parts ahead from now on. */
  StubMeasure parts(int next) {
    parts = next;
    return this;
  }

  /** Has it do this from now on when it is asked whether a part is left. */
  StubMeasure asking(Step next) {
    asking = next;
    return this;
  }

  /** Has it do this from now on before it writes a part. */
  StubMeasure writingPart(Step next) {
    writingPart = next;
    return this;
  }

  /** Has it write outcomes like this from now on. */
  StubMeasure writing(Writing next) {
    writing = next;
    return this;
  }

  /** Has it do this from now on when a row is closed. */
  StubMeasure closing(Step next) {
    closing = next;
    return this;
  }

  /** An executor that measures with it. */
  RowExecutor<PriceRow> executor() {
    return RowExecutor.prepared(this);
  }

  @Override
  public PreparedWork<PriceRow> prepare(Row<PriceRow> row) throws Exception {
    synchronized (this) {
      begun.add(row.sequence());
    }
    mostHeld.accumulateAndGet(held.incrementAndGet(), Math::max);
    boolean done = false;
    try {
      measuring.of(row.sequence());
      done = true;
    } finally {
      if (!done) {
        held.decrementAndGet();
      }
    }
    Measured result = new Measured(row.sequence(), parts);
    synchronized (this) {
      measured.add(result);
    }
    return result;
  }

  synchronized void say(String what) {
    said.add(what);
  }

  /** What was done on the thread of the run, and what others said in between. */
  synchronized List<String> said() {
    return List.copyOf(said);
  }

  /** The rows that were begun. */
  synchronized List<Long> begun() {
    return List.copyOf(begun);
  }

  /** How many rows were being measured, or waited to be written, at a time. */
  int mostHeld() {
    return mostHeld.get();
  }

  /** How many rows were measured, with what is wrong about how they were closed. */
  synchronized List<String> faults() {
    return measured.stream()
        .filter(result -> result.closed.get() != 1)
        .map(result -> result.row + " was closed " + result.closed + " times")
        .toList();
  }

  /** Waits until somebody interrupts it. */
  static void hang() throws InterruptedException {
    new CountDownLatch(1).await();
  }

  /** What was measured of a row. */
  private final class Measured implements PreparedWork<PriceRow> {
    private final long row;
    private final AtomicInteger closed = new AtomicInteger();
    private int left;

    Measured(long row, int parts) {
      this.row = row;
      left = parts;
    }

    @Override
    public boolean hasAhead() {
      try {
        asking.of(row);
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
      return left > 0;
    }

    @Override
    public void ahead(Row<PriceRow> given, StoreTx tx) throws Exception {
      say("part of " + row);
      writingPart.of(row);
      left--;
    }

    @Override
    public RowResult apply(Row<PriceRow> given, StoreTx tx) throws Exception {
      say("outcome of " + row);
      return writing.of(row);
    }

    @Override
    public void close() {
      say("end of " + row);
      closed.incrementAndGet();
      held.decrementAndGet();
      try {
        closing.of(row);
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
