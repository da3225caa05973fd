package dev.batchkit.engine;

import dev.batchkit.batch.Batch;
import dev.batchkit.batch.Cells;
import dev.batchkit.batch.Column;
import dev.batchkit.batch.Row;
import dev.batchkit.batch.Severity;
import dev.batchkit.batch.StatusInfo;
import dev.batchkit.error.InvalidValue;
import dev.batchkit.error.UnknownType;
import dev.batchkit.json.Json;
import dev.batchkit.store.RowOrder;
import dev.batchkit.store.RowRange;
import dev.batchkit.store.RowTable;
import dev.batchkit.store.StoredRow;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Between the records of a type and the rows of its table.
 *
 * @param <I> the input record
 * @param <R> the row record
 */
public abstract class Codec<I, R> {
  private final Class<I> input;

  Codec(Class<I> input) {
    this.input = input;
  }

  /** The table in which rows of this batch are. */
  abstract RowTable table(Batch batch);

  /**
   * What makes values from the rows of a batch, which may have been written by an older version of
   * the type.
   */
  abstract Function<StoredRow, R> reader(Batch batch);

  /**
   * The cells for a value, in the order of the table's columns.
   *
   * @throws dev.batchkit.error.InvalidValue if it cannot be stored exactly
   */
  abstract @Nullable Object[] encode(Batch batch, R value);

  /** The JSON to keep of an input; null where the row is the input. */
  @Nullable String keep(I given, R made) {
    return given.equals(made) ? null : write(given).text();
  }

  /** The JSON of an input: what {@link #parseInput} reads. */
  Json write(I given) {
    return Json.keep(given);
  }

  /** The components of an input by name, in order; a missing name is null. */
  abstract Map<String, @Nullable Object> components(I given);

  /**
   * The input that has these components.
   *
   * @throws dev.batchkit.error.InvalidValue if it cannot be made of them
   */
  abstract I ofComponents(Map<String, @Nullable Object> components);

  /** The input of a row of this batch as a form shows it and takes it back. */
  abstract InputForm<I> form(Batch batch);

  /**
   * An input from the door that knows no type.
   *
   * @throws dev.batchkit.error.InvalidValue if it does not bind: all faults at once
   */
  abstract I ofCells(Cells cells);

  /**
   * A binding that takes the inputs of this codec.
   *
   * @throws UnknownType if it takes others
   */
  @SuppressWarnings("unchecked") // the classes are compared first
  final <S> Binding<I, S> requireInputOf(Binding<?, S> binding) {
    if (binding.type().input() != input) {
      throw new UnknownType(
          "The batch type "
              + binding.type().key()
              + " takes "
              + binding.type().input().getSimpleName()
              + ", not "
              + input.getSimpleName()
              + ". Ask by the type that its handler declares.",
          binding.type().key());
    }
    return (Binding<I, S>) binding;
  }

  /** The input of a row. */
  public final I input(Row<R> row) {
    return row.input() == null ? input.cast(row.value()) : parseInput(row.input());
  }

  /** The input of a stored row. */
  final I input(StoredRow row, R value) {
    return row.input() == null ? input.cast(value) : parseInput(Json.of(row.input()));
  }

  I parseInput(Json json) {
    return json.kept(input);
  }

  /** What makes rows from what is stored of this batch; for one thread. */
  final Function<StoredRow, Row<R>> rows(Batch batch) {
    return new RowReader<>(batch, reader(batch));
  }

  /** The name of the column that a component is in. */
  String columnOf(String component) {
    return component;
  }

  /** A condition on a component. */
  public final RowRange range(
      Batch batch, String component, @Nullable Object from, @Nullable Object through) {
    Column column = column(batch, component);
    return new RowRange(
        column.name(),
        CellCodec.encode(column.name(), column.type(), from),
        CellCodec.encode(column.name(), column.type(), through));
  }

  /** An order by a component. */
  public final RowOrder order(Batch batch, String component, boolean descending) {
    return new RowOrder(column(batch, component).name(), descending, null);
  }

  private Column column(Batch batch, String component) {
    String name = columnOf(component);
    return batch.columns().stream()
        .filter(column -> column.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> {
              String fault = component + ": is no component of its rows";
              return new InvalidValue(
                  batch.name()
                      + " cannot be read this way: "
                      + fault
                      + ". Its columns are "
                      + batch.columns().stream().map(Column::name).toList()
                      + ".",
                  List.of(fault),
                  null);
            });
  }

  static StatusInfo statusOf(Batch batch, String code) {
    return batch.status(code).orElseGet(() -> new StatusInfo(code, code, Severity.ERROR));
  }
}
