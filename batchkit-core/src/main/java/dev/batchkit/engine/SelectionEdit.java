package dev.batchkit.engine;

import dev.batchkit.batch.Batch;
import dev.batchkit.batch.StatusInfo;
import dev.batchkit.json.Json;
import dev.batchkit.store.RowOrder;
import dev.batchkit.store.RowProblem;
import dev.batchkit.store.RowRange;
import dev.batchkit.store.StoredRow;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Does the same to all rows of a selection. */
final class SelectionEdit implements BulkEdit {
  /** What is done. */
  enum Action {
    REMOVE,
    RESTORE,
    SET
  }

  /**
   * What is asked for.
   *
   * @param action what is done
   * @param selection to which rows
   * @param cells the values that are set; null where none are
   */
  record Order(Action action, Selection selection, @Nullable Map<String, ?> cells) {
    /** What the ledger keeps. */
    Json toJson(Batch batch) {
      Predicate<StatusInfo> statuses = selection.statuses();
      return Json.write(
          new Kept(
              action,
              statuses == null
                  ? null
                  : batch.statuses().stream().filter(statuses).map(StatusInfo::code).toList(),
              selection.ranges(),
              selection.problems(),
              cells));
    }
  }

  private record Kept(
      Action action,
      @Nullable List<String> statuses,
      List<RowRange> ranges,
      List<RowProblem> problems,
      @Nullable Map<String, ?> cells) {}

  private final Reading reading;
  private final Codec<?, ?> codec;
  private final Batch batch;
  private final Order order;

  SelectionEdit(Reading reading, Codec<?, ?> codec, Batch batch, Order order) {
    this.reading = reading;
    this.codec = codec;
    this.batch = batch;
    this.order = order;
  }

  @Override
  public List<StoredRow> page(long after, int limit) {
    boolean restores = order.action() == Action.RESTORE;
    Selection selection = order.selection().order(RowOrder.BY_SEQUENCE);
    long last = after;
    while (true) {
      Selection next = (restores ? selection.removed() : selection).after(last);
      List<StoredRow> page = reading.stored(codec, batch, next, limit);
      List<StoredRow> meant = page.stream().filter(row -> row.removed() == restores).toList();
      if (page.isEmpty() || !meant.isEmpty()) {
        return meant;
      }
      last = page.get(page.size() - 1).sequence();
    }
  }

  @Override
  public <I> Optional<RowEdit> edit(EditAttempt<I, ?> attempt, StoredRow row) {
    if (row.isLocked()) {
      return Optional.empty();
    }
    return Optional.of(
        switch (order.action()) {
          case REMOVE -> attempt.removed(row);
          case RESTORE -> attempt.restored(row);
          case SET -> attempt.edited(row, changed(attempt, row));
        });
  }

  private <I> I changed(EditAttempt<I, ?> attempt, StoredRow row) {
    Map<String, ?> cells = order.cells() == null ? Map.of() : order.cells();
    return attempt.codec().form(batch).with(attempt.input(row), cells);
  }
}
