package dev.batchkit.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.batchkit.BatchKit;
import dev.batchkit.Batches;
import dev.batchkit.batch.BatchId;
import dev.batchkit.batch.FullVerification;
import dev.batchkit.batch.PurgeReport;
import dev.batchkit.batch.RestoreReport;
import dev.batchkit.batch.SealFault;
import dev.batchkit.examples.guide.Orders.Line;
import dev.batchkit.examples.guide.Orders.Order;
import dev.batchkit.sqlite.SqliteStore;
import dev.batchkit.store.Health;
import dev.batchkit.testkit.ManualClock;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of docs/keeping.md. */
class KeepingGuideTest {
  @TempDir Path folder;

  private final ManualClock clock = ManualClock.at("2026-05-04T09:08:07Z");
  private SqliteStore store;
  private BatchKit kit;
  private Batches<Line, Order> orders;

  @BeforeEach
  void open() {
    store = SqliteStore.create(folder.resolve("orders.db"));
    kit = BatchKit.open(store, k -> k.handler(new Orders()).clock(clock));
    orders = kit.batches(Orders.TYPE);
    BatchId id = orders.create(b -> b.description("May")).id();
    orders.add(id, new Line("A-1", "10"));
    orders.execute(id);
  }

  @AfterEach
  void close() {
    kit.close();
  }

  @Test
  void old_batches_are_purged() {
    clock.advance(Duration.ofDays(800));
    // shown:begin purge
    PurgeReport plan = kit.purge(p -> p.olderThan(Duration.ofDays(730)).drafts().dryRun());
    PurgeReport done = orders.purge(p -> p.olderThan(Duration.ofDays(730)));
    // shown:end
    assertThat(plan.batches()).isEqualTo(1);
    assertThat(done.rows()).isEqualTo(1);
    assertThat(orders.newest(10)).isEmpty();
  }

  @Test
  void everything_is_verified() {
    // shown:begin verify
    FullVerification all = kit.verifyAll();
    for (SealFault fault : all.faults()) {
      System.out.println(fault.text());
    }
    // shown:end
    assertThat(all.intact()).isTrue();
    assertThat(all.sealed()).isEqualTo(1);
  }

  @Test
  void a_backup_is_made_checked_and_gone_on_with() {
    Path copy = folder.resolve("backup.db");
    // shown:begin backup
    store.backup(copy); // while everybody goes on writing
    Health health = SqliteStore.check(copy);
    // shown:end
    assertThat(health.isSound()).as(health.text()).isTrue();
    // shown:begin restored
    try (BatchKit restored = BatchKit.open(SqliteStore.open(copy), k -> k.handler(new Orders()))) {
      RestoreReport report = restored.afterRestore();
      System.out.println(report);
    }
    // shown:end
  }

  @Test
  void a_doctor_looks_at_the_file() {
    // shown:begin doctor
    Health health = kit.doctor();
    System.out.println(health.text());
    // shown:end
    assertThat(health.isSound()).as(health.text()).isTrue();
  }
}
