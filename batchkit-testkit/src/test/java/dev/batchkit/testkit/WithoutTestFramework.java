package dev.batchkit.testkit;

import dev.batchkit.batch.Actor;
import dev.batchkit.batch.Column;
import dev.batchkit.batch.ColumnType;
import dev.batchkit.store.ActorIds;
import dev.batchkit.store.NewBatch;
import dev.batchkit.store.RowTable;
import dev.batchkit.store.StoredRow;
import dev.batchkit.store.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Runs in a JVM of its own, which has no test framework. */
final class WithoutTestFramework {
  private WithoutTestFramework() {}

  public static void main(String[] args) {
    ManualClock clock = ManualClock.at(Instant.EPOCH);
    clock.advance(Duration.ofSeconds(1));
    RowTable table =
        new RowTable(
            RowTable.DYNAMIC,
            List.of(new Column(RowTable.JSON, ColumnType.JSON)),
            List.of(),
            List.of());
    try (InMemoryStore store = InMemoryStore.create()) {
      store.prepare(table);
      long batchId = store.inUnit("insert", unit -> insert(unit, table, clock));
      long rows = store.rows().lastSequence(table, batchId);
      System.out.println("batch " + batchId + " has " + rows + " row");
    }
    absent("org.junit.jupiter.api.Test");
    absent("org.assertj.core.api.Assertions");
  }

  private static long insert(Unit unit, RowTable table, ManualClock clock) {
    ActorIds ann = unit.resolve(Actor.of("ann@acme.example"));
    long batchId =
        unit.batches()
            .insert(
                new NewBatch(
                    "prices",
                    new SequentialIds().get(),
                    null,
                    null,
                    null,
                    RowTable.DYNAMIC,
                    List.of(),
                    table.columns(),
                    null,
                    clock.instant(),
                    ann));
    StoredRow row =
        new StoredRow(
            1, "OK", null, null, 1, false, null, null, "", ann.userId(), new Object[] {"{}"});
    unit.rows().insert(table, batchId, List.of(row));
    return batchId;
  }

  private static void absent(String name) {
    try {
      throw new IllegalStateException(Class.forName(name) + " is on the class path.");
    } catch (ClassNotFoundException e) {
      // as it should be
    }
  }
}
