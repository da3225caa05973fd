package dev.batchkit.engine;

import dev.batchkit.store.StoredRow;
import org.jspecify.annotations.Nullable;

/** Rows with a part of them replaced. */
final class RowCopies {
  private RowCopies() {}

  /** The next version of a row, made again: there, and without outcome. */
  static StoredRow next(StoredRow row, StoredRow made, @Nullable String input) {
    return new StoredRow(
        row.sequence(),
        made.status(),
        made.problems(),
        input,
        row.version() + 1,
        false,
        null,
        null,
        made.updatedAt(),
        made.updatedById(),
        made.cells());
  }

  /** The next version of a row: taken out, and without outcome. */
  static StoredRow removed(StoredRow row) {
    return new StoredRow(
        row.sequence(),
        row.status(),
        row.problems(),
        row.input(),
        row.version() + 1,
        true,
        null,
        null,
        row.updatedAt(),
        row.updatedById(),
        row.cells());
  }

  /** The next version of a row, with other problems: without outcome. */
  static StoredRow next(StoredRow row, String status, @Nullable String problems) {
    return new StoredRow(
        row.sequence(),
        status,
        problems,
        row.input(),
        row.version() + 1,
        row.removed(),
        null,
        null,
        row.updatedAt(),
        row.updatedById(),
        row.cells());
  }

  /** The same version with other problems. */
  static StoredRow with(StoredRow row, String status, @Nullable String problems) {
    return new StoredRow(
        row.sequence(),
        status,
        problems,
        row.input(),
        row.version(),
        row.removed(),
        row.outcome(),
        row.outcomeJson(),
        row.updatedAt(),
        row.updatedById(),
        row.cells());
  }

  /** The same version, written by someone. */
  static StoredRow stamped(StoredRow row, Stamp stamp) {
    return new StoredRow(
        row.sequence(),
        row.status(),
        row.problems(),
        row.input(),
        row.version(),
        row.removed(),
        row.outcome(),
        row.outcomeJson(),
        stamp.at(),
        stamp.by(),
        row.cells());
  }
}
