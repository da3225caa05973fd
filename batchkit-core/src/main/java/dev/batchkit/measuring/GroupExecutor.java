package dev.batchkit.measuring;

import dev.batchkit.batch.Batch;
import dev.batchkit.batch.Cells;
import dev.batchkit.batch.Row;
import dev.batchkit.error.InvalidValue;
import dev.batchkit.indicator.IndicatorType;
import dev.batchkit.session.IndicatorDefinition;
import dev.batchkit.session.Session;
import dev.batchkit.spi.Chunk;
import dev.batchkit.spi.ExecuteContext;
import dev.batchkit.spi.PreparedWork;
import dev.batchkit.spi.RowExecutor;
import dev.batchkit.store.SessionReads;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Measures the indicators of one batch in one run: those of one order at the same time, lower
 * orders first.
 */
final class GroupExecutor implements RowExecutor<Cells> {
  private final Batch batch;
  private final Measurer measurer;
  private final Watch watch;
  private final ExecutorService threads;
  private final Measuring measuring;
  private @Nullable Integer order;

  GroupExecutor(ExecuteContext context, Measurer measurer) {
    this.batch = context.batch();
    this.measurer = measurer;
    SessionReads sessions = measurer.store().sessions();
    long id = batch.id().value();
    watch = new Watch(() -> sessions.cancelRequests(id, batch.updatedAt()));
    threads = Executors.newCachedThreadPool(daemons("batchkit-measure-" + id + "-"));
    measuring =
        new Measuring(
            (definition, stop, reading) ->
                new Datasets(measurer.doors(), definition, stop, reading),
            measurer.clock(),
            threads);
  }

  private static java.util.concurrent.ThreadFactory daemons(String name) {
    AtomicInteger made = new AtomicInteger();
    return work -> {
      Thread thread = new Thread(work, name + made.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }

  @Override
  public void apply(Chunk<Cells> chunk) {
    for (Row<Cells> row : chunk.rows()) {
      int next = IndicatorRow.of(row.value()).order();
      if (order != null && order != next) {
        chunk.barrier();
      }
      order = next;
      chunk.prepare(row, this::measure);
    }
  }

  private PreparedWork<Cells> measure(Row<Cells> row) throws InterruptedException {
    IndicatorRow indicator = IndicatorRow.of(row.value());
    Instant begin = measurer.clock().instant();
    SessionReads sessions = measurer.store().sessions();
    Session earlier = sessions.find(batch.id().value(), indicator.indicatorId()).orElse(null);
    IndicatorDefinition definition = null;
    Measured measured;
    try {
      definition = indicator.definition().kept(IndicatorDefinition.class);
      measured = measure(indicator, definition);
    } catch (InvalidValue e) {
      measured = Measured.refused(String.join("; ", e.faults()), begin);
    } catch (RuntimeException e) {
      measured = Measured.refused("its type threw " + e, begin);
    }
    return new SessionWork(batch, indicator, definition, measured, earlier, measurer);
  }

  /** What could be measured when it was defined may not be any more, or not here. */
  private Measured measure(IndicatorRow indicator, IndicatorDefinition definition)
      throws InterruptedException {
    List<String> faults = Definitions.check(definition, measurer.types(), measurer.doors());
    IndicatorType type = measurer.types().get(definition.type());
    if (type == null || !faults.isEmpty()) {
      throw new InvalidValue("The indicator cannot be measured here.", faults, null);
    }
    SessionReads sessions = measurer.store().sessions();
    return measuring.measure(
        type,
        definition,
        watch,
        indicator.indicatorId(),
        new StoredHistory(sessions, indicator.indicatorId(), definition));
  }

  @Override
  public void close() {
    watch.close();
    threads.shutdownNow();
    int unused = measurer.telling().tell();
  }
}
