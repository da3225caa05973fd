package dev.batchkit.report.html.page;

import dev.batchkit.report.Shown;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Places times on a line.
 *
 * @param from its left end
 * @param to its right end
 */
record Scale(Instant from, Instant to) {
  private static final int MOST_TICKS = 6;
  private static final double LAST = 0.93;
  private static final long[] STEPS = {
    1,
    2,
    5,
    10,
    20,
    50,
    100,
    200,
    500,
    1_000,
    2_000,
    5_000,
    10_000,
    15_000,
    30_000,
    60_000,
    120_000,
    300_000,
    600_000,
    900_000,
    1_800_000,
    3_600_000,
    7_200_000,
    10_800_000,
    21_600_000,
    43_200_000,
    86_400_000
  };

  /**
   * A time that is named.
   *
   * @param left where it is, in percent
   * @param label its name
   * @param edge {@code begin} or {@code end} where the name would stick out; null elsewhere
   */
  record Tick(String left, String label, @Nullable String edge) {}

  /** Where a time is, in percent; what is outside is at an end. */
  String left(Instant time) {
    return percent(share(time));
  }

  /** How long a span is, in percent. */
  String width(Instant begin, Instant end) {
    return percent(Math.max(0, share(end) - share(begin)));
  }

  /** What stands above the lines of the grid. */
  List<Tick> ticks() {
    long whole = whole();
    long step = step();
    return LongStream.iterate(0, at -> at <= whole, at -> at + step)
        .mapToObj(at -> tick((double) at / whole, at))
        .toList();
  }

  private static Tick tick(double share, long at) {
    String edge = at == 0 ? "begin" : share > LAST ? "end" : null;
    return new Tick(percent(share), label(at), edge);
  }

  /** How far the lines of the grid are from each other, in percent. */
  String grid() {
    return percent((double) step() / whole());
  }

  private long whole() {
    return Math.max(1, Duration.between(from, to).toMillis());
  }

  private long step() {
    long whole = whole();
    return LongStream.of(STEPS)
        .filter(step -> whole / step < MOST_TICKS)
        .findFirst()
        .orElse(whole / MOST_TICKS + 1);
  }

  private static String label(long millis) {
    if (millis == 0) {
      return "0";
    }
    return Shown.duration(Duration.ofMillis(millis)).replace(".0 s", " s").replace(" 00 s", "");
  }

  /** Where a time is, from 0 to 1; what is outside is at an end. */
  double share(Instant time) {
    double share = (double) Duration.between(from, time).toMillis() / whole();
    return Math.min(1, Math.max(0, share));
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.2f%%", 100 * share);
  }
}
