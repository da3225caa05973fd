package dev.batchkit.json;

import dev.batchkit.error.InvalidValue;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A valid JSON text (RFC 8259), kept as it was given, byte for byte. Having a {@code Json} means
 * that it passed the one gate in front of every store: one document and nothing after it, no
 * duplicate names, no NUL, no unpaired surrogate, at most {@value #MAX_DEPTH} levels, numbers of at
 * most {@value #MAX_NUMBER} characters, at most {@value #MAX_LENGTH} characters in all. Whatever
 * passes is also valid to SQLite's {@code json_valid}.
 *
 * <p>Immutable. Two are equal when their texts are.
 */
public final class Json {
  /** The deepest nesting of arrays and objects that is taken. */
  public static final int MAX_DEPTH = 100;

  /** The longest number that is taken, in characters. */
  public static final int MAX_NUMBER = 1000;

  /** The longest text that is taken, in characters. */
  public static final int MAX_LENGTH = 64_000_000;

  private final String text;

  private Json(String text) {
    this.text = text;
  }

  /**
   * Takes a JSON text as it is.
   *
   * @throws InvalidValue if the text does not pass; the message says where, never what stands there
   */
  public static Json of(String text) {
    JsonGate.check(text);
    return new Json(text);
  }

  /**
   * Writes a value as JSON: null, String, Boolean, Integer, Long, Double, BigDecimal, LocalDate,
   * Instant, Duration, ZoneId, UUID, enum, {@link JsonText}, {@code Json}, and lists, string-keyed
   * maps, arrays of objects and records of these. Names come in the order of the record's
   * components or of the map. Components that are null are left out; a null in a map or list is
   * kept.
   *
   * @throws InvalidValue if the value, or something in it, has no exact JSON form: NaN, an
   *     infinity, an unpaired surrogate, a type not named above; it names the path
   */
  public static Json write(@Nullable Object value) {
    return new Json(JsonWriter.write(value));
  }

  /**
   * Writes a value like {@link #write}, but every {@code Json} in it as a string, so that {@link
   * #kept} gives it back byte for byte: for what batchkit itself keeps and reads again.
   *
   * @throws InvalidValue as {@link #write}
   */
  public static Json keep(@Nullable Object value) {
    return new Json(JsonWriter.keep(value));
  }

  /** The text, as it was given or written. */
  public String text() {
    return text;
  }

  /**
   * Binds an object to a record: each name to the component of the same name. A primitive component
   * must be there; a reference component may be missing or null only where it is annotated {@code
   * Nullable} (any annotation of that simple name) or {@link Defaulted}.
   *
   * @throws InvalidValue if it does not bind: all faults at once, each with its path
   */
  public <T> T as(Class<T> type) {
    return JsonBinder.bind(this, type, false);
  }

  /**
   * Reads what {@link #keep} wrote. Any reference component may be null or missing, and names that
   * the record does not have are passed by: an older version of the record may have written it.
   *
   * @throws InvalidValue if a value is of another kind than its component: all faults at once, each
   *     with its path
   */
  public <T> T kept(Class<T> type) {
    return JsonBinder.bind(this, type, true);
  }

  /**
   * The members of an object as plain Java values: null, String, Boolean, Long or BigDecimal for
   * numbers, List, Map.
   *
   * @throws InvalidValue if this is not an object
   */
  public java.util.Map<String, @Nullable Object> members() {
    return JsonBinder.members(this);
  }

  /**
   * The elements of an array, each as a text of its own.
   *
   * @throws InvalidValue if this is not an array
   */
  public List<Json> elements() {
    return JsonBinder.elements(this).stream().map(Json::new).toList();
  }

  /**
   * The same document, where whatever stands under a secret name is the mask, and every other text
   * passes through a function. Where that changes nothing this is given back, byte for byte; else
   * the blanks between the values are lost.
   *
   * @param secret whether a name is secret
   * @param texts gives the text to be kept for a text
   * @param mask stands in place of every value under a secret name but true, false and null
   */
  public Json redact(Predicate<String> secret, UnaryOperator<String> texts, String mask) {
    String other = new JsonRedactor(secret, texts, mask).redact(text);
    return other.equals(text) ? this : new Json(other);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Json json && json.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /**
   * Says how long the text is, not what stands in it: it may hold values that do not belong in a
   * log.
   */
  @Override
  public String toString() {
    return "Json(" + text.length() + " characters)";
  }
}
