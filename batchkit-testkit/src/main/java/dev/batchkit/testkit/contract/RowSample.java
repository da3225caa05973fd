package dev.batchkit.testkit.contract;

import dev.batchkit.store.StoredRow;
import org.jspecify.annotations.Nullable;

/** Makes a row to store: version 1 and OK unless told otherwise. */
final class RowSample {
  private final long sequence;
  private String status = "OK";
  private @Nullable String problems;
  private @Nullable String input;
  private long version = 1;
  private boolean removed;
  private @Nullable String outcome;
  private @Nullable String outcomeJson;
  private @Nullable Long updatedById;
  private @Nullable Object[] cells;

  RowSample(long sequence) {
    this.sequence = sequence;
    this.cells = new @Nullable Object[] {"sku-" + sequence, sequence};
  }

  RowSample status(String given) {
    status = given;
    return this;
  }

  RowSample problems(@Nullable String given) {
    problems = given;
    return this;
  }

  RowSample input(@Nullable String given) {
    input = given;
    return this;
  }

  RowSample version(long given) {
    version = given;
    return this;
  }

  RowSample removed() {
    removed = true;
    return this;
  }

  RowSample outcome(@Nullable String given, @Nullable String json) {
    outcome = given;
    outcomeJson = json;
    return this;
  }

  RowSample by(Long userId) {
    updatedById = userId;
    return this;
  }

  RowSample cells(@Nullable Object... given) {
    cells = given;
    return this;
  }

  StoredRow get() {
    return new StoredRow(
        sequence,
        status,
        problems,
        input,
        version,
        removed,
        outcome,
        outcomeJson,
        Samples.AT_TEXT,
        updatedById,
        cells);
  }
}
