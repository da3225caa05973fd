package dev.batchkit.benchmarks;

import dev.batchkit.benchmarks.Meter.Figures;
import dev.batchkit.sqlite.SqliteOptions.Synchronous;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Prints how many events a second were recorded. */
final class LedgerReport {
  private final PrintStream out = System.out;
  private final LedgerArguments arguments;
  private final Path directory;

  LedgerReport(LedgerArguments arguments, Path directory) {
    this.arguments = arguments;
    this.directory = directory;
  }

  void head() throws SQLException, IOException {
    print("%s", Machine.describe(arguments.words(), directory));
    print(
        "Medians of %d rounds in turns after one that is not counted; ratio = events/s over those"
            + " of plain JDBC in the same round",
        arguments.rounds());
    print("");
    print("| synchronous | way | events/s | ratio | of single rounds |");
    print("|---|---|---:|---:|---|");
  }

  /**
   * Prints the figures of one profile.
   *
   * @param rounds for each round the events per second of each way
   */
  void rates(Synchronous synchronous, List<List<Double>> rounds) {
    for (int way = 0; way < LedgerWay.ALL.size(); way++) {
      int place = way;
      double[] rates = sorted(rounds.stream().mapToDouble(r -> r.get(place)).toArray());
      double[] ratios = sorted(rounds.stream().mapToDouble(r -> r.get(place) / r.get(0)).toArray());
      print(
          "| %s | %s | %,.0f | **%.2f** | %.2f to %.2f |",
          synchronous,
          LedgerWay.ALL.get(way).title(),
          rates[rates.length / 2],
          ratios[ratios.length / 2],
          ratios[0],
          ratios[ratios.length - 1]);
    }
  }

  private static double[] sorted(double[] values) {
    Arrays.sort(values);
    return values;
  }

  /** Prints what one long session took. */
  void session(int events, double rate, Figures heap) {
    print("");
    print(
        "%,d events in one session, FULL: %,.0f events/s, heap peak %,d KB, after GC at most %,d KB",
        events, rate, heap.peakHeap() / 1024, heap.liveHeap() / 1024);
  }

  private void print(String format, Object... values) {
    out.println(String.format(Locale.ROOT, format, values));
    out.flush();
  }
}
