package dev.batchkit.orchestration;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What an exec is to say of itself. It needs a nature and a code. Immutable: every method that
 * changes something gives a new one.
 */
public final class ExecDraft {
  /** Says nothing yet. */
  public static final ExecDraft EMPTY = new ExecDraft(new Values());

  private final Values values;

  private ExecDraft(Values values) {
    this.values = values;
  }

  /** What was said; changed by nobody once it is in a draft. */
  private static final class Values implements Cloneable {
    @Nullable String nature;
    @Nullable String code;
    @Nullable String namespace;
    @Nullable String identity;
    @Nullable String input;

    @Override
    public Values clone() {
      try {
        return (Values) super.clone();
      } catch (CloneNotSupportedException e) {
        throw new AssertionError(e);
      }
    }
  }

  private ExecDraft with(Consumer<Values> change) {
    Values changed = values.clone();
    change.accept(changed);
    return new ExecDraft(changed);
  }

  /** What kind of thing is executed, such as {@code SQL} or the name of a program. */
  public ExecDraft nature(String nature) {
    return with(v -> v.nature = nature);
  }

  /** What is executed: a command line, a statement, the name of a step. */
  public ExecDraft code(String code) {
    return with(v -> v.code = code);
  }

  /** A group that it belongs to, as one likes. */
  public ExecDraft namespace(String namespace) {
    return with(v -> v.namespace = namespace);
  }

  /** What it is called, as one likes. */
  public ExecDraft identity(String identity) {
    return with(v -> v.identity = identity);
  }

  /** What is sent into it. */
  public ExecDraft input(String input) {
    return with(v -> v.input = input);
  }

  /** What kind of thing is executed; null if nobody has said. */
  public @Nullable String nature() {
    return values.nature;
  }

  /** What is executed; null if nobody has said. */
  public @Nullable String code() {
    return values.code;
  }

  /** A group that it belongs to; null for none. */
  public @Nullable String namespace() {
    return values.namespace;
  }

  /** What it is called; null for nothing. */
  public @Nullable String identity() {
    return values.identity;
  }

  /** What is sent into it; null for nothing. */
  public @Nullable String input() {
    return values.input;
  }
}
