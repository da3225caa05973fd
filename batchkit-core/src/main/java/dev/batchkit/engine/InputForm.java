package dev.batchkit.engine;

import dev.batchkit.batch.Cells;
import dev.batchkit.batch.Column;
import dev.batchkit.batch.ColumnType;
import dev.batchkit.error.InvalidValue;
import dev.batchkit.json.Json;
import dev.batchkit.json.RecordShape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * An input as a form shows it and sends it back: one text per component. A text that is what the
 * form showed leaves its component as it is, so that what a form cannot tell apart, such as null
 * and the empty text, is not changed by it.
 *
 * @param <I> the input record, or {@link Cells}
 */
final class InputForm<I> {
  private final Class<I> input;
  private final List<Field> fields;

  private InputForm(Class<I> input, List<Field> fields) {
    this.input = input;
    this.fields = fields;
  }

  /**
   * A component.
   *
   * @param type null where it is of a kind that no text can be parsed to
   */
  private record Field(String name, Class<?> target, @Nullable ColumnType type) {}

  /** The form of a record. */
  static <I> InputForm<I> of(Class<I> record) {
    return new InputForm<>(
        record,
        RecordShape.of(record).parts().stream()
            .map(part -> new Field(part.name(), part.type(), CellCodec.typeOf(part.type())))
            .toList());
  }

  /** The form of a row of cells. */
  static InputForm<Cells> of(List<Column> columns) {
    return new InputForm<>(
        Cells.class,
        columns.stream()
            .map(column -> new Field(column.name(), Object.class, column.type()))
            .toList());
  }

  /** The names of its fields, in order. */
  List<String> names() {
    return fields.stream().map(Field::name).toList();
  }

  /** The texts of an input by name; the empty text for null. */
  Map<String, String> cells(I given) {
    Map<String, String> cells = new LinkedHashMap<>();
    for (Field field : fields) {
      cells.put(field.name(), text(value(given, field)));
    }
    return cells;
  }

  /**
   * The input with other values.
   *
   * @param present null for a new row: what is not named is null
   * @param cells by name: texts, values of the component's class, or null
   * @throws InvalidValue if a name is unknown or a value does not fit: all faults at once
   */
  I with(@Nullable I present, Map<String, ?> cells) {
    List<String> faults = new ArrayList<>();
    @Nullable Object[] values = values(present, cells, field -> true, faults);
    require(faults);
    return make(values);
  }

  /**
   * Refuses what no input can take.
   *
   * @throws InvalidValue if a name is unknown or a value does not fit: all faults at once
   */
  void check(Map<String, ?> cells) {
    List<String> faults = new ArrayList<>();
    @Nullable Object[] unused =
        values(null, cells, field -> cells.containsKey(field.name()), faults);
    require(faults);
  }

  private @Nullable Object[] values(
      @Nullable I present, Map<String, ?> cells, Predicate<Field> wanted, List<String> faults) {
    cells.keySet().stream()
        .filter(name -> fields.stream().noneMatch(field -> field.name().equals(name)))
        .forEach(name -> faults.add(name + ": is none of " + names()));
    @Nullable Object[] values = new Object[fields.size()];
    for (int i = 0; i < values.length; i++) {
      Field field = fields.get(i);
      Object before = present == null ? null : value(present, field);
      int known = faults.size();
      values[i] =
          cells.containsKey(field.name())
              ? changed(field, before, cells.get(field.name()), faults)
              : before;
      if (values[i] == null
          && field.target().isPrimitive()
          && wanted.test(field)
          && faults.size() == known) {
        faults.add(field.name() + ": must not be empty");
      }
    }
    return values;
  }

  private static void require(List<String> faults) {
    if (!faults.isEmpty()) {
      throw new InvalidValue(
          "The input cannot be made: " + String.join("; ", faults) + ".", faults, null);
    }
  }

  private I make(@Nullable Object[] values) {
    if (input != Cells.class) {
      return input.cast(RecordShape.of(input).make(values));
    }
    Map<String, @Nullable Object> cells = new LinkedHashMap<>();
    for (int i = 0; i < values.length; i++) {
      cells.put(fields.get(i).name(), values[i]);
    }
    return input.cast(new Cells(cells));
  }

  private static @Nullable Object value(Object input, Field field) {
    if (input instanceof Cells cells) {
      return cells.values().get(field.name());
    }
    return RecordShape.of(input.getClass()).parts().stream()
        .filter(part -> part.name().equals(field.name()))
        .findFirst()
        .orElseThrow()
        .get(input);
  }

  private static @Nullable Object changed(
      Field field, @Nullable Object before, @Nullable Object given, List<String> faults) {
    if (!(given instanceof String text) || Objects.equals(given, before)) {
      return fitting(field, given, faults);
    }
    if (text.equals(text(before))) {
      return before;
    }
    return field.type() == null ? unfit(field, faults) : parsed(field, field.type(), text, faults);
  }

  private static @Nullable Object fitting(
      Field field, @Nullable Object given, List<String> faults) {
    boolean fits =
        given == null
            || (field.target() == Object.class
                ? field.type() == CellCodec.typeOf(given.getClass())
                : boxed(field.target()).isInstance(given));
    return fits ? given : unfit(field, faults);
  }

  private static @Nullable Object unfit(Field field, List<String> faults) {
    faults.add(field.name() + ": is of a class that its component does not take");
    return null;
  }

  private static @Nullable Object parsed(
      Field field, ColumnType type, String text, List<String> faults) {
    if (type == ColumnType.TEXT) {
      return text;
    }
    String stripped = text.strip();
    if (stripped.isEmpty()) {
      return null;
    }
    try {
      return parsed(type, field.target(), stripped);
    } catch (RuntimeException e) {
      faults.add(field.name() + ": is no " + type.name().toLowerCase(Locale.ROOT));
      return null;
    }
  }

  private static @Nullable Object parsed(ColumnType type, Class<?> target, String text) {
    return switch (type) {
      case INT -> Integer.valueOf(text);
      case LONG -> Long.valueOf(text);
      case DOUBLE -> Double.valueOf(text);
      case BOOLEAN -> bool(text);
      case TEXT, DECIMAL, DATE, INSTANT, UUID, ENUM, JSON -> CellCodec.decode(type, target, text);
    };
  }

  private static Boolean bool(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "yes", "1" -> true;
      case "false", "no", "0" -> false;
      default -> throw new IllegalArgumentException("neither true nor false");
    };
  }

  private static String text(@Nullable Object value) {
    if (value == null) {
      return "";
    }
    if (value instanceof Json json) {
      return json.text();
    }
    if (value instanceof Enum<?> constant) {
      return constant.name();
    }
    return value instanceof Record ? Json.keep(value).text() : value.toString();
  }

  private static Class<?> boxed(Class<?> type) {
    if (type == int.class) {
      return Integer.class;
    } else if (type == long.class) {
      return Long.class;
    } else if (type == double.class) {
      return Double.class;
    }
    return type == boolean.class ? Boolean.class : type;
  }
}
