package dev.batchkit.spi;

import dev.batchkit.batch.Cells;
import dev.batchkit.batch.RowStatus;
import dev.batchkit.batch.Severity;
import dev.batchkit.batch.StatusInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The declaration of a batch type. Immutable: every method that changes something gives a new one.
 * It is checked as a whole when its handler is registered.
 *
 * @param <I> the input record
 * @param <R> the row record
 */
public final class BatchType<I, R> {
  private final String key;
  private final Class<I> input;
  private final Class<R> row;
  private final String title;
  private final List<List<String>> uniques;
  private final List<String> indexed;
  private final List<StatusInfo> statuses;
  private final @Nullable Class<? extends Record> params;
  private final boolean needsSql;

  private BatchType(
      String key,
      Class<I> input,
      Class<R> row,
      String title,
      List<List<String>> uniques,
      List<String> indexed,
      List<StatusInfo> statuses,
      @Nullable Class<? extends Record> params,
      boolean needsSql) {
    this.key = key;
    this.input = input;
    this.row = row;
    this.title = title;
    this.uniques = uniques;
    this.indexed = indexed;
    this.statuses = statuses;
    this.params = params;
    this.needsSql = needsSql;
  }

  /**
   * A type whose rows differ from their input.
   *
   * @param key {@code [a-z][a-z0-9]*(-[a-z0-9]+)*}, at most 48 characters; it names the table of
   *     its rows
   * @param input a record
   * @param row a record; each component becomes a typed column, named in snake case
   */
  public static <I extends Record, R extends Record> BatchType<I, R> of(
      String key, Class<I> input, Class<R> row) {
    return make(key, input, row);
  }

  /** A type whose rows are their input. */
  public static <R extends Record> BatchType<R, R> of(String key, Class<R> row) {
    return make(key, row, row);
  }

  /** A type whose columns are named when a batch of it is created. */
  public static BatchType<Cells, Cells> dynamic(String key) {
    return make(key, Cells.class, Cells.class);
  }

  private static <I, R> BatchType<I, R> make(String key, Class<I> input, Class<R> row) {
    List<StatusInfo> statuses = new ArrayList<>();
    Arrays.stream(Severity.values()).map(StatusInfo::of).forEach(statuses::add);
    statuses.add(StatusInfo.DUPLICATE);
    return new BatchType<>(
        key, input, row, key, List.of(), List.of(), List.copyOf(statuses), null, false);
  }

  /** Names it for people; the default is its key. */
  public BatchType<I, R> title(String title) {
    return new BatchType<>(key, input, row, title, uniques, indexed, statuses, params, needsSql);
  }

  /**
   * Says that these components of the row, taken together, occur once in a batch: every row but the
   * first gets the problem {@code DUPLICATE}. A null in the key makes the row unlike any other. May
   * be called again for another key.
   */
  public BatchType<I, R> unique(String... components) {
    return new BatchType<>(
        key,
        input,
        row,
        title,
        with(uniques, List.of(components)),
        indexed,
        statuses,
        params,
        needsSql);
  }

  /** Says that people filter and sort by this component of the row, so that it gets an index. */
  public BatchType<I, R> indexed(String component) {
    return new BatchType<>(
        key, input, row, title, uniques, with(indexed, component), statuses, params, needsSql);
  }

  /** Adds the constants of an enum to the statuses that a row may have. */
  public <E extends Enum<E> & RowStatus> BatchType<I, R> statuses(Class<E> constants) {
    List<StatusInfo> all = new ArrayList<>(statuses);
    Arrays.stream(constants.getEnumConstants()).map(StatusInfo::of).forEach(all::add);
    return new BatchType<>(
        key, input, row, title, uniques, indexed, List.copyOf(all), params, needsSql);
  }

  /**
   * Says that a batch of this type has parameters of this record, which must bind when it is
   * created.
   */
  public BatchType<I, R> params(Class<? extends Record> record) {
    return new BatchType<>(key, input, row, title, uniques, indexed, statuses, record, needsSql);
  }

  /**
   * Says that its executor uses {@code tx.connection()}, so that it is refused by name on a store
   * without SQL.
   */
  public BatchType<I, R> needsSql() {
    return new BatchType<>(key, input, row, title, uniques, indexed, statuses, params, true);
  }

  private static <T> List<T> with(List<T> list, T item) {
    List<T> all = new ArrayList<>(list);
    all.add(item);
    return List.copyOf(all);
  }

  /** The key. */
  public String key() {
    return key;
  }

  /** The input record. */
  public Class<I> input() {
    return input;
  }

  /** The row record. */
  public Class<R> row() {
    return row;
  }

  /** The name for people. */
  public String title() {
    return title;
  }

  /** The unique keys, as lists of components. */
  public List<List<String>> uniques() {
    return uniques;
  }

  /** The indexed components. */
  public List<String> indexed() {
    return indexed;
  }

  /** The statuses that a row may have, the engine's included. */
  public List<StatusInfo> statuses() {
    return statuses;
  }

  /** The record of the parameters, if it has any. */
  public Optional<Class<? extends Record>> params() {
    return Optional.ofNullable(params);
  }

  /** Whether its executor needs SQL. */
  public boolean usesSql() {
    return needsSql;
  }

  /** Whether its columns are named when a batch is created. */
  public boolean isDynamic() {
    return row == Cells.class;
  }
}
