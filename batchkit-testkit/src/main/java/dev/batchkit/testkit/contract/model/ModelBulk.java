package dev.batchkit.testkit.contract.model;

import dev.batchkit.batch.BatchStatus;
import dev.batchkit.error.BatchFrozen;
import dev.batchkit.error.WrongState;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Edits of many rows as one, as the model has them.
 *
 * @param lookups as the handler looks them up
 * @param rows chooses the rows, by sequence, from the batch as it is before
 * @param edit changes one of them
 */
record ModelBulk(int lookups, Rows rows, Edit edit) implements Ask.Effect, Ask.Parts {
  /** So many rows are one page however they are read: what comes of a page counts for the next. */
  static final int ONE_PAGE = 90;

  /** Chooses rows. */
  @FunctionalInterface
  interface Rows {
    List<Long> of(ModelBatch batch);
  }

  /** Changes a row, and gives the change; null if it stays as it is. */
  @FunctionalInterface
  interface Edit {
    @Nullable SeenEdit of(long sequence, ModelRow row);
  }

  @Override
  public @Nullable Class<? extends Throwable> on(ModelBatch batch, Seen seen) {
    Class<? extends Throwable> refused = refused(batch);
    if (refused == null) {
      List<Integer> unused = edit(batch, Integer.MAX_VALUE, seen);
      batch.needsRefresh |= batch.rows.size() > ONE_PAGE && seen.needsRefresh();
    }
    return refused;
  }

  private static @Nullable Class<? extends Throwable> refused(ModelBatch batch) {
    if (batch.frozen) {
      return BatchFrozen.class;
    }
    return batch.status != BatchStatus.PENDING || batch.complete ? WrongState.class : null;
  }

  /**
   * Edits the rows that are chosen as the run comes to them: those of a page, and then what is
   * chosen behind them now.
   *
   * @param most so many at most
   * @return how many were done at the end of each page
   */
  private List<Integer> edit(ModelBatch batch, int most, Seen seen) {
    List<Integer> ends = new ArrayList<>();
    int done = 0;
    long last = 0;
    List<Long> page = after(batch, last);
    while (!page.isEmpty() && done < most) {
      List<Long> now = page.subList(0, Math.min(page.size(), most - done));
      editPage(batch, now);
      done += now.size();
      ends.add(done);
      last = page.get(page.size() - 1);
      page = after(batch, last);
    }
    if (batch.rows.size() > ONE_PAGE) {
      batch.takeMarks(seen);
    }
    return ends;
  }

  private List<Long> after(ModelBatch batch, long last) {
    return rows.of(batch).stream().filter(sequence -> sequence > last).toList();
  }

  private void editPage(ModelBatch batch, List<Long> sequences) {
    ModelBatch before = batch.copy();
    TreeSet<Long> edited = new TreeSet<>();
    for (long sequence : sequences) {
      ModelRow row = batch.row(sequence);
      SeenEdit change = row.isLocked() ? null : edit.of(sequence, row);
      if (change != null) {
        edited.add(sequence);
        batch.edits.add(change);
      }
    }
    batch.remark(before, edited, lookups);
  }

  /** The first rows are done, the others not, and it owes a refresh; or it is done, or was not. */
  @Override
  public void partly(ModelBatch batch, Seen seen) {
    ModelBatch done = batch.copy();
    if (batch.seen().equals(seen) || refused(done) != null) {
      return;
    }
    List<Integer> ends = edit(done, Integer.MAX_VALUE, seen);
    List<Integer> tried = new ArrayList<>(List.of(0));
    if (batch.rows.size() > ONE_PAGE && !ends.isEmpty()) {
      IntStream.rangeClosed(1, ends.get(ends.size() - 1)).forEach(tried::add);
    } else {
      tried.addAll(ends);
    }
    if (done.seen().equals(seen)) {
      batch.become(done);
      return;
    }
    for (int most : tried) {
      ModelBatch part = batch.copy();
      List<Integer> unused = edit(part, most, seen);
      part.needsRefresh = true;
      if (part.seen().equals(seen)) {
        batch.become(part);
        return;
      }
    }
  }
}
