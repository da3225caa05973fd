package dev.batchkit.engine;

import dev.batchkit.batch.Batch;
import dev.batchkit.batch.BatchStatus;
import dev.batchkit.batch.Problem;
import dev.batchkit.batch.RowWindow;
import dev.batchkit.batch.RunOutcome;
import dev.batchkit.batch.UtcText;
import dev.batchkit.spi.RowRefresher;
import dev.batchkit.store.RowQuery;
import dev.batchkit.store.RowTable;
import dev.batchkit.store.StoredRow;
import dev.batchkit.store.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes every row again from its input, page by page, and writes those that came out different. */
final class RefreshRun<I, R> implements RunBody {
  private final ActiveRun<I, R> run;
  private final RowTable table;
  private final ChunkSize size = new ChunkSize();
  private final String at;

  RefreshRun(ActiveRun<I, R> run) {
    this.run = run;
    table = run.table();
    at = UtcText.of(run.log().now());
  }

  @Override
  public void go() throws Exception {
    run.log().phase("refreshing");
    run.log().entry("batch:" + run.batch().id(), table.name());
    RowWindow window = run.batch().rows();
    run.log().total(window.through() - window.from() + 1);
    RowRefresher<I, R> refresher = run.binding().handler().refresher(run);
    Closing.after(() -> refreshAll(refresher), refresher::close);
    run.requireGoing();
    run.log().allDone();
    run.inUnit("finish", this::finish);
  }

  private void refreshAll(RowRefresher<I, R> refresher) throws Exception {
    RowMaker<I, R> maker = new RowMaker<>(run.batch(), run.binding(), refresher);
    List<StoredRow> page = page(0);
    while (!page.isEmpty()) {
      run.requireGoing();
      refresh(maker, page);
      page = page(page.get(page.size() - 1).sequence());
    }
  }

  @Override
  public void abandon(HeaderDraft header, RunOutcome outcome) {
    header.status = BatchStatus.PENDING;
    header.changed = true;
  }

  private RunOutcome finish(Unit unit) {
    HeaderDraft header = new HeaderDraft(run.batch());
    header.status = BatchStatus.PENDING;
    header.changed = true;
    header.needsRefresh = false;
    run.settle(unit, header);
    return RunOutcome.SUCCESS;
  }

  private List<StoredRow> page(long after) {
    Batch batch = run.batch();
    List<StoredRow> page =
        run.store()
            .rows()
            .page(
                table,
                new RowQuery(
                    batch.id().value(), batch.rows(), after, Set.of(), false, size.limit()));
    size.read(page);
    return page;
  }

  /**
   * Everything of the handler happens here, before the transaction; where nothing is to be written,
   * there is none.
   */
  private void refresh(RowMaker<I, R> maker, List<StoredRow> page) throws Exception {
    List<Remade> rows = new ArrayList<>(page.size());
    boolean writes = !table.uniques().isEmpty();
    for (StoredRow row : page) {
      if (!row.isLocked()) {
        Remade remade = Remade.of(row, maker.again(row, at, run.by().userId()));
        writes |= remade.changed || Duplicates.isMarked(row);
        rows.add(remade);
        run.log().problems(row.sequence(), maker.draft().problems());
      }
    }
    if (writes || run.log().isDue()) {
      run.inUnit(
          "chunk",
          unit -> {
            write(unit, page, rows);
            return null;
          });
      size.wrote(page.size(), run.held());
    }
    run.log().done(page.size());
    run.log().tell(false);
  }

  /**
   * A row made again.
   *
   * @param before as it was
   * @param plain as it came out, without marks of duplicates
   * @param changed whether these differ by more than such marks
   */
  private record Remade(StoredRow before, StoredRow plain, boolean changed) {
    static Remade of(StoredRow before, StoredRow plain) {
      return new Remade(before, plain, !Duplicates.sameButForMarks(before, plain));
    }

    StoredRow now() {
      return changed ? plain : before;
    }
  }

  private void write(Unit unit, List<StoredRow> page, List<Remade> rows) {
    long id = run.batch().id().value();
    List<StoredRow> changed = rows.stream().filter(Remade::changed).map(Remade::plain).toList();
    if (!changed.isEmpty()) {
      unit.rows().update(table, id, changed);
    }
    List<StoredRow> marked = marks(unit, page, rows);
    if (!marked.isEmpty()) {
      unit.rows().update(table, id, marked);
    }
  }

  private List<StoredRow> marks(Unit unit, List<StoredRow> page, List<Remade> rows) {
    Batch batch = run.batch();
    Map<Long, List<Problem>> duplicates =
        Duplicates.find(
            unit,
            table,
            batch.id().value(),
            batch.rows().from(),
            page.get(0).sequence(),
            page.get(page.size() - 1).sequence());
    List<StoredRow> marked = new ArrayList<>();
    for (Remade row : rows) {
      long sequence = row.plain.sequence();
      List<Problem> found = duplicates.getOrDefault(sequence, List.of());
      run.log().problems(sequence, found);
      StoredRow now = row.now();
      StoredRow wanted = found.isEmpty() ? row.plain : Duplicates.mark(batch, row.plain, found);
      boolean asItShouldBe =
          found.isEmpty() ? !Duplicates.isMarked(now) : Duplicates.sameProblems(now, wanted);
      if (!asItShouldBe) {
        marked.add(wanted);
      }
    }
    return marked;
  }
}
