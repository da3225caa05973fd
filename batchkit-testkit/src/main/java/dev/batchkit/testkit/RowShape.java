package dev.batchkit.testkit;

import dev.batchkit.batch.Column;
import dev.batchkit.batch.ColumnType;
import dev.batchkit.error.InvalidHandler;
import dev.batchkit.store.RowTable;
import dev.batchkit.store.StoredRow;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the cells of a row table lie in the store, and how they are asked for: a type that changed
 * asks for other columns, in another order, than the rows were stored with.
 */
final class RowShape {
  private final RowTable table;
  private final List<Column> stored;
  private final int[] places;

  private RowShape(RowTable table, List<Column> stored, int[] places) {
    this.table = table;
    this.stored = stored;
    this.places = places;
  }

  static RowShape of(State state, RowTable table) {
    List<Column> stored = state.tables.get(table.name());
    if (stored == null) {
      throw Refused.because(
          Refused.MISSING, "The table " + table.name() + " does not exist: prepare it first.");
    }
    int[] places = new int[table.columns().size()];
    for (int i = 0; i < places.length; i++) {
      places[i] = place(stored, table.columns().get(i).name());
      if (places[i] < 0) {
        throw Refused.because(
            Refused.MISSING,
            "The table " + table.name() + " lacks a column of its type: prepare it again.");
      }
    }
    return new RowShape(table, stored, places);
  }

  /**
   * The stored columns, and those of the type that are new.
   *
   * @throws InvalidHandler if a column is stored as something else than the type wants
   */
  static List<Column> merged(List<Column> stored, RowTable table) {
    List<Column> merged = new ArrayList<>(stored);
    for (Column column : table.columns()) {
      int place = place(stored, column.name());
      if (place < 0) {
        merged.add(column);
      } else if (!stored.get(place).type().storage().equals(column.type().storage())) {
        throw misfit(table, column, stored.get(place));
      }
    }
    return List.copyOf(merged);
  }

  /** A row as it is asked for. */
  StoredRow asked(StoredRow row) {
    @Nullable Object[] from = row.cells();
    if (stored.equals(table.columns()) && from.length == places.length) {
      return row;
    }
    @Nullable Object[] cells = new @Nullable Object[places.length];
    for (int i = 0; i < places.length; i++) {
      cells[i] = places[i] < from.length ? from[places[i]] : null;
    }
    return withCells(row, cells);
  }

  /** A row as it is stored, over the one that it replaces. */
  StoredRow stored(StoredRow row, @Nullable StoredRow before) {
    if (row.cells().length != places.length) {
      throw Refused.because(
          Refused.CHECK, "Row " + row.sequence() + " has not one cell for each column.");
    }
    @Nullable Object[] cells = new @Nullable Object[stored.size()];
    if (before != null) {
      System.arraycopy(before.cells(), 0, cells, 0, before.cells().length);
    }
    for (int i = 0; i < places.length; i++) {
      cells[places[i]] = cell(row, i);
    }
    return withCells(row, cells);
  }

  /** The place in {@link StoredRow#cells} of a stored row. */
  int placeOf(String column) {
    int place = place(stored, column);
    if (place < 0) {
      throw Refused.because(
          Refused.MISSING, "The table " + table.name() + " has no column " + column + ".");
    }
    return place;
  }

  private @Nullable Object cell(StoredRow row, int i) {
    Object cell = row.cells()[i];
    Column column = table.columns().get(i);
    boolean fits =
        switch (column.type().storage()) {
          case "INTEGER" -> cell == null || cell instanceof Long;
          case "REAL" -> cell == null || (cell instanceof Double d && Double.isFinite(d));
          default -> cell == null || (cell instanceof String s && CodePoints.isPaired(s));
        };
    if (!fits) {
      throw Refused.because(Refused.CHECK, name(row, column) + " is not what the column holds.");
    }
    if (column.type() == ColumnType.JSON) {
      Refused.unlessJson((String) cell, name(row, column));
    }
    return cell instanceof Double d && d == 0.0 ? (Object) 0.0 : cell;
  }

  private static String name(StoredRow row, Column column) {
    return "Row " + row.sequence() + ", column " + column.name() + ",";
  }

  private static int place(List<Column> columns, String name) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equals(name)) {
        return i;
      }
    }
    return -1;
  }

  private static StoredRow withCells(StoredRow row, @Nullable Object[] cells) {
    return new StoredRow(
        row.sequence(),
        row.status(),
        row.problems(),
        row.input(),
        row.version(),
        row.removed(),
        row.outcome(),
        row.outcomeJson(),
        row.updatedAt(),
        row.updatedById(),
        cells);
  }

  private static InvalidHandler misfit(RowTable table, Column column, Column stored) {
    String type = table.name().substring(RowTable.DYNAMIC.length()).replace('_', '-');
    return new InvalidHandler(
        "The column "
            + column.name()
            + " of "
            + table.name()
            + " is stored as "
            + stored.type().storage()
            + ", and the type wants "
            + column.type().storage()
            + ": give the new column another name.",
        type.isEmpty() ? type : type.substring(1),
        null);
  }
}
