package dev.batchkit.engine;

import dev.batchkit.batch.Batch;
import dev.batchkit.batch.Problem;
import dev.batchkit.batch.StatusInfo;
import dev.batchkit.error.InvalidValue;
import dev.batchkit.json.Json;
import dev.batchkit.spi.RowRefresher;
import dev.batchkit.store.StoredRow;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes stored rows from inputs: the one place where a refresher is called. */
final class RowMaker<I, R> {
  private final Batch batch;
  private final Codec<I, R> codec;
  private final Function<StoredRow, R> reader;
  private final RowRefresher<I, R> refresher;
  private final Draft draft;

  RowMaker(Batch batch, Binding<I, R> binding, RowRefresher<I, R> refresher) {
    this.batch = batch;
    this.codec = binding.codec();
    this.reader = codec.reader(batch);
    this.refresher = refresher;
    this.draft =
        new Draft(
            binding.type().statuses().stream().map(StatusInfo::code).collect(Collectors.toSet()));
  }

  /**
   * Makes a row of version 1 without outcome.
   *
   * @throws InvalidValue if it cannot be stored
   */
  StoredRow make(long sequence, I input, String at, @Nullable Long by) throws Exception {
    draft.begin(sequence);
    R value = refresher.refresh(input, draft);
    try {
      String kept = codec.keep(input, value);
      @Nullable Object[] cells = codec.encode(batch, value);
      Json problems = Problem.toJson(draft.problems());
      return new StoredRow(
          sequence,
          draft.code(),
          problems == null ? null : problems.text(),
          kept,
          1,
          false,
          null,
          null,
          at,
          by,
          cells);
    } catch (InvalidValue e) {
      throw new InvalidValue(
          "Row "
              + sequence
              + " of "
              + batch.name()
              + " cannot be stored: "
              + String.join("; ", e.faults())
              + ". Clean the value in the handler's refresh.",
          e.faults(),
          e);
    }
  }

  /**
   * Makes a row again from its own input: its next version, without outcome. Its input stays as it
   * is written.
   *
   * @throws InvalidValue if it cannot be stored
   */
  StoredRow again(StoredRow row, String at, @Nullable Long by) throws Exception {
    StoredRow made = make(row.sequence(), input(row), at, by);
    return RowCopies.next(
        row, made, made.input() == null || row.input() == null ? made.input() : row.input());
  }

  /** The input of a row. */
  I input(StoredRow row) {
    return codec.input(row, reader.apply(row));
  }

  Draft draft() {
    return draft;
  }
}
