package dev.batchkit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.batchkit.batch.BatchId;
import dev.batchkit.store.Check;
import dev.batchkit.store.Check.Level;
import dev.batchkit.store.Health;
import dev.batchkit.store.PurgeRecord;
import dev.batchkit.store.Store;
import org.junit.jupiter.api.Test;

/** The doctor tells how a store is. */
interface DoctorLife extends LifeFixture {
  @Test
  default void aSoundStoreIsSound() {
    BatchId id = populated(Prices.lines(3));
    prices().execute(id);
    BatchId draft = populated(Prices.line("secret-sku", "secret name", "7.77"));
    assertThat(draft).isNotEqualTo(id);
    Health health = kit().doctor();
    assertThat(health.level()).as(health.text()).isEqualTo(Level.OK);
    assertThat(health.isSound()).isTrue();
    assertThat(check(health, "batches").detail()).isEqualTo("1 Pending, 1 Success");
    assertThat(check(health, "runs").detail()).startsWith("0 ");
    assertThat(health.checks()).extracting(Check::name).doesNotHaveDuplicates();
    assertThat(health.text().lines())
        .hasSize(health.checks().size())
        .hasSizeLessThanOrEqualTo(40)
        .allMatch(line -> line.startsWith("OK     "));
    assertThat(health.text()).doesNotContain("secret").doesNotContain("7.77");
  }

  @Test
  default void aRunOfADeadProcessIsToldOf() {
    BatchId id = populated(Prices.lines(3));
    Store doomed = reopen(store());
    var doomedKit = openKit(doomed, options -> options.handler(handler()));
    handler().executor(chunk -> crash(doomed));
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> doomedKit.batches(Prices.TYPE).execute(id))
        .isNotNull();
    Check runs = check(kit().doctor(), "runs");
    assertThat(runs.level()).isEqualTo(Level.WARN);
    assertThat(runs.detail()).contains("batch " + id, "recover()");
    assertThat(kit().recover()).hasSize(1);
    assertThat(check(kit().doctor(), "runs").level()).isEqualTo(Level.OK);
  }

  @Test
  default void anUnfinishedPurgeIsToldOf() {
    BatchId id = newBatch();
    Store doomed = reopen(store());
    boolean unused =
        doomed.inUnit(
            "test",
            unit -> {
              unit.batches()
                  .purge(
                      new PurgeRecord(
                          id.value(),
                          Prices.TYPE.key(),
                          Samples.AT,
                          null,
                          doomed.owner(),
                          0,
                          null));
              return true;
            });
    assertThat(check(kit().doctor(), "purges").level()).isEqualTo(Level.OK);
    crash(doomed);
    Check purges = check(kit().doctor(), "purges");
    assertThat(purges.level()).isEqualTo(Level.WARN);
    assertThat(purges.detail()).contains("batch " + id, "recover()");
    kit().recover();
    assertThat(check(kit().doctor(), "purges").level()).isEqualTo(Level.OK);
  }

  private static Check check(Health health, String name) {
    return health.checks().stream()
        .filter(check -> check.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
