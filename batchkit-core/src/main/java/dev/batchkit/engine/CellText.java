package dev.batchkit.engine;

import dev.batchkit.batch.ColumnType;
import dev.batchkit.error.InvalidValue;
import dev.batchkit.json.Json;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads components as forms and worksheets give them: as text, as a number, or as they are. */
final class CellText {
  private static final int LONGEST_NUMBER = 1000;
  private static final Map<Class<?>, Class<?>> BOXES =
      Map.of(
          int.class, Integer.class,
          long.class, Long.class,
          double.class, Double.class,
          boolean.class, Boolean.class);

  private CellText() {}

  /** A text that says no value of its component. */
  private static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    Unreadable(String fault) {
      super(fault, null, false, false);
    }
  }

  /**
   * The value of a component.
   *
   * @param name as it stands in messages
   * @param type the class of the component
   * @param given null, a value of that class, a text of it, or a number; the empty text stands for
   *     null where the component is no text
   * @throws InvalidValue if it is neither; the fault begins with the name
   */
  static @Nullable Object value(String name, Class<?> type, @Nullable Object given) {
    try {
      Object value = value(type, given);
      if (value == null && type.isPrimitive()) {
        throw new Unreadable("is missing");
      }
      return value;
    } catch (Unreadable e) {
      String fault = name + ": " + e.getMessage();
      throw new InvalidValue("A cell cannot be taken: " + fault + ".", List.of(fault), e);
    }
  }

  private static @Nullable Object value(Class<?> type, @Nullable Object given) throws Unreadable {
    if (given == null || BOXES.getOrDefault(type, type).isInstance(given)) {
      return given;
    }
    ColumnType column = CellCodec.typeOf(type);
    boolean isReadable = given instanceof String || given instanceof Number;
    if (column == null || column == ColumnType.TEXT || !isReadable) {
      throw new Unreadable("is not of the class that the component takes");
    }
    String text = given.toString().strip();
    return text.isEmpty() ? null : parsed(column, type, text);
  }

  private static Object parsed(ColumnType column, Class<?> type, String text) throws Unreadable {
    try {
      return switch (column) {
        case TEXT -> text;
        case INT -> Integer.valueOf(text);
        case LONG -> Long.valueOf(text);
        case DOUBLE -> real(text);
        case BOOLEAN -> flag(text);
        case DECIMAL -> decimal(text);
        case DATE -> LocalDate.parse(text);
        case INSTANT -> Instant.parse(text);
        case UUID -> UUID.fromString(text);
        case ENUM -> constant(type, text);
        case JSON -> type == Json.class ? Json.of(text) : Json.of(text).as(type);
      };
    } catch (NumberFormatException e) {
      throw new Unreadable(
          column == ColumnType.INT || column == ColumnType.LONG
              ? "is not a whole number"
              : "is not a number");
    } catch (DateTimeException e) {
      throw new Unreadable(
          column == ColumnType.DATE
              ? "is not a date; write it like 2026-05-04"
              : "is not a time; write it like 2026-05-04T09:08:07Z");
    } catch (InvalidValue e) {
      throw new Unreadable("is no JSON that it takes");
    } catch (IllegalArgumentException e) {
      throw new Unreadable("is not a UUID");
    }
  }

  private static Double real(String text) throws Unreadable {
    Double value = Double.valueOf(text);
    if (!Double.isFinite(value)) {
      throw new Unreadable("is not a number");
    }
    return value;
  }

  private static BigDecimal decimal(String text) throws Unreadable {
    if (text.length() > LONGEST_NUMBER) {
      throw new Unreadable("is longer than " + LONGEST_NUMBER + " characters");
    }
    return new BigDecimal(text);
  }

  private static Boolean flag(String text) throws Unreadable {
    if (!text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false")) {
      throw new Unreadable("is neither true nor false");
    }
    return text.equalsIgnoreCase("true");
  }

  private static Object constant(Class<?> type, String text) throws Unreadable {
    for (Object constant : type.getEnumConstants()) {
      if (((Enum<?>) constant).name().equals(text)) {
        return constant;
      }
    }
    throw new Unreadable("is none of " + List.of(type.getEnumConstants()));
  }
}
