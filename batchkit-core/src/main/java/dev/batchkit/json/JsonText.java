package dev.batchkit.json;

/**
 * A value that stands in JSON as a text: written as {@link #text}, and read by the static method
 * {@code of(String)} of its class, which refuses what it cannot be as {@link
 * dev.batchkit.error.InvalidValue}. A number in its place is read as the text of that number.
 */
public interface JsonText {
  /** The text, from which {@code of} makes an equal value. */
  String text();
}
