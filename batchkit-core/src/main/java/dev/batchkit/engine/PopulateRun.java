package dev.batchkit.engine;

import dev.batchkit.batch.Batch;
import dev.batchkit.batch.BatchStatus;
import dev.batchkit.batch.Problem;
import dev.batchkit.batch.RowWindow;
import dev.batchkit.batch.RunOutcome;
import dev.batchkit.batch.UtcText;
import dev.batchkit.error.BatchKitException;
import dev.batchkit.error.InvalidValue;
import dev.batchkit.json.Json;
import dev.batchkit.spi.PopulateContext;
import dev.batchkit.spi.RowRefresher;
import dev.batchkit.store.RowTable;
import dev.batchkit.store.StoredRow;
import dev.batchkit.store.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes the rows of a source above the window, chunk by chunk, and moves the window over them with
 * the last.
 */
final class PopulateRun<I, R> implements RunBody, PopulateContext<I> {
  private final ActiveRun<I, R> run;
  private final RowTable table;
  private final long first;
  private final String at;
  private final List<StoredRow> chunk = new ArrayList<>();
  private final List<String> sources = new ArrayList<>();
  private @Nullable RowMaker<I, R> maker;
  private long next;
  private long chars;
  private @Nullable RuntimeException end;

  PopulateRun(ActiveRun<I, R> run) {
    this.run = run;
    table = run.table();
    first = run.batch().rows().used() + 1;
    next = first;
    at = UtcText.of(run.log().now());
  }

  @Override
  public void go() throws Exception {
    run.log().phase("populating");
    RowRefresher<I, R> refresher = run.binding().handler().refresher(run);
    Closing.after(() -> addAll(refresher), refresher::close);
    run.requireGoing();
    run.log().phase("finishing");
    run.inUnit("finish", this::finish);
  }

  private void addAll(RowRefresher<I, R> refresher) throws Exception {
    try {
      maker = new RowMaker<>(run.batch(), run.binding(), refresher);
      run.binding().handler().populate(this);
      requireGoing();
    } finally {
      maker = null;
    }
  }

  @Override
  public void abandon(HeaderDraft header, RunOutcome outcome) {
    header.status = BatchStatus.PENDING;
    RowWindow window = header.rows;
    header.rows = new RowWindow(window.from(), window.through(), Math.max(window.used(), next - 1));
  }

  private RunOutcome finish(Unit unit) {
    writeChunk(unit);
    run.log().total(next - first);
    HeaderDraft header = new HeaderDraft(run.batch());
    header.status = BatchStatus.PENDING;
    header.changed = true;
    header.needsRefresh = false;
    header.rows = new RowWindow(first, next - 1, next - 1);
    header.populatedAt = run.log().now();
    header.source = Json.write(Map.of("sources", sources));
    run.settle(unit, header);
    return RunOutcome.SUCCESS;
  }

  @Override
  public Batch batch() {
    return run.batch();
  }

  @Override
  public <P extends Record> P params(Class<P> type) {
    return run.params(type);
  }

  @Override
  public boolean cancelled() {
    return run.cancelled();
  }

  @Override
  public void source(String name) {
    if (CellCodec.unpairedSurrogate(name) >= 0) {
      throw new InvalidValue(
          "A source of "
              + batch().name()
              + " cannot be recorded: its name has an unpaired surrogate.",
          List.of("source: has an unpaired surrogate"),
          null);
    }
    sources.add(name);
    run.log().entry(name, table.name());
  }

  @Override
  public void expect(long rows) {
    run.log().total(rows);
  }

  @Override
  public void add(I input) {
    if (maker == null) {
      throw new IllegalStateException(
          "rows are added while populate runs, not after it has returned");
    }
    requireGoing();
    try {
      add(maker, input);
    } catch (InvalidValue e) {
      throw e;
    } catch (RuntimeException e) {
      end = e;
      throw e;
    }
  }

  /** What ended the run ends it also where the source caught it. */
  private void requireGoing() {
    if (end != null) {
      throw end;
    }
  }

  private void add(RowMaker<I, R> from, I input) {
    if (!run.log().hasEntry()) {
      run.log().entry("batch:" + run.batch().id(), table.name());
    }
    StoredRow row = make(from, input);
    next++;
    chunk.add(row);
    chars += ChunkSize.chars(row);
    if (row.problems() != null) {
      run.log().problems(row.sequence(), from.draft().problems());
    }
    if (chunk.size() >= ChunkSize.MOST_ROWS || chars >= ChunkSize.MOST_CHARS) {
      run.requireGoing();
      run.inUnit(
          "chunk",
          unit -> {
            writeChunk(unit);
            return null;
          });
      chunk.clear();
      chars = 0;
    }
    run.log().done(1);
    run.log().tell(false);
  }

  private StoredRow make(RowMaker<I, R> from, I input) {
    try {
      return from.make(next, input, at, run.by().userId());
    } catch (BatchKitException | RunCancelled e) {
      throw e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RunCancelled();
    } catch (Exception e) {
      throw Activities.handlerFailed(run, e);
    }
  }

  private void writeChunk(Unit unit) {
    if (chunk.isEmpty()) {
      return;
    }
    Batch batch = run.batch();
    unit.rows().insert(table, batch.id().value(), chunk);
    long from = chunk.get(0).sequence();
    Map<Long, List<Problem>> duplicates =
        Duplicates.find(unit, table, batch.id().value(), first, from, next - 1);
    if (!duplicates.isEmpty()) {
      List<StoredRow> marked = new ArrayList<>();
      duplicates.forEach(
          (sequence, problems) -> {
            marked.add(
                Duplicates.mark(batch, chunk.get(Math.toIntExact(sequence - from)), problems));
            run.log().problems(sequence, problems);
          });
      unit.rows().update(table, batch.id().value(), marked);
    }
  }
}
