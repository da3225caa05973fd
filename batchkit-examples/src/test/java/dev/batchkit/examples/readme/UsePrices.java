package dev.batchkit.examples.readme;

import dev.batchkit.BatchKit;
import dev.batchkit.batch.Run;
import dev.batchkit.batch.Severity;
import dev.batchkit.sqlite.SqliteStore;
import java.nio.file.Path;

final class UsePrices {
  private UsePrices() {}

  static Run run(Path file) {
    // shown:begin
    try (var kit = BatchKit.open(SqliteStore.openOrCreate(file), k -> k.handler(new Prices()))) {
      var prices = kit.batches(Prices.TYPE);
      var batch = prices.createOrGet(b -> b.key("acme-2026-05").description("ACME, May"));
      prices.populate(batch.id());
      for (var row : prices.rows(batch.id()).severity(Severity.ERROR).page(100)) {
        System.out.println(row.sequence() + ": " + row.problems());
      }
      return prices.execute(batch.id(), o -> o.leaveOutErrors()); // exactly once; then frozen
    }
    // shown:end
  }
}
