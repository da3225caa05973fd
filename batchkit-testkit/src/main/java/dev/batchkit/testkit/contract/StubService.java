package dev.batchkit.testkit.contract;

import dev.batchkit.batch.Row;
import dev.batchkit.json.Json;
import dev.batchkit.spi.ExternalWork;
import dev.batchkit.spi.RowExecutor;
import dev.batchkit.spi.RowResult;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A service outside the store: does the effect of a row once for each call, and knows which keys it
 * was called with. A key that is called again before settle was asked is a fault. Safe for any
 * number of threads.
 */
final class StubService implements ExternalWork<PriceRow> {
  private final Map<String, Integer> calls = new TreeMap<>();
  private final Map<String, Integer> effects = new TreeMap<>();
  private final Set<String> unsettled = new HashSet<>();
  private final List<String> faults = new ArrayList<>();
  private final List<Long> settles = new ArrayList<>();
  private final AtomicInteger underWay = new AtomicInteger();
  private final AtomicInteger mostUnderWay = new AtomicInteger();
  private volatile Answering calling = (row, effect) -> effect.happen();
  private volatile Answering settling = (row, effect) -> effect.asItWas();

  /** The service's side of a row. */
  interface Effect {
    /** Does it. */
    RowResult happen();

    /** What became of it. */
    RowResult asItWas();
  }

  /** What the service answers. */
  @FunctionalInterface
  interface Answering {
    /** Answers. */
    RowResult of(Row<PriceRow> row, Effect effect) throws Exception;
  }

  /** Has it answer calls like this from now on. */
  StubService calling(Answering next) {
    calling = next;
    return this;
  }

  /** Has it answer like this from now on when it is asked what became of a call. */
  StubService settling(Answering next) {
    settling = next;
    return this;
  }

  /** An executor that calls it. */
  RowExecutor<PriceRow> executor() {
    return RowExecutor.external(this::call, this::settle);
  }

  @Override
  public RowResult call(Row<PriceRow> row, String key) throws Exception {
    enter(key);
    mostUnderWay.accumulateAndGet(underWay.incrementAndGet(), Math::max);
    try {
      return calling.of(row, effect(key));
    } finally {
      underWay.decrementAndGet();
    }
  }

  private synchronized void enter(String key) {
    calls.merge(key, 1, Integer::sum);
    if (!unsettled.add(key)) {
      faults.add(key + " was called again before it was settled");
    }
  }

  @Override
  public RowResult settle(Row<PriceRow> row, String key) throws Exception {
    synchronized (this) {
      settles.add(row.sequence());
      unsettled.remove(key);
    }
    return settling.of(row, effect(key));
  }

  private Effect effect(String key) {
    return new Effect() {
      @Override
      public RowResult happen() {
        synchronized (StubService.this) {
          if (effects.merge(key, 1, Integer::sum) > 1) {
            faults.add(key + " was done twice");
          }
        }
        return RowResult.applied(Json.write(Map.of("done", key)));
      }

      @Override
      public RowResult asItWas() {
        synchronized (StubService.this) {
          return effects.containsKey(key)
              ? RowResult.applied(Json.write(Map.of("found", key)))
              : RowResult.notDone();
        }
      }
    };
  }

  synchronized List<String> keys() {
    return List.copyOf(calls.keySet());
  }

  synchronized int calls() {
    return calls.values().stream().mapToInt(Integer::intValue).sum();
  }

  synchronized int effects() {
    return effects.size();
  }

  /** The rows that were asked about, in the order of the questions. */
  synchronized List<Long> settles() {
    return List.copyOf(settles);
  }

  synchronized List<String> faults() {
    return List.copyOf(faults);
  }

  int mostUnderWay() {
    return mostUnderWay.get();
  }
}
