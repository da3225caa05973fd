package dev.batchkit.engine;

/** Closes what a handler opened for a run. */
final class Closing {
  private Closing() {}

  /** Something that a handler does. */
  @FunctionalInterface
  interface Step {
    void run() throws Exception;
  }

  /** Works, and closes whatever came of it; what the work threw goes before what closing throws. */
  static void after(Step work, Step close) throws Exception {
    try {
      work.run();
    } catch (Exception | Error e) {
      try {
        close.run();
      } catch (Exception | Error second) {
        e.addSuppressed(second);
      }
      throw e;
    }
    close.run();
  }
}
