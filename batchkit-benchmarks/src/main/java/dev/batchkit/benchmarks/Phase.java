package dev.batchkit.benchmarks;

import java.util.Locale;

/** What is measured, in the order of a batch's life. */
enum Phase {
  CREATE,
  POPULATE,
  REFRESH,
  EXECUTE;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
