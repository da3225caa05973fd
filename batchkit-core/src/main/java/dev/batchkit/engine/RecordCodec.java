package dev.batchkit.engine;

import dev.batchkit.batch.Batch;
import dev.batchkit.batch.Cells;
import dev.batchkit.batch.Column;
import dev.batchkit.batch.ColumnType;
import dev.batchkit.error.InvalidHandler;
import dev.batchkit.error.InvalidValue;
import dev.batchkit.json.Json;
import dev.batchkit.json.RecordShape;
import dev.batchkit.spi.BatchType;
import dev.batchkit.store.RowTable;
import dev.batchkit.store.StoredRow;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Each component of the row record is a typed column. */
final class RecordCodec<I, R> extends Codec<I, R> {
  private final Class<I> input;
  private final Class<R> row;
  private final RecordShape shape;
  private final RowTable table;

  RecordCodec(BatchType<I, R> type) {
    super(type.input());
    input = type.input();
    row = type.row();
    shape = RecordShape.of(row);
    List<Column> columns = columns(type.key());
    table =
        new RowTable(
            RowTable.DYNAMIC + "_" + type.key().replace('-', '_'),
            columns,
            type.uniques().stream().map(key -> names(type.key(), key)).toList(),
            names(type.key(), type.indexed()));
  }

  private List<Column> columns(String typeKey) {
    List<Column> columns = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    for (RecordShape.Part part : shape.parts()) {
      ColumnType type = CellCodec.typeOf(part.type());
      if (type == null) {
        throw refused(
            typeKey,
            part.name(),
            part.type().getSimpleName() + " cannot be a column; use a nested record");
      }
      String name = snake(part.name());
      if (!name.matches("[a-z][a-z0-9_]{0,59}")) {
        throw refused(
            typeKey, part.name(), "its column would be named outside [a-z][a-z0-9_]*; rename it");
      }
      if (name.equals("batch_id") || name.equals("sequence") || name.startsWith("row_")) {
        throw refused(typeKey, part.name(), "its column would meet one of the engine's; rename it");
      }
      if (!taken.add(name)) {
        throw refused(typeKey, part.name(), "its column would meet another component's; rename it");
      }
      columns.add(new Column(name, type));
    }
    if (columns.isEmpty()) {
      throw refused(typeKey, row.getSimpleName(), "a row record needs at least one component");
    }
    return columns;
  }

  private List<String> names(String typeKey, List<String> components) {
    List<String> known = shape.parts().stream().map(RecordShape.Part::name).toList();
    for (String component : components) {
      if (!known.contains(component)) {
        throw refused(typeKey, component, "is no component of " + row.getSimpleName());
      }
    }
    return components.stream().map(RecordCodec::snake).toList();
  }

  static String snake(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
  }

  private static InvalidHandler refused(String typeKey, String component, String rule) {
    return new InvalidHandler(
        "The batch type "
            + typeKey
            + " cannot be registered: component "
            + component
            + ": "
            + rule
            + ".",
        typeKey,
        null);
  }

  @Override
  String columnOf(String component) {
    return snake(component);
  }

  RowTable table() {
    return table;
  }

  @Override
  RowTable table(Batch batch) {
    return batch.columns().equals(table.columns())
        ? table
        : new RowTable(table.name(), batch.columns(), table.uniques(), table.indexed());
  }

  @Override
  Function<StoredRow, R> reader(Batch batch) {
    RowTable stored = table(batch);
    int[] places = table.columns().stream().mapToInt(c -> stored.indexOf(c.name())).toArray();
    return cells -> read(cells, places);
  }

  private R read(StoredRow stored, int[] places) {
    @Nullable Object[] values = new Object[places.length];
    for (int i = 0; i < places.length; i++) {
      Class<?> type = shape.parts().get(i).type();
      Object cell = places[i] < 0 ? null : stored.cells()[places[i]];
      values[i] = CellCodec.decode(table.columns().get(i).type(), type, cell);
      if (values[i] == null && type.isPrimitive()) {
        String fault =
            table.columns().get(i).name() + ": is NULL, and its component cannot be null";
        throw new InvalidValue(
            "Row " + stored.sequence() + " cannot be read: " + fault + ".", List.of(fault), null);
      }
    }
    return row.cast(shape.make(values));
  }

  @Override
  @Nullable Object[] encode(Batch batch, R value) {
    List<RecordShape.Part> parts = shape.parts();
    @Nullable Object[] cells = new Object[parts.size()];
    for (int i = 0; i < cells.length; i++) {
      Column column = table.columns().get(i);
      cells[i] = CellCodec.encode(column.name(), column.type(), parts.get(i).get(value));
    }
    return cells;
  }

  @Override
  Map<String, @Nullable Object> components(I given) {
    Map<String, @Nullable Object> components = new LinkedHashMap<>();
    for (RecordShape.Part part : RecordShape.of(input).parts()) {
      components.put(part.name(), part.get(given));
    }
    return components;
  }

  @Override
  I ofComponents(Map<String, @Nullable Object> components) {
    RecordShape given = RecordShape.of(input);
    return input.cast(
        given.make(given.parts().stream().map(part -> components.get(part.name())).toArray()));
  }

  @Override
  InputForm<I> form(Batch batch) {
    return InputForm.of(input);
  }

  @Override
  I ofCells(Cells cells) {
    return Json.write(cells.values()).kept(input);
  }
}
