package dev.batchkit.sqlite;

/** Named points in a unit of work where tests of this package may kill or fail it; else inert. */
final class FaultPoints {
  /** What a test does at a point. */
  @FunctionalInterface
  interface Hook {
    void hit(String point);
  }

  static final Hook INERT = point -> {};

  static volatile Hook hook = INERT;

  private FaultPoints() {}

  static void hit(String step, String point) {
    if (hook != INERT) {
      hook.hit(step + ":" + point);
    }
  }
}
