package dev.batchkit.worksheet;

import dev.batchkit.Batches;
import dev.batchkit.RowSelection;
import dev.batchkit.batch.BatchId;
import dev.batchkit.batch.Run;
import dev.batchkit.error.InvalidValue;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A batch as a CSV file that people edit in a spreadsheet: UTF-8 with a byte order mark, one line
 * per row, the input of the row in its cells. Before them stand columns of batchkit's own, named
 * {@code row:...}, which say what row in what version the line is, its status and problems.
 *
 * <p>In the file, a person changes cells; adds lines whose {@code row:} cells are empty; writes
 * {@code remove} into {@code row:action}; deletes lines that do not matter, sorts them, hides or
 * moves columns. Lines that nobody changed are passed by, whatever became of their rows meanwhile.
 *
 * <p>A text that a spreadsheet would take for a formula has an apostrophe before it in the file,
 * which is taken away again. Immutable, and safe for any number of threads.
 *
 * @param <I> the input record of the type
 * @param <R> the row record of the type
 */
public final class Worksheet<I, R> {
  private final Batches<I, R> batches;
  private final char separator;

  private Worksheet(Batches<I, R> batches, char separator) {
    this.batches = batches;
    this.separator = separator;
  }

  /** Worksheets of these batches; what is applied is recorded with the actor of this door. */
  public static <I, R> Worksheet<I, R> of(Batches<I, R> batches) {
    return new Worksheet<>(batches, ',');
  }

  /**
   * Separates cells by another character when a file is written, such as the semicolon that
   * spreadsheets expect in some countries. When one is read, comma, semicolon and tab are told by
   * its header.
   */
  public Worksheet<I, R> separator(char other) {
    return new Worksheet<>(batches, separated(other));
  }

  /**
   * Writes all rows that are not removed, by ascending sequence.
   *
   * @return how many
   * @throws IOException if the file cannot be written; there is none then
   * @throws FileAlreadyExistsException if there is a file of this name
   * @throws dev.batchkit.error.NoSuchBatch if there is no such batch
   */
  public long write(BatchId id, Path file) throws IOException {
    return write(id, rows -> rows, file);
  }

  /**
   * Writes some rows, in the order of the selection. What people do meanwhile may be in the file or
   * not, row by row; applying it finds out.
   *
   * @param narrow says which, such as {@code rows -> rows.severity(Severity.ERROR)}
   * @return how many
   * @throws IOException if the file cannot be written; there is none then
   * @throws FileAlreadyExistsException if there is a file of this name
   * @throws dev.batchkit.error.NoSuchBatch if there is no such batch
   */
  public long write(BatchId id, UnaryOperator<RowSelection<R>> narrow, Path file)
      throws IOException {
    return NewSheet.write(
        file, separator, lines -> new SheetWriter<>(batches, id).writeTo(lines, narrow));
  }

  /**
   * Reads an edited worksheet and does its edits as one action: either all of them pass, or nothing
   * is changed and all faults are told at once. The run records name, size and SHA-256 of the file;
   * {@link Batches#undoAll} takes it back.
   *
   * @return the run
   * @throws InvalidValue if the file has faults, up to 100 of them by line: a row that was changed,
   *     removed, executed or does not exist, a cell that does not fit, a line that cannot be read
   * @throws IOException if the file cannot be read
   * @throws dev.batchkit.error.WrongState if the batch is complete, or not pending
   * @throws dev.batchkit.error.BatchFrozen if it is frozen
   * @throws dev.batchkit.error.BatchBusy if a run holds it
   * @throws dev.batchkit.error.HandlerFailed if the handler threw; the run is on record
   */
  public Run apply(BatchId id, Path file) throws IOException {
    try (SheetCopy copy = SheetCopy.of(file)) {
      return batches.apply(id, new SheetReader(copy, batches.fields(id)));
    }
  }

  static char separated(char separator) {
    if (SheetReader.SEPARATORS.indexOf(separator) < 0) {
      throw invalid("separator: must be a comma, a semicolon or a tab");
    }
    return separator;
  }

  static InvalidValue invalid(String fault) {
    return new InvalidValue("The worksheet is refused: " + fault + ".", List.of(fault), null);
  }
}
