package dev.batchkit.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Copies a document with other texts in it. */
final class JsonRedactor {
  private static final int ASCII = 126;

  private final Predicate<String> secret;
  private final UnaryOperator<String> texts;
  private final String mask;
  private boolean changed;

  JsonRedactor(Predicate<String> secret, UnaryOperator<String> texts, String mask) {
    this.secret = secret;
    this.texts = texts;
    this.mask = mask;
  }

  /** The document, as it was given where nothing in it is to be another. */
  String redact(String document) {
    StringWriter text = new StringWriter(document.length());
    try (JsonParser in = JsonGate.factory().createParser(document);
        JsonGenerator out = JsonGate.factory().createGenerator(text)) {
      if (document.contains("\\u")) {
        out.setHighestNonEscapedChar(ASCII); // half of a pair can only be escaped
      }
      while (in.nextToken() != null) {
        copy(in, out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return changed ? text.toString() : document;
  }

  private void copy(JsonParser in, JsonGenerator out) throws IOException {
    JsonToken token = in.currentToken();
    if (token == JsonToken.FIELD_NAME) {
      String name = in.currentName();
      out.writeFieldName(name);
      if (secret.test(name)) {
        value(in, out);
      }
    } else if (token == JsonToken.VALUE_STRING) {
      text(in.getText(), out);
    } else if (token.isNumeric()) {
      out.writeNumber(in.getText());
    } else {
      out.copyCurrentEvent(in);
    }
  }

  private void text(String text, JsonGenerator out) throws IOException {
    String other = texts.apply(text);
    changed |= !other.equals(text);
    out.writeString(other);
  }

  /** What stands under a secret name; true, false and null tell nothing. */
  private void value(JsonParser in, JsonGenerator out) throws IOException {
    JsonToken token = in.nextToken();
    if (token == JsonToken.VALUE_NULL || token.isBoolean()) {
      out.copyCurrentEvent(in);
    } else {
      in.skipChildren();
      out.writeString(mask);
      changed = true;
    }
  }
}
