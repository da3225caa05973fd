package dev.batchkit.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.batchkit.error.InvalidValue;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Binds a JSON tree to records, collecting every fault with its path. */
final class JsonBinder {
  private final boolean kept;
  private final List<String> faults = new ArrayList<>();

  private JsonBinder(boolean kept) {
    this.kept = kept;
  }

  static <T> T bind(Json json, Class<T> type, boolean kept) {
    JsonBinder binder = new JsonBinder(kept);
    Object value = binder.value("$", JsonGate.tree(json), type);
    if (!binder.faults.isEmpty() || value == null) {
      List<String> faults =
          value == null && binder.faults.isEmpty() ? List.of("$: is null") : binder.faults;
      throw new InvalidValue(
          "The JSON does not bind to "
              + type.getSimpleName()
              + ": "
              + String.join("; ", faults)
              + ".",
          faults,
          null);
    }
    return type.cast(value);
  }

  static Map<String, @Nullable Object> members(Json json) {
    JsonNode tree = JsonGate.tree(json);
    if (!tree.isObject()) {
      throw JsonGate.refused("it is not an object");
    }
    return plainMap(tree);
  }

  static List<String> elements(Json json) {
    JsonNode tree = JsonGate.tree(json);
    if (!tree.isArray()) {
      throw JsonGate.refused("it is not an array");
    }
    List<String> elements = new ArrayList<>();
    tree.forEach(element -> elements.add(element.toString()));
    return elements;
  }

