package dev.batchkit;

import dev.batchkit.batch.ExecuteOptions;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** How an indicator group is measured. Immutable: every method gives a new one. */
public final class MeasureOptions {
  private static final int CONCURRENCY = 4;

  private final List<String> only;
  private final @Nullable String key;
  private final @Nullable String description;
  private final ExecuteOptions execute;

  private MeasureOptions(
      List<String> only,
      @Nullable String key,
      @Nullable String description,
      ExecuteOptions execute) {
    this.only = only;
    this.key = key;
    this.description = description;
    this.execute = execute;
  }

  static MeasureOptions defaults() {
    return new MeasureOptions(List.of(), null, null, executeDefaults());
  }

  static ExecuteOptions executeDefaults() {
    return ExecuteOptions.DEFAULT.concurrency(CONCURRENCY);
  }

  /** Measures these indicators of the group only; all must be active. */
  public MeasureOptions only(String... indicators) {
    return new MeasureOptions(List.of(indicators), key, description, execute);
  }

  /**
   * Names what this measurement is, such as a day: measured again under the same key, what is left
   * of it is measured, and nothing twice. The natural key of the batch is the name of the group, a
   * slash and this.
   */
  public MeasureOptions key(String key) {
    return new MeasureOptions(only, key, description, execute);
  }

  /** Says for people what it is, in a line; the default is the name of the group. */
  public MeasureOptions description(String description) {
    return new MeasureOptions(only, key, description, execute);
  }

  /** Measures up to so many indicators of one order at the same time; 4 if nobody says. */
  public MeasureOptions concurrency(int indicators) {
    return execute(options -> options.concurrency(indicators));
  }

  /** How the batch is executed. */
  public MeasureOptions execute(UnaryOperator<ExecuteOptions> options) {
    return new MeasureOptions(only, key, description, options.apply(execute));
  }

  List<String> only() {
    return only;
  }

  @Nullable String key() {
    return key;
  }

  @Nullable String description() {
    return description;
  }

  ExecuteOptions execute() {
    return execute;
  }
}
