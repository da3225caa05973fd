package dev.batchkit.examples.vendorprices;

import dev.batchkit.Batches;
import dev.batchkit.batch.BatchId;
import dev.batchkit.batch.Problem;
import dev.batchkit.batch.Row;
import dev.batchkit.batch.Severity;
import dev.batchkit.error.InvalidValue;
import dev.batchkit.error.StaleRow;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Walks through the rows with errors and lets a person mend, remove or leave each. */
final class RowMender {
  private static final String HELP =
      "Enter keeps what is there, - empties it. Type :remove to take the row out, :next to leave it,"
          + " :stop to end.";
  private static final String REMOVE = ":remove";
  private static final String NEXT = ":next";
  private static final String STOP = ":stop";
  private static final String EMPTY = "-";
  private static final int LONGEST = 60;

  private final Screen screen;
  private final Batches<PriceLine, PriceRow> prices;
  private final BatchId id;
  private long mended;

  RowMender(Screen screen, Batches<PriceLine, PriceRow> prices, BatchId id) {
    this.screen = screen;
    this.prices = prices;
    this.id = id;
  }

  /** What a person said about a row. */
  private sealed interface Said {
    /** Cells of its input. */
    record Cells(Map<String, String> cells) implements Said {}

    /** One of the commands. */
    record Command(String word) implements Said {}
  }

  /** Goes on until there is no error left, or the person stops. */
  void run() {
    long errors = prices.preview(id).blocking();
    if (errors == 0) {
      screen.heading("No row has errors.");
      return;
    }
    screen.heading(Screen.rows(errors) + (errors == 1 ? " has errors." : " have errors."));
    screen.line(HELP);
    Optional<Row<PriceRow>> row = after(0);
    boolean goesOn = true;
    while (row.isPresent() && goesOn) {
      goesOn = mend(row.get());
      row = goesOn ? after(row.get().sequence()) : row;
    }
    screen.heading(
        "%s changed, %s with errors left."
            .formatted(Screen.rows(mended), Screen.count(prices.preview(id).blocking())));
  }

  private Optional<Row<PriceRow>> after(long sequence) {
    return prices.rows(id).severity(Severity.ERROR).after(sequence).page(1).stream().findFirst();
  }

  /** Asks until the row is without errors or the person has enough of it; whether to go on. */
  private boolean mend(Row<PriceRow> first) {
    Row<PriceRow> row = first;
    while (true) {
      show(row);
      Said said = ask(row);
      if (said instanceof Said.Command command) {
        if (command.word().equals(REMOVE)) {
          prices.remove(id, row.sequence(), row.version());
          mended++;
          screen.line("  Row %d is removed.".formatted(row.sequence()));
        }
        return !command.word().equals(STOP);
      }
      Row<PriceRow> next = changed(row, ((Said.Cells) said).cells());
      boolean same = next.version() == row.version();
      mended += same ? 0 : 1;
      row = next;
      if (same || row.status().severity() != Severity.ERROR) {
        screen.line("  Row %d is %s.".formatted(row.sequence(), row.status().label()));
        return true;
      }
    }
  }

  private void show(Row<PriceRow> row) {
    screen.heading("Row %d, %s".formatted(row.sequence(), row.status().label()));
    for (Problem problem : row.problems()) {
      String way = problem.remediation() == null ? "" : ". " + problem.remediation();
      screen.line("  " + problem.message() + way);
    }
  }

  private Said ask(Row<PriceRow> row) {
    Map<String, String> cells = new LinkedHashMap<>();
    for (Map.Entry<String, String> cell : prices.cells(row).entrySet()) {
      String shown = CellText.shown(cell.getValue(), LONGEST);
      Optional<String> said = screen.answer("  %-6s [%s]: ".formatted(cell.getKey(), shown));
      if (said.isEmpty() || List.of(REMOVE, NEXT, STOP).contains(said.get().strip())) {
        return new Said.Command(said.map(String::strip).orElse(STOP));
      }
      if (!said.get().isEmpty()) {
        cells.put(cell.getKey(), said.get().strip().equals(EMPTY) ? "" : said.get());
      }
    }
    return new Said.Cells(cells);
  }

  /** The row as it is afterwards, also where it could not be changed. */
  @SuppressWarnings("unchecked") // the row of the door that was asked
  private Row<PriceRow> changed(Row<PriceRow> row, Map<String, String> cells) {
    try {
      return prices.edit(id, row.sequence(), row.version(), cells);
    } catch (InvalidValue e) {
      screen.line("  " + String.join("; ", e.faults()));
      return row;
    } catch (StaleRow e) {
      screen.line("  Somebody else changed it meanwhile. This is how it is now:");
      return e.present() == null ? row : (Row<PriceRow>) e.present();
    }
  }
}
