package dev.batchkit.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.batchkit.error.InvalidValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** The one gate: what passes here is stored, what is stored can be read. */
final class JsonGate {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(StreamWriteFeature.STRICT_DUPLICATE_DETECTION)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(Json.MAX_DEPTH)
                  .maxNumberLength(Json.MAX_NUMBER)
                  .maxNameLength(50_000)
                  .maxStringLength(Json.MAX_LENGTH)
                  .maxDocumentLength(Json.MAX_LENGTH)
                  .build())
          .build();
  private static final ObjectReader READER =
      JsonMapper.builder(FACTORY)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build()
          .readerFor(JsonNode.class);

  private JsonGate() {}

  static JsonFactory factory() {
    return FACTORY;
  }

  static void check(String text) {
    if (text.length() > Json.MAX_LENGTH) {
      throw refused("it is longer than " + Json.MAX_LENGTH + " characters");
    }
    checkCharacters(text);
    try (JsonParser parser = FACTORY.createParser(text)) {
      if (parser.nextToken() == null) {
        throw refused("it is empty");
      }
      int depth = 0;
      do {
        if (parser.currentToken().isStructStart()) {
          depth++;
        } else if (parser.currentToken().isStructEnd()) {
          depth--;
        } else if (parser.currentToken().isNumeric()) {
          int unused = parser.getTextLength();
        } else if (parser.currentToken().isScalarValue()) {
          parser.finishToken();
        }
      } while (parser.nextToken() != null && depth > 0);
      if (parser.currentToken() != null || parser.nextToken() != null) {
        throw refused("something follows the end of the document");
      }
    } catch (JsonProcessingException e) {
      throw refused("it breaks a rule" + at(e.getLocation()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode tree(Json json) {
    try {
      return READER.readTree(json.text());
    } catch (JsonProcessingException e) {
      throw refused("it breaks a rule" + at(e.getLocation()));
    } catch (NumberFormatException e) {
      throw refused("a number in it is none that Java can hold");
    }
  }

  static void checkCharacters(CharSequence text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0) {
        throw refused("there is a NUL at character " + i);
      }
      if (Character.isSurrogate(c)) {
        boolean paired =
            Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!paired) {
          throw refused("there is an unpaired surrogate at character " + i);
        }
        i++;
      }
    }
  }

  private static String at(JsonLocation location) {
    return location == null
        ? ""
        : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
  }

  static InvalidValue refused(String fault) {
    return new InvalidValue(
        "This is not JSON that can be stored: " + fault + ". Give one RFC 8259 document.",
        List.of("$: " + fault),
        null);
  }
}
