package dev.batchkit.benchmarks;

import dev.batchkit.benchmarks.Meter.Figures;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;

/** Prints the figures as they come: medians of all rounds, and the ratio of the two sides. */
final class Report {
  private static final double MILLION = 1_000_000;
  private static final double BILLION = 1_000_000_000;

  private final PrintStream out = System.out;
  private final Arguments arguments;
  private final Path directory;
  private final List<long[]> wholes = new ArrayList<>();

  Report(Arguments arguments, Path directory) {
    this.arguments = arguments;
    this.directory = directory;
  }

  void head() throws SQLException, IOException {
    print("%s", Machine.describe(arguments.words(), directory));
    print(
        "Medians of %d rounds in turns; ratio = time of the control / time of batchkit",
        arguments.rounds());
    print("");
    print(
        "| rows | phase | control ms | batchkit ms | control rows/s | batchkit rows/s | ratio |"
            + " of single rounds | ratio of CPU |");
    print("|---:|---|---:|---:|---:|---:|---:|---|---:|");
  }

  /**
   * Prints what was measured at one size.
   *
   * @param rounds the figures of the control and of batchkit, for each round
   */
  void size(long rows, List<List<Figures>> rounds) {
    for (Phase phase : arguments.phases()) {
      if (phase != Phase.CREATE) {
        line(rows, phase.word(), rounds, List.of(phase));
      }
    }
    if (arguments.phases().contains(Phase.EXECUTE)) {
      line(rows, "whole life", rounds, arguments.phases());
    }
    memory(rows, "allocated B/row", rounds, figures -> figures.allocated() / rows);
    memory(rows, "heap peak KB", rounds, figures -> figures.peakHeap() / 1024);
    memory(rows, "heap after GC, most, KB", rounds, figures -> figures.liveHeap() / 1024);
    wholes.add(
        new long[] {
          rows,
          median(rounds, 0, figures -> sum(figures.nanos(), arguments.phases())),
          median(rounds, 1, figures -> sum(figures.nanos(), arguments.phases()))
        });
  }

  private static long sum(Map<Phase, Long> nanos, List<Phase> phases) {
    return phases.stream().mapToLong(phase -> nanos.getOrDefault(phase, 0L)).sum();
  }

  private void line(long rows, String what, List<List<Figures>> rounds, List<Phase> phases) {
    ToLongFunction<Figures> nanos = figures -> sum(figures.nanos(), phases);
    ToLongFunction<Figures> cpu = figures -> sum(figures.cpuNanos(), phases);
    long control = median(rounds, 0, nanos);
    long kit = median(rounds, 1, nanos);
    double[] ratios =
        rounds.stream()
            .mapToDouble(
                round -> (double) nanos.applyAsLong(round.get(0)) / nanos.applyAsLong(round.get(1)))
            .sorted()
            .toArray();
    print(
        "| %,d | %s | %,.0f | %,.0f | %,.0f | %,.0f | **%.2f** | %.2f to %.2f | %.2f |",
        rows,
        what,
        control / MILLION,
        kit / MILLION,
        rows * BILLION / control,
        rows * BILLION / kit,
        (double) control / kit,
        ratios[0],
        ratios[ratios.length - 1],
        (double) median(rounds, 0, cpu) / median(rounds, 1, cpu));
  }

  private void memory(
      long rows, String what, List<List<Figures>> rounds, ToLongFunction<Figures> figure) {
    print(
        "| %,d | %s | %,d | %,d | | | | | |",
        rows, what, median(rounds, 0, figure), median(rounds, 1, figure));
  }

  private static long median(List<List<Figures>> rounds, int side, ToLongFunction<Figures> figure) {
    long[] sorted =
        rounds.stream().mapToLong(round -> figure.applyAsLong(round.get(side))).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  /** Prints how time grew from each size to the next. */
  void growth() {
    print("");
    for (int i = 1; i < wholes.size(); i++) {
      long[] small = wholes.get(i - 1);
      long[] large = wholes.get(i);
      print(
          "Time at %,d rows over time at %,d: control %.1f, batchkit %.1f",
          large[0], small[0], (double) large[1] / small[1], (double) large[2] / small[2]);
    }
  }

  private void print(String format, Object... values) {
    out.println(String.format(Locale.ROOT, format, values));
    out.flush();
  }
}
