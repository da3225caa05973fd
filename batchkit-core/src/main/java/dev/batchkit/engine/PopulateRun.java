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
import dev.batchkit.spi.RowSource;
import dev.batchkit.store.RowTable;
import dev.batchkit.store.StoredRow;
import dev.batchkit.store.Unit;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
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
  private final @Nullable RowSource<I> given;
  private final Lineage lineage;
  private @Nullable RowMaker<I, R> maker;
  private long next;
  private long chars;
  private @Nullable RuntimeException end;

  /**
   * A run.
   *
   * @param given adds the rows; null for the handler's own source
   */
  PopulateRun(ActiveRun<I, R> run, @Nullable RowSource<I> given) {
    this.run = run;
    this.given = given;
    lineage = new Lineage(run.batch(), this::requireGoingOn);
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
      Closing.after(this::addAll, lineage::close);
    } finally {
      maker = null;
    }
  }

  private void addAll() throws Exception {
    if (given == null) {
      run.binding().handler().populate(this);
    } else {
      addGiven(given);
    }
    requireGoing();
    lineage.finish();
  }

  private void addGiven(RowSource<I> source) throws Exception {
    try {
      source.addTo(this);
    } catch (BatchKitException | RunCancelled | InterruptedException e) {
      throw e;
    } catch (Exception e) {
      if (run.isAskedToStop()) {
        throw new RunCancelled();
      }
      throw Activities.failed(run, "the source of its rows", e);
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
    header.source = lineage.json();
    header.parent = lineage.parent();
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
    lineage.add(name, Map.of());
    run.log().entry(name, table.name());
  }

  @Override
  public void source(String name, Json facts) {
    lineage.add(name, facts.members());
    run.log().entry(name, table.name());
  }

  @Override
  public void source(Batch other) {
    String name = entryName(other);
    lineage.add(name, other);
    run.log().entry(name, table.name());
  }

  private static String entryName(Batch batch) {
    return "batch:" + batch.id();
  }

  @Override
  public InputStream read(Path file) throws IOException {
    String name = file.toString();
    InputStream bytes = lineage.open(name, file);
    run.log().entry(name, table.name());
    return bytes;
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

  private void requireGoingOn() {
    if (run.cancelled()) {
      throw new RunCancelled();
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
      run.log().entry(entryName(run.batch()), table.name());
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
