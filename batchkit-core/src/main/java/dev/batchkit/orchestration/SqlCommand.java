package dev.batchkit.orchestration;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A SQL statement to be run. Immutable: every method that changes something gives a new one. */
public final class SqlCommand {
  /** No statement yet; at most 100 rows are read. */
  public static final SqlCommand EMPTY = new SqlCommand(new Values());

  private final Values values;

  private SqlCommand(Values values) {
    this.values = values;
  }

  /** What was said; changed by nobody once it is in a command. */
  private static final class Values implements Cloneable {
    @Nullable String statement;
    List<@Nullable Object> bound = List.of();
    int mostRows = 100;
    @Nullable String namespace;
    @Nullable String identity;

    @Override
    public Values clone() {
      try {
        return (Values) super.clone();
      } catch (CloneNotSupportedException e) {
        throw new AssertionError(e);
      }
    }
  }

  private SqlCommand with(Consumer<Values> change) {
    Values changed = values.clone();
    change.accept(changed);
    return new SqlCommand(changed);
  }

  /**
   * One statement, and the values of its parameters, which are not recorded.
   *
   * @param sql its text, with a question mark for each value
   */
  public SqlCommand statement(String sql, @Nullable Object... values) {
    List<@Nullable Object> copy = Collections.unmodifiableList(Arrays.asList(values.clone()));
    return with(
        v -> {
          v.statement = sql;
          v.bound = copy;
        });
  }

  /** Reads at most so many rows of what it gives. */
  public SqlCommand mostRows(int rows) {
    return with(v -> v.mostRows = rows);
  }

  /** A group that the exec belongs to, as one likes. */
  public SqlCommand namespace(String namespace) {
    return with(v -> v.namespace = namespace);
  }

  /** What the exec is called, as one likes. */
  public SqlCommand identity(String identity) {
    return with(v -> v.identity = identity);
  }

  /** The text of the statement; null if nobody has said. */
  public @Nullable String statement() {
    return values.statement;
  }

  /** The values of its parameters. */
  public List<@Nullable Object> bound() {
    return values.bound;
  }

  /** How many rows are read at most. */
  public int mostRows() {
    return values.mostRows;
  }

  /** A group that the exec belongs to; null for none. */
  public @Nullable String namespace() {
    return values.namespace;
  }

  /** What the exec is called; null for nothing. */
  public @Nullable String identity() {
    return values.identity;
  }
}
