package dev.batchkit.orchestration;

import dev.batchkit.batch.Severity;
import dev.batchkit.json.Json;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What an issue is to say. It needs a type and a message. Immutable: every method that changes
 * something gives a new one.
 */
public final class IssueDraft {
  /** Says nothing yet; its severity is ERROR. */
  public static final IssueDraft EMPTY = new IssueDraft(new Values());

  private final Values values;

  private IssueDraft(Values values) {
    this.values = values;
  }

  /** What was said; changed by nobody once it is in a draft. */
  private static final class Values implements Cloneable {
    @Nullable String type;
    @Nullable String message;
    @Nullable Long row;
    @Nullable String column;
    @Nullable String invalidValue;
    @Nullable String remediation;
    Severity severity = Severity.ERROR;
    @Nullable Json elaboration;

    @Override
    public Values clone() {
      try {
        return (Values) super.clone();
      } catch (CloneNotSupportedException e) {
        throw new AssertionError(e);
      }
    }
  }

  private IssueDraft with(Consumer<Values> change) {
    Values changed = values.clone();
    change.accept(changed);
    return new IssueDraft(changed);
  }

  /** The category, such as {@code Range Violation}. */
  public IssueDraft type(String type) {
    return with(v -> v.type = type);
  }

  /** One sentence for people. */
  public IssueDraft message(String message) {
    return with(v -> v.message = message);
  }

  /** The row that it is about. */
  public IssueDraft row(long row) {
    return with(v -> v.row = row);
  }

  /** The column that it is about. */
  public IssueDraft column(String column) {
    return with(v -> v.column = column);
  }

  /** The value that is refused; reports show it only when they are asked to. */
  public IssueDraft invalidValue(@Nullable String value) {
    return with(v -> v.invalidValue = value);
  }

  /** What to do about it. */
  public IssueDraft remediation(String remediation) {
    return with(v -> v.remediation = remediation);
  }

  /** How much it matters; ERROR if nobody says. */
  public IssueDraft severity(Severity severity) {
    return with(v -> v.severity = severity);
  }

  /**
   * More about it, beside what batchkit keeps there itself.
   *
   * @param members a record or a map with texts for keys
   * @throws dev.batchkit.error.InvalidValue if it has no JSON form
   */
  public IssueDraft elaboration(Object members) {
    Json json = Json.write(members);
    return with(v -> v.elaboration = json);
  }

  /** The category; null if nobody has said. */
  public @Nullable String type() {
    return values.type;
  }

  /** One sentence for people; null if nobody has said. */
  public @Nullable String message() {
    return values.message;
  }

  /** The row that it is about; null for none. */
  public @Nullable Long row() {
    return values.row;
  }

  /** The column that it is about; null for none. */
  public @Nullable String column() {
    return values.column;
  }

  /** The value that is refused; null for none. */
  public @Nullable String invalidValue() {
    return values.invalidValue;
  }

  /** What to do about it; null if nobody has said. */
  public @Nullable String remediation() {
    return values.remediation;
  }

  /** How much it matters. */
  public Severity severity() {
    return values.severity;
  }

  /** More about it; null for nothing. */
  public @Nullable Json elaboration() {
    return values.elaboration;
  }
}
