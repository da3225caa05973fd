package dev.batchkit;

import dev.batchkit.batch.Batch;
import dev.batchkit.batch.BatchId;
import dev.batchkit.batch.Row;
import dev.batchkit.batch.RowStatus;
import dev.batchkit.batch.Severity;
import dev.batchkit.engine.Codec;
import dev.batchkit.engine.Engine;
import dev.batchkit.engine.Selection;
import dev.batchkit.spi.RowSource;
import dev.batchkit.store.RowProblem;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which rows of a batch to read. Immutable: every method that narrows gives a new one; pages are
 * read anew at every call, so it holds nothing open. The window of visible rows is that of the
 * moment when the selection was made.
 *
 * @param <R> the row record of the type
 */
public final class RowSelection<R> {
  private final Engine engine;
  private final Codec<?, R> codec;
  private final Batch batch;
  private final Selection selection;

  RowSelection(Engine engine, Codec<?, R> codec, Batch batch) {
    this(engine, codec, batch, Selection.ALL);
  }

  private RowSelection(Engine engine, Codec<?, R> codec, Batch batch, Selection selection) {
    this.engine = engine;
    this.codec = codec;
    this.batch = batch;
    this.selection = selection;
  }

  BatchId batchId() {
    return batch.id();
  }

  Selection selection() {
    return selection;
  }

  private RowSelection<R> with(Selection other) {
    return new RowSelection<>(engine, codec, batch, other);
  }

  /** Only rows in one of these statuses. */
  public RowSelection<R> status(RowStatus... wanted) {
    Set<String> codes = Arrays.stream(wanted).map(RowStatus::code).collect(Collectors.toSet());
    return with(selection.status(status -> codes.contains(status.code())));
  }

  /** Only rows in a status of this severity. */
  public RowSelection<R> severity(Severity severity) {
    return with(selection.status(status -> status.severity() == severity));
  }

  /**
   * Only rows that have a problem with this code; it need not be the one that gave the row its
   * status. Fast where few rows have a status that is not OK; otherwise, and for types with
   * statuses of their own that are OK, a page may read the whole batch.
   */
  public RowSelection<R> problem(String code) {
    return with(selection.problem(new RowProblem(code, null)));
  }

  /**
   * Only rows that have a problem about this component, as the problem names it; as fast as that.
   */
  public RowSelection<R> problemIn(String component) {
    return with(selection.problem(new RowProblem(null, component)));
  }

  /**
   * Only rows whose component has this value; decimals are compared by the nearest {@code double}.
   *
   * @param value not null
   * @throws dev.batchkit.error.InvalidValue if there is no such component, or the value is of
   *     another class
   */
  public RowSelection<R> where(String component, Object value) {
    return between(component, value, value);
  }

  /**
   * Only rows whose component lies between two values, both included, in the order of its column.
   *
   * @param from null for no lower bound
   * @param through null for no upper bound
   * @throws dev.batchkit.error.InvalidValue if there is no such component, or a value is of another
   *     class
   */
  public RowSelection<R> between(
      String component, @Nullable Object from, @Nullable Object through) {
    return with(selection.range(codec.range(batch, component, from, through)));
  }

  /**
   * In the order of a component, from low to high, nulls first, by sequence where it is equal. Fast
   * where the type declares the component {@code indexed}; otherwise every page reads the whole
   * batch.
   *
   * @throws dev.batchkit.error.InvalidValue if there is no such component
   */
  public RowSelection<R> sortedBy(String component) {
    return with(selection.order(codec.order(batch, component, false)));
  }

  /** The order of {@link #sortedBy}, turned around. */
  public RowSelection<R> sortedByDescending(String component) {
    return with(selection.order(codec.order(batch, component, true)));
  }

  /** Removed rows too. */
  public RowSelection<R> withRemoved() {
    return with(selection.removed());
  }

  /**
   * Has a page begin after this row in the order of the selection: the last of the page before. 0
   * for the first page. Takes back {@link #before}.
   */
  public RowSelection<R> after(long sequence) {
    return with(selection.after(sequence));
  }

  /**
   * Has a page end before this row in the order of the selection: the first of the page after. The
   * rows of the page are those next to it, in the order of the selection as ever. 0 for the last
   * page. Takes back {@link #after}.
   */
  public RowSelection<R> before(long sequence) {
    return with(selection.before(sequence));
  }

  /**
   * These rows as the source of another batch, whose parent this one becomes. Read are all rows of
   * the selection in its order, wherever a page of it would begin, and as they are when the source
   * is used; if this batch is changed meanwhile, the run that uses it fails with {@link
   * dev.batchkit.error.WrongState}.
   *
   * @param mapper makes an input from a row; what it throws ends the run
   */
  public <I> RowSource<I> as(Function<Row<R>, I> mapper) {
    return engine.populating().rows(codec, batch, selection, mapper);
  }

  /**
   * Reads the next rows, by ascending sequence unless the selection is sorted.
   *
   * @param limit at most so many; 1 to 10,000
   * @throws dev.batchkit.error.InvalidValue if the limit is outside, or if the selection is sorted
   *     and the row that the page is to begin or end at is not there any more
   */
  public List<Row<R>> page(int limit) {
    return engine.reading().rows(codec, batch, selection, limit);
  }

  /** How many rows the selection has, wherever a page of it begins; counted in the store. */
  public long count() {
    return engine.reading().count(codec, batch, selection);
  }
}
