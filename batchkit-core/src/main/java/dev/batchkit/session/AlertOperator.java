package dev.batchkit.session;

import dev.batchkit.error.InvalidValue;
import dev.batchkit.json.JsonText;
import java.util.List;

/** How a quantity is compared with a threshold: the six documented operators and no others. */
public enum AlertOperator implements JsonText {
  /** Equal. */
  EQ("==", "is equal to"),
  /** Not equal. */
  NE("!=", "is not equal to"),
  /** Greater. */
  GT(">", "is greater than"),
  /** Greater or equal. */
  GE(">=", "is at least"),
  /** Less. */
  LT("<", "is less than"),
  /** Less or equal. */
  LE("<=", "is at most");

  private final String text;
  private final String words;

  AlertOperator(String text, String words) {
    this.text = text;
    this.words = words;
  }

  /** The documented sign, as it is stored. */
  @Override
  public String text() {
    return text;
  }

  /** In words that fit between a quantity and a threshold. */
  public String words() {
    return words;
  }

  /**
   * The operator for a documented sign.
   *
   * @throws InvalidValue if it is none of the six
   */
  public static AlertOperator of(String text) {
    for (AlertOperator operator : values()) {
      if (operator.text.equals(text)) {
        return operator;
      }
    }
    throw new InvalidValue(
        "An alert operator must be one of == != > >= < <=.",
        List.of("operator: must be one of == != > >= < <="),
        null);
  }

  /**
   * Whether it holds for two numbers that compare like this.
   *
   * @param comparison negative, zero or positive as the quantity is below, at or above the
   *     threshold
   */
  public boolean holds(int comparison) {
    return switch (this) {
      case EQ -> comparison == 0;
      case NE -> comparison != 0;
      case GT -> comparison > 0;
      case GE -> comparison >= 0;
      case LT -> comparison < 0;
      case LE -> comparison <= 0;
    };
  }
}
