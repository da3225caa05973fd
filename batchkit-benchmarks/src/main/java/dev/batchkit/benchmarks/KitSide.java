package dev.batchkit.benchmarks;

import dev.batchkit.BatchKit;
import dev.batchkit.Batches;
import dev.batchkit.batch.BatchId;
import dev.batchkit.sqlite.SqliteStore;
import java.nio.file.Path;

/** The program as a user of batchkit writes it. */
final class KitSide implements Side {
  private final boolean rowByRow;

  KitSide(boolean rowByRow) {
    this.rowByRow = rowByRow;
  }

  @Override
  public String title() {
    return "batchkit";
  }

  @Override
  public void run(Path file, long lines, Iterable<Phase> phases, Meter meter) throws Exception {
    PriceHandler handler = new PriceHandler(lines, rowByRow);
    try (BatchKit kit = BatchKit.open(SqliteStore.open(file), k -> k.handler(handler))) {
      Batches<PriceLine, PriceLine> batches = kit.batches(PriceHandler.TYPE);
      BatchId id = new BatchId(1);
      for (Phase phase : phases) {
        meter.measure(phase, () -> run(batches, id, phase));
      }
    }
  }

  private static void run(Batches<PriceLine, PriceLine> batches, BatchId id, Phase phase) {
    switch (phase) {
      case CREATE -> batches.create(draft -> draft.key("2026-05").description("price list"));
      case POPULATE -> batches.populate(id);
      case REFRESH -> batches.refresh(id);
      case EXECUTE -> batches.execute(id, options -> options.leaveOutErrors());
    }
  }
}
