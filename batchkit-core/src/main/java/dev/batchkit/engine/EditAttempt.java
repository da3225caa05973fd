package dev.batchkit.engine;

import dev.batchkit.batch.Batch;
import dev.batchkit.error.NoSuchRow;
import dev.batchkit.error.WrongRowState;
import dev.batchkit.json.Json;
import dev.batchkit.spi.BatchView;
import dev.batchkit.spi.RowRefresher;
import dev.batchkit.store.RowReads;
import dev.batchkit.store.RowTable;
import dev.batchkit.store.StoredRow;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One try at editing rows: the batch as it was read, and a refresher once one is needed. Makes
 * edits; somebody else writes them. For one thread.
 *
 * @param <I> the input record of the type
 * @param <R> the row record of the type
 */
final class EditAttempt<I, R> implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EditAttempt.class);

  /** Whoever writes the rows says when, and by whom. */
  private static final String LATER = "";

  private final Binding<I, R> binding;
  private final RowReads rows;
  private final BatchView view;
  private final RowTable table;
  private @Nullable RowRefresher<I, R> refresher;
  private @Nullable RowMaker<I, R> maker;

  /**
   * Begins.
   *
   * @param view what the refresher is shown: the batch by the type's present declaration
   */
  EditAttempt(Binding<I, R> binding, RowReads rows, BatchView view) {
    this.binding = binding;
    this.rows = rows;
    this.view = view;
    this.table = binding.codec().table(view.batch());
  }

  Batch batch() {
    return view.batch();
  }

  RowTable table() {
    return table;
  }

  Codec<I, R> codec() {
    return binding.codec();
  }

  /** What the handler says outside of its refresher. */
  <T> T asked(String what, Callable<T> question) {
    return Asked.of(batch(), binding, what, question);
  }

  /** A visible row. */
  StoredRow row(long sequence) {
    return Headers.row(rows, table, batch(), sequence).orElseThrow(() -> noSuchRow(sequence));
  }

  /** The input of a row. */
  I input(StoredRow row) {
    return codec().input(row, codec().reader(batch()).apply(row));
  }

  /** A new row. */
  RowEdit added(long sequence, I input) {
    StoredRow made =
        asked("to make row " + sequence, () -> maker().make(sequence, input, LATER, null));
    return new RowEdit(null, made, null, codec().write(input).text());
  }

  /** A row with another input. */
  RowEdit edited(StoredRow row, I input) {
    requireThere(row);
    return new RowEdit(row, made(row, input), written(row), codec().write(input).text());
  }

  /** A row taken out. */
  RowEdit removed(StoredRow row) {
    requireThere(row);
    return new RowEdit(row, RowCopies.removed(row), written(row), null);
  }

  /** A row taken in again. */
  RowEdit restored(StoredRow row) {
    if (!row.removed()) {
      throw wrongState(row, "present", "it was not removed", "There is nothing to restore.");
    }
    return new RowEdit(row, again(row), null, written(row));
  }

  /** The row made again from its own input. */
  StoredRow again(StoredRow row) {
    return asked("to make row " + row.sequence(), () -> maker().again(row, LATER, null));
  }

  private StoredRow made(StoredRow row, I input) {
    StoredRow made =
        asked(
            "to make row " + row.sequence(),
            () -> maker().make(row.sequence(), input, LATER, null));
    return RowCopies.next(row, made, made.input());
  }

  private String written(StoredRow row) {
    Json input = row.input() == null ? codec().write(input(row)) : Json.of(row.input());
    return input.text();
  }

  /** Refuses a row that cannot be edited. */
  void requireThere(StoredRow row) {
    if (row.removed()) {
      throw wrongState(row, "removed", "it was removed", "Restore it first.");
    }
    if (row.isLocked()) {
      throw wrongState(
          row,
          String.valueOf(row.outcome()).toLowerCase(Locale.ROOT),
          "its effect is done, or may be",
          "It stays as it is.");
    }
  }

  private WrongRowState wrongState(StoredRow row, String state, String rule, String wayOut) {
    return new WrongRowState(
        "Row "
            + row.sequence()
            + " of "
            + batch().name()
            + " cannot be changed so: "
            + rule
            + ". "
            + wayOut,
        batch().id().value(),
        row.sequence(),
        state);
  }

  private NoSuchRow noSuchRow(long sequence) {
    return new NoSuchRow(
        batch().name() + " has no row " + sequence + ". Look at its rows as they are now.",
        batch().id().value(),
        sequence);
  }

  private RowMaker<I, R> maker() throws Exception {
    if (maker == null) {
      refresher = binding.handler().refresher(view);
      maker = new RowMaker<>(batch(), binding, refresher);
    }
    return maker;
  }

  /** Closes the refresher. What it throws does not undo what was written, so it is only logged. */
  @Override
  public void close() {
    if (refresher == null) {
      return;
    }
    try {
      refresher.close();
    } catch (Exception e) {
      LOG.warn(
          "{}: the refresher of its handler {} threw {} when it was closed after an edit",
          batch().name(),
          binding.handler().getClass().getName(),
          e.getClass().getName());
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
