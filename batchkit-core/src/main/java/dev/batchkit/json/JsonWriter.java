package dev.batchkit.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SegmentedStringWriter;
import com.fasterxml.jackson.core.util.BufferRecycler;
import dev.batchkit.error.InvalidValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes plain values and records as JSON, exactly or not at all. */
final class JsonWriter {
  private final JsonGenerator out;
  private final boolean keeps;

  private JsonWriter(JsonGenerator out, boolean keeps) {
    this.out = out;
    this.keeps = keeps;
  }

  static String write(@Nullable Object value) {
    return write(value, false);
  }

  static String keep(@Nullable Object value) {
    return write(value, true);
  }

  private static String write(@Nullable Object value, boolean keeps) {
    try (SegmentedStringWriter text = new SegmentedStringWriter(new BufferRecycler())) {
      try (JsonGenerator generator = JsonGate.factory().createGenerator(text)) {
        new JsonWriter(generator, keeps).value("$", value);
      }
      return text.getAndClear();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void value(String path, @Nullable Object value) throws IOException {
    if (value == null) {
      out.writeNull();
    } else if (value instanceof String text) {
      text(path, text);
    } else if (value instanceof Number number) {
      number(path, number);
    } else if (value instanceof Boolean bool) {
      out.writeBoolean(bool);
    } else if (value instanceof Json json) {
      json(json);
    } else if (value instanceof JsonText text) {
      text(path, text.text());
    } else if (value instanceof Enum<?> constant) {
      out.writeString(constant.name());
    } else if (hasPlainText(value)) {
      out.writeString(value.toString());
    } else {
      structure(path, value);
    }
  }

  private static boolean hasPlainText(Object value) {
    return value instanceof LocalDate
        || value instanceof Instant
        || value instanceof Duration
        || value instanceof ZoneId
        || value instanceof UUID;
  }

  private void structure(String path, Object value) throws IOException {
    if (value instanceof Record record) {
      record(path, record);
    } else if (value instanceof Map<?, ?> map) {
      map(path, map);
    } else if (value instanceof Iterable<?> items) {
      array(path, items);
    } else if (value instanceof Object[] items) {
      array(path, java.util.Arrays.asList(items));
    } else {
      throw unfit(path, value.getClass().getSimpleName() + " has no JSON form here");
    }
  }

  private void json(Json json) throws IOException {
    if (keeps) {
      out.writeString(json.text());
    } else {
      out.writeRawValue(json.text());
    }
  }

  private void text(String path, String text) throws IOException {
    if (hasUnpairedSurrogate(text)) {
      throw unfit(path, "it has an unpaired surrogate");
    }
    out.writeString(text);
  }

  private void number(String path, Number number) throws IOException {
    if (number instanceof Long || number instanceof Integer || number instanceof Short) {
      out.writeNumber(number.longValue());
    } else if (number instanceof Double || number instanceof Float) {
      if (!Double.isFinite(number.doubleValue())) {
        throw unfit(path, "NaN and infinities have no JSON form");
      }
      out.writeNumber(number.doubleValue());
    } else if (number instanceof BigDecimal decimal) {
      if (Math.abs((long) decimal.scale()) > 10_000 || decimal.precision() > 900) {
        throw unfit(path, "the decimal has too many digits");
      }
      out.writeNumber(decimal.toString());
    } else {
      throw unfit(path, number.getClass().getSimpleName() + " has no JSON form here");
    }
  }

  private void record(String path, Record record) throws IOException {
    out.writeStartObject();
    for (RecordShape.Part part : RecordShape.of(record.getClass()).parts()) {
      Object value = part.get(record);
      if (value != null) {
        out.writeFieldName(part.name());
        value(path + "." + part.name(), value);
      }
    }
    out.writeEndObject();
  }

  private void map(String path, Map<?, ?> map) throws IOException {
    out.writeStartObject();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (!(entry.getKey() instanceof String name) || hasUnpairedSurrogate(name)) {
        throw unfit(path, "a name is not a text");
      }
      out.writeFieldName(name);
      value(path + "." + name, entry.getValue());
    }
    out.writeEndObject();
  }

  private void array(String path, Iterable<?> items) throws IOException {
    out.writeStartArray();
    int i = 0;
    for (Object item : items) {
      value(path + "[" + i++ + "]", item);
    }
    out.writeEndArray();
  }

  private static boolean hasUnpairedSurrogate(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (!Character.isSurrogatePair(
            text.charAt(i), i + 1 < text.length() ? text.charAt(i + 1) : 0)) {
          return true;
        }
        i++;
      }
    }
    return false;
  }

  private static InvalidValue unfit(String path, String fault) {
    return new InvalidValue(
        "The value at " + path + " cannot be written as JSON: " + fault + ".",
        List.of(path + ": " + fault),
        null);
  }
}
