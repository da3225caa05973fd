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
import java.util.List;
import java.util.Map;
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
    watch = new Watch(context::cancelled, () -> sessions.cancelRequests(id, batch.updatedAt()));
    threads = Executors.newCachedThreadPool(daemons("batchkit-measure-" + id + "-"));
    measuring = new Measuring(measurer::open, measurer.clock(), threads);
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
    Session earlier =
        measurer
            .store()
            .sessions()
            .find(batch.id().value(), indicator.indicatorId())
            .orElse(null);
    return new SessionWork(
        batch, indicator, measure(indicator), earlier, measurer.telling(), measurer.clock());
  }

  private Measured measure(IndicatorRow indicator) throws InterruptedException {
    IndicatorDefinition definition;
    try {
      definition = indicator.definition().kept(IndicatorDefinition.class);
    } catch (InvalidValue e) {
      return measuring.refused("its definition cannot be read: " + String.join("; ", e.faults()));
    }
    Map<String, IndicatorType> types = measurer.types();
    List<String> faults = Definitions.check(definition, types, measurer.doors());
    IndicatorType type = types.get(definition.type());
    if (type == null || !faults.isEmpty()) {
      return measuring.refused("it cannot be measured here: " + String.join("; ", faults));
    }
    Measured measured =
        measuring.measure(
            type,
            definition,
            watch,
            indicator.indicatorId(),
            new StoredHistory(measurer.store().sessions(), indicator.indicatorId(), definition));
    if (measured.isRunEnding()) {
      measured.close();
      throw new InterruptedException();
    }
    return measured;
  }

  @Override
  public void close() {
    watch.close();
    threads.shutdownNow();
    int unused = measurer.telling().tell();
  }
}
