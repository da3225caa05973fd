package dev.batchkit.store;

import dev.batchkit.batch.Column;
import java.util.List;

/**
 * Where the rows of a type are kept: a table with the engine's columns and these payload columns.
 * Dynamic types share the table {@code batchkit_row} with the one payload column {@link #JSON}.
 *
 * @param name {@code batchkit_row}, or {@code batchkit_row_} and the type key with {@code _} for
 *     {@code -}
 * @param columns the payload columns, in order
 * @param uniques the keys that must be unique within a batch: lists of column names
 * @param indexed the columns that have an index of their own
 */
public record RowTable(
    String name, List<Column> columns, List<List<String>> uniques, List<String> indexed) {
  /** The name of the table of dynamic types. */
  public static final String DYNAMIC = "batchkit_row";

  /** The payload column of dynamic types. */
  public static final String JSON = "row_json";

  /** Copies the lists. */
  public RowTable {
    columns = List.copyOf(columns);
    uniques = List.copyOf(uniques);
    indexed = List.copyOf(indexed);
  }

  /** The place of a payload column in {@link StoredRow#cells}; -1 if there is none of this name. */
  public int indexOf(String column) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equals(column)) {
        return i;
      }
    }
    return -1;
  }
}