  private static Map<String, @Nullable Object> plainMap(JsonNode tree) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    tree.properties().forEach(e -> members.put(e.getKey(), plain(e.getValue())));
    return members;
  }

  private static @Nullable Object plain(JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT -> plainMap(node);
      case ARRAY -> {
        List<@Nullable Object> items = new ArrayList<>();
        node.forEach(item -> items.add(plain(item)));
        yield items;
      }
      case STRING -> node.textValue();
      case BOOLEAN -> node.booleanValue();
      case NUMBER ->
          node.isIntegralNumber() && node.canConvertToLong()
              ? (Object) node.longValue()
              : node.decimalValue();
      default -> null;
    };
  }

  private @Nullable Object value(String path, JsonNode node, Type type) {
    if (type instanceof ParameterizedType generic) {
      return generic(path, node, generic);
    }
    return plainClass(path, node, (Class<?>) type);
  }

  private @Nullable Object generic(String path, JsonNode node, ParameterizedType type) {
    if (type.getRawType() == List.class && node.isArray()) {
      List<@Nullable Object> items = new ArrayList<>();
      for (int i = 0; i < node.size(); i++) {
        items.add(value(path + "[" + i + "]", node.get(i), type.getActualTypeArguments()[0]));
      }
      return items;
    }
    if (type.getRawType() == Map.class && node.isObject()) {
      Map<String, @Nullable Object> members = new LinkedHashMap<>();
      node.properties()
          .forEach(
              e ->
                  members.put(
                      e.getKey(),
                      value(
                          path + "." + e.getKey(),
                          e.getValue(),
                          type.getActualTypeArguments()[1])));
      return members;
    }
    return fault(path, "must be " + (type.getRawType() == List.class ? "an array" : "an object"));
  }

  private @Nullable Object plainClass(String path, JsonNode node, Class<?> type) {
    if (type == Json.class) {
      return Json.of(kept && node.isTextual() ? node.textValue() : node.toString());
    }
    if (type == Object.class) {
      return plain(node);
    }
    if (node.isNull()) {
      return type.isPrimitive() ? fault(path, "is null") : null;
    }
    if (JsonText.class.isAssignableFrom(type)) {
      return ofText(path, node, type);
    }
    if (type.isRecord()) {
      return node.isObject() ? record(path, node, type) : fault(path, "must be an object");
    }
    if (type.isEnum()) {
      return constant(path, node, type);
    }
    return scalar(path, node, type);
  }

  private @Nullable Object ofText(String path, JsonNode node, Class<?> type) {
    if (!node.isTextual() && !node.isNumber()) {
      return fault(path, "must be a text");
    }
    String text = node.isTextual() ? node.textValue() : node.decimalValue().toString();
    try {
      return type.getMethod("of", String.class).invoke(null, text);
    } catch (InvocationTargetException e) {
      String why = e.getCause() instanceof InvalidValue refused ? rule(refused) : "is refused";
      return fault(path, why);
    } catch (ReflectiveOperationException | NullPointerException e) {
      return fault(path, type.getSimpleName() + " has no public static of(String)");
    }
  }

  /** What a fault says without the name that it begins with, which the path says better. */
  private static String rule(InvalidValue refused) {
    String fault = String.join("; ", refused.faults());
    return fault.substring(fault.indexOf(": ") < 0 ? 0 : fault.indexOf(": ") + 2);
  }

  private @Nullable Object constant(String path, JsonNode node, Class<?> type) {
    for (Object constant : type.getEnumConstants()) {
      if (node.isTextual() && ((Enum<?>) constant).name().equals(node.textValue())) {
        return constant;
      }
    }
    return fault(path, "must be one of " + Arrays.toString(type.getEnumConstants()));
  }

  private @Nullable Object record(String path, JsonNode node, Class<?> type) {
    RecordShape shape = RecordShape.of(type);
    @Nullable Object[] values = new Object[shape.parts().size()];
    Set<String> unknown = new TreeSet<>();
    node.fieldNames().forEachRemaining(unknown::add);
    int before = faults.size();
    for (int i = 0; i < values.length; i++) {
      RecordShape.Part part = shape.parts().get(i);
      unknown.remove(part.name());
      values[i] = component(path + "." + part.name(), node.get(part.name()), part);
    }
    if (!kept) {
      unknown.forEach(
          name -> fault(path + "." + name, "is not a component of " + type.getSimpleName()));
    }
    if (faults.size() > before) {
      return null;
    }
    try {
      return shape.make(values);
    } catch (InvalidValue e) {
      return fault(
          path,
          e.getCause() instanceof InvalidValue refused
              ? String.join("; ", refused.faults())
              : "is refused by the constructor of " + type.getSimpleName());
    }
  }

  private @Nullable Object component(String path, @Nullable JsonNode node, RecordShape.Part part) {
    boolean mayBeNull = !part.type().isPrimitive() && (kept || part.nullable());
    if (node == null || node.isNull()) {
      return mayBeNull || (node != null && part.type() == Json.class)
          ? null
          : fault(path, node == null ? "is missing" : "is null");
    }
    return value(path, node, part.genericType());
  }

  private @Nullable Object scalar(String path, JsonNode node, Class<?> type) {
    if (type == String.class) {
      return node.isTextual() ? node.textValue() : fault(path, "must be a text");
    }
    if (type == boolean.class || type == Boolean.class) {
      return node.isBoolean() ? node.booleanValue() : fault(path, "must be true or false");
    }
    if (type == int.class || type == Integer.class) {
      return node.isIntegralNumber() && node.canConvertToInt()
          ? node.intValue()
          : fault(path, "must be a 32-bit integer");
    }
    if (type == long.class || type == Long.class) {
      return node.isIntegralNumber() && node.canConvertToLong()
          ? node.longValue()
          : fault(path, "must be a 64-bit integer");
    }
    if (type == double.class || type == Double.class) {
      return node.isNumber() && Double.isFinite(node.doubleValue())
          ? node.doubleValue()
          : fault(path, "must be a finite number");
    }
    if (type == BigDecimal.class) {
      return node.isNumber() ? node.decimalValue() : fault(path, "must be a number");
    }
    return parsed(path, node, type);
  }

  private @Nullable Object parsed(String path, JsonNode node, Class<?> type) {
    String text = node.isTextual() ? node.textValue() : "";
    try {
      if (type == LocalDate.class) {
        return LocalDate.parse(text);
      }
      if (type == Instant.class) {
        return Instant.parse(text);
      }
      if (type == Duration.class) {
        return Duration.parse(text);
      }
      if (type == ZoneId.class) {
        return ZoneId.of(text);
      }
      if (type == UUID.class) {
        return UUID.fromString(text);
      }
    } catch (DateTimeException | IllegalArgumentException e) {
      return fault(path, "must be the text of a " + type.getSimpleName());
    }
    return fault(path, type.getSimpleName() + " is not a type that JSON binds to");
  }

  private @Nullable Object fault(String path, String fault) {
    faults.add(path + ": " + fault);
    return null;
  }
}
