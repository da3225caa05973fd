package dev.batchkit.measuring;

/** A try at a measurement was stopped; why, its {@link Stop} knows. Never leaves this package. */
final class Stopped extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Stopped() {
    super("the measurement was stopped", null, false, false);
  }
}
