package dev.batchkit.benchmarks;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes the same lines at every run, one after the other: no list of them is ever held. */
final class PriceList {
  static final String SOURCE = "price-list";

  private static final long SEED = 20_260_504;
  private static final int FIRST_SKU = 10_000_000;
  private static final LocalDate FIRST_DAY = LocalDate.of(2026, 1, 1);
  private static final String[] THINGS = {
    "Lantern", "Teapot", "Clock", "Cushion", "Basket", "Frame", "Candle", "Vase"
  };
  private static final String[] KINDS = {
    "white hanging", "red retrospot", "vintage", "wooden", "small zinc", "pink polka dot"
  };

  private PriceList() {}

  static void forEach(long lines, Consumer<PriceLine> taker) {
    SplittableRandom random = new SplittableRandom(SEED);
    for (long i = 0; i < lines; i++) {
      taker.accept(line(i, random));
    }
  }

  private static PriceLine line(long place, SplittableRandom random) {
    long cents = random.nextLong(100, 1_000_000);
    long change = random.nextInt(100) == 0 ? cents : random.nextLong(0, cents / 4);
    return new PriceLine(
        "SKU-" + (FIRST_SKU + place),
        name(random),
        BigDecimal.valueOf(cents, 2),
        BigDecimal.valueOf(cents + change, 2),
        random.nextInt(5000),
        FIRST_DAY.plusDays(random.nextInt(365)));
  }

  private static @Nullable String name(SplittableRandom random) {
    return random.nextInt(1000) == 0
        ? null
        : KINDS[random.nextInt(KINDS.length)] + " " + THINGS[random.nextInt(THINGS.length)];
  }
}
