package dev.batchkit.report;

import dev.batchkit.batch.Batch;
import dev.batchkit.store.RowQuery;
import dev.batchkit.store.RowReads;
import dev.batchkit.store.RowTable;
import dev.batchkit.store.StoredCount;
import dev.batchkit.store.StoredRow;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads which rows of a batch were not reached: the indicators that have no session in it yet. */
final class WaitingRows {
  /** Where a row says which indicator it is to measure, the first that there is. */
  private static final List<String> NAMES = List.of("indicator", "name");

  private static final int SHOWN = 50;
  private static final int AT_ONCE = 200;
  private static final int LOOKED_AT = 2000;

  private final RowReads rows;
  private final Set<String> measured = new HashSet<>();
  private final List<String> names = new ArrayList<>();

  WaitingRows(RowReads rows) {
    this.rows = rows;
  }

  /** An indicator has a session, so that its row does not wait, even if it is not done. */
  void isMeasured(@Nullable String indicator) {
    if (indicator != null) {
      measured.add(indicator);
    }
  }

  /** The names of those that wait, in the order of the rows. */
  Part<String> read(Batch batch, long unfinished) {
    if (batch.rowTable() == null || batch.rows().isEmpty()) {
      return Part.all(List.of());
    }
    RowTable table = new RowTable(batch.rowTable(), batch.columns(), List.of(), List.of());
    long open =
        rows.counts(table, batch.id().value(), batch.rows()).stream()
            .filter(count -> count.outcome() == null)
            .mapToLong(StoredCount::count)
            .sum();
    if (open > unfinished) {
      readNames(batch, table);
    }
    return new Part<>(names, Math.max(names.size(), open - unfinished));
  }

  private void readNames(Batch batch, RowTable table) {
    int place =
        NAMES.stream().mapToInt(table::indexOf).filter(at -> at >= 0).findFirst().orElse(-1);
    if (place < 0) {
      return;
    }
    long after = 0;
    int read = 0;
    List<StoredRow> page;
    do {
      page =
          rows.page(
              table,
              new RowQuery(batch.id().value(), batch.rows(), after, Set.of(), false, AT_ONCE));
      for (StoredRow row : page) {
        after = row.sequence();
        read++;
        take(row, place);
      }
    } while (page.size() == AT_ONCE && read < LOOKED_AT && names.size() < SHOWN);
  }

  private void take(StoredRow row, int place) {
    if (row.outcome() == null
        && names.size() < SHOWN
        && row.cells()[place] instanceof String name
        && !measured.contains(name)) {
      names.add(Shown.line(name, 200));
    }
  }
}
