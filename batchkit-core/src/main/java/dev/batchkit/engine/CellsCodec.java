package dev.batchkit.engine;

import dev.batchkit.batch.Batch;
import dev.batchkit.batch.Cells;
import dev.batchkit.batch.Column;
import dev.batchkit.batch.ColumnType;
import dev.batchkit.error.InvalidValue;
import dev.batchkit.json.Json;
import dev.batchkit.store.RowTable;
import dev.batchkit.store.StoredRow;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Rows as cells by column name. Of a dynamic type, all cells of a row are one JSON object; of any
 * other type they are read from its columns, without its handler.
 */
final class CellsCodec extends Codec<Cells, Cells> {
  static final RowTable DYNAMIC =
      new RowTable(
          RowTable.DYNAMIC,
          List.of(new Column(RowTable.JSON, ColumnType.JSON)),
          List.of(),
          List.of());

  /** The name under which the input of a dynamic row keeps its cells; no component is named so. */
  private static final String KEPT = "$cells";

  private final Function<Batch, RowTable> tables;

  /** Tells the table of a batch: the dynamic one, or that of its type. */
  CellsCodec(Function<Batch, RowTable> tables) {
    super(Cells.class);
    this.tables = tables;
  }

  @Override
  RowTable table(Batch batch) {
    return tables.apply(batch);
  }

  @Override
  Function<StoredRow, Cells> reader(Batch batch) {
    boolean dynamic = table(batch).name().equals(RowTable.DYNAMIC);
    return stored -> {
      Map<String, @Nullable Object> cells =
          dynamic ? jsonCells(stored) : columnCells(table(batch), stored);
      Map<String, @Nullable Object> values = new LinkedHashMap<>();
      for (Column column : batch.columns()) {
        values.put(
            column.name(),
            CellCodec.decode(column.type(), Object.class, cell(column, cells.get(column.name()))));
      }
      return new Cells(values);
    };
  }

  /** The cell of a column, whether it stands in a column or in the JSON of a dynamic row. */
  static @Nullable Object cell(RowTable table, StoredRow stored, Column column) {
    int place = table.indexOf(column.name());
    return place < 0 ? cell(column, jsonCells(stored).get(column.name())) : stored.cells()[place];
  }

  private static Map<String, @Nullable Object> jsonCells(StoredRow stored) {
    return Json.of(String.valueOf(stored.cells()[0])).members();
  }

  private static Map<String, @Nullable Object> columnCells(RowTable table, StoredRow stored) {
    Map<String, @Nullable Object> cells = new LinkedHashMap<>();
    for (int i = 0; i < table.columns().size(); i++) {
      cells.put(table.columns().get(i).name(), stored.cells()[i]);
    }
    return cells;
  }

  /** JSON has one kind of number: gives a REAL its class back. */
  private static @Nullable Object cell(Column column, @Nullable Object value) {
    return column.type() == ColumnType.DOUBLE && value instanceof Number number
        ? (Double) number.doubleValue()
        : value;
  }

  @Override
  @Nullable Object[] encode(Batch batch, Cells value) {
    Map<String, @Nullable Object> cells = new LinkedHashMap<>();
    for (Column column : batch.columns()) {
      Object cell =
          CellCodec.encode(column.name(), column.type(), value.values().get(column.name()));
      if (cell != null) {
        cells.put(column.name(), cell);
      }
    }
    value.values().keySet().stream()
        .filter(name -> batch.columns().stream().noneMatch(c -> c.name().equals(name)))
        .findFirst()
        .ifPresent(
            name -> {
              String fault = name + ": is no column of the batch";
              throw new InvalidValue(
                  batch.name()
                      + " cannot take the row: "
                      + fault
                      + ". Name its columns when it is created.",
                  List.of(fault),
                  null);
            });
    return new @Nullable Object[] {Json.write(cells).text()};
  }

  @Override
  Json write(Cells given) {
    return Json.write(Map.of(KEPT, typed(given)));
  }

  @Override
  Map<String, @Nullable Object> components(Cells given) {
    return given.values();
  }

  @Override
  Cells ofComponents(Map<String, @Nullable Object> components) {
    return new Cells(components);
  }

  @Override
  InputForm<Cells> form(Batch batch) {
    return InputForm.of(batch.columns());
  }

  @Override
  Cells ofCells(Cells cells) {
    return cells;
  }

  private static Map<String, @Nullable Object> typed(Cells cells) {
    Map<String, @Nullable Object> typed = new LinkedHashMap<>();
    cells
        .values()
        .forEach(
            (name, value) -> {
              ColumnType type = value == null ? null : CellCodec.typeOf(value.getClass());
              if (value != null && type == null) {
                String fault = name + ": " + value.getClass().getSimpleName() + " cannot be a cell";
                throw new InvalidValue(
                    "A cell cannot be stored: " + fault + ".", List.of(fault), null);
              }
              typed.put(
                  name,
                  type == null
                      ? null
                      : List.of(type.name(), requireCell(CellCodec.encode(name, type, value))));
            });
    return typed;
  }

  private static Object requireCell(@Nullable Object cell) {
    if (cell == null) {
      throw new IllegalStateException("a value that is not null has a cell");
    }
    return cell;
  }

  @Override
  Cells parseInput(Json json) {
    Map<String, @Nullable Object> members = json.members();
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    if (members.get(KEPT) instanceof Map<?, ?> cells) {
      cells.forEach((name, pair) -> values.put(String.valueOf(name), untyped(pair)));
    } else {
      members.forEach((name, value) -> values.put(name, plain(value)));
    }
    return new Cells(values);
  }

  private static @Nullable Object untyped(@Nullable Object pair) {
    if (!(pair instanceof List<?> typed)) {
      return null;
    }
    ColumnType type = ColumnType.valueOf(String.valueOf(typed.get(0)));
    return CellCodec.decode(type, Object.class, cell(new Column("", type), typed.get(1)));
  }

  /** What is nested in the input record of a type whose handler is not asked. */
  private static @Nullable Object plain(@Nullable Object value) {
    return value instanceof List || value instanceof Map ? Json.write(value) : value;
  }
}
