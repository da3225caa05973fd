package dev.batchkit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.batchkit.batch.Activity;
import dev.batchkit.batch.Actor;
import dev.batchkit.batch.Batch;
import dev.batchkit.batch.BatchId;
import dev.batchkit.batch.BatchStatus;
import dev.batchkit.batch.RowWindow;
import dev.batchkit.batch.Severity;
import dev.batchkit.batch.StatusInfo;
import dev.batchkit.json.Json;
import dev.batchkit.store.ActorIds;
import dev.batchkit.store.Claim;
import dev.batchkit.store.Store;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Claims: one run at a time has the right to a batch, and can tell when it has lost it. */
abstract class ClaimContract extends StoreFixture {
  ClaimContract(StoreContract contract) {
    super(contract);
  }

  @Test
  void aClaimMakesTheBatchRunning() {
    long batchId = newBatch();
    Claim claim = claim(batchId, Activity.POPULATE);
    assertThat(claim.batchId()).isEqualTo(batchId);
    assertThat(claim.owner()).isEqualTo(store().owner());
    assertThat(claim.activity()).isEqualTo(Activity.POPULATE);
    assertThat(batch(batchId).status()).isEqualTo(BatchStatus.RUNNING);
    assertThat(batch(batchId).activity()).isEqualTo(Activity.POPULATE);
  }

  @Test
  void aClaimSaysWhoChangedTheBatchAndWhen() {
    long batchId = newBatch();
    ActorIds ann = in(unit -> unit.resolve(Actor.of("ann@acme.example")));
    Set<BatchStatus> from = Set.of(BatchStatus.PENDING);
    Optional<Claim> claim =
        in(
            unit ->
                unit.batches()
                    .claim(batchId, from, Activity.EXECUTE, store().owner(), Samples.LATER, ann));
    assertThat(claim).isPresent();
    assertThat(batch(batchId).updatedAt()).isEqualTo(Samples.LATER);
    assertThat(batch(batchId).updatedById()).isEqualTo(ann.userId());
    assertThat(batch(batchId).version()).isEqualTo(1);
  }

  @Test
  void onlyAClaimThatOwesARefreshMakesABatchNeedOne() {
    for (Activity activity : Activity.values()) {
      Claim claim = claim(newBatch(), activity);
      assertThat(claim.activity()).isEqualTo(activity);
      assertThat(batch(claim.batchId()).needsRefresh())
          .as(activity.word())
          .isEqualTo(activity == Activity.REFRESH || activity == Activity.EDIT);
    }
  }

  @Test
  void aBatchThatSomebodyHoldsIsNotToBeHad() {
    long batchId = newBatch();
    Claim claim = claim(batchId);
    Batch before = batch(batchId);
    assertThat(tried(store(), batchId, EnumSet.allOf(BatchStatus.class))).isEmpty();
    assertThat(batch(batchId)).isEqualTo(before);
    assertThat(store().batches().claims()).containsExactly(claim);
  }

  @Test
  void aBatchInAnotherStatusIsNotToBeHad() {
    long batchId = newBatch();
    Batch before = batch(batchId);
    assertThat(tried(store(), batchId, Set.of(BatchStatus.FAILED, BatchStatus.KILLED))).isEmpty();
    assertThat(batch(batchId)).isEqualTo(before);
    assertThat(store().batches().claims()).isEmpty();
    assertThat(tried(store(), batchId, Set.of(BatchStatus.FAILED, BatchStatus.PENDING)))
        .isPresent();
  }

  @Test
  void aBatchThatIsNotThereIsNotToBeHad() {
    assertThat(tried(store(), newBatch() + 1, EnumSet.allOf(BatchStatus.class))).isEmpty();
  }

  @Test
  void ofManyThreadsAndStoresExactlyOneGetsTheBatch() throws Exception {
    try (Store other = reopen(store())) {
      for (int round = 0; round < 5; round++) {
        long batchId = newBatch();
        List<Optional<Claim>> claims =
            Crowd.of(
                8,
                i ->
                    () ->
                        tried(i % 2 == 0 ? store() : other, batchId, Set.of(BatchStatus.PENDING)));
        assertThat(claims.stream().flatMap(Optional::stream)).hasSize(1);
      }
    }
  }

  @Test
  void everyClaimRaisesTheTokenByOne() {
    long batchId = newBatch();
    Claim first = claim(batchId);
    settle(first);
    Claim second = claim(batchId, Activity.REFRESH);
    assertThat(second.token()).isEqualTo(first.token() + 1);
  }

  @Test
  void aClaimHoldsUntilItIsSettled() {
    Claim claim = claim(newBatch());
    assertThat(holds(claim)).isTrue();
    settle(claim);
    assertThat(holds(claim)).isFalse();
  }

  @Test
  void aClaimDoesNotHoldOnceTheBatchIsClaimedAgain() {
    long batchId = newBatch();
    Claim first = claim(batchId);
    settle(first);
    Claim second = claim(batchId);
    assertThat(holds(first)).isFalse();
    assertThat(holds(second)).isTrue();
  }

  @Test
  void aClaimOfAnotherOwnerOrTokenDoesNotHold() {
    Claim claim = claim(newBatch());
    long batchId = claim.batchId();
    assertThat(holds(new Claim(batchId, claim.owner() + 1, claim.token(), claim.activity())))
        .isFalse();
    assertThat(holds(new Claim(batchId, claim.owner(), claim.token() + 1, claim.activity())))
        .isFalse();
    assertThat(holds(new Claim(batchId + 1, claim.owner(), claim.token(), claim.activity())))
        .isFalse();
  }

  @Test
  void claimsAreListedByBatchForAsLongAsTheyAreHeldAlsoByTheDead() {
    Store other = reopen(store());
    List<Claim> claims = new ArrayList<>();
    long last = 0;
    for (int i = 0; i < 3; i++) {
      last = newBatch();
      claims.add(claim(last));
    }
    long lost = newBatch();
    claims.add(in(other, unit -> StoreFixture.claim(unit, lost, Activity.REFRESH, other.owner())));
    crash(other);
    settle(claims.remove(1));
    assertThat(store().batches().claims()).containsExactlyElementsOf(claims);
  }

  @Test
  void aClaimIsGoneWithItsUnit() {
    long batchId = newBatch();
    Batch before = batch(batchId);
    assertThatThrownBy(
            () ->
                write(
                    unit -> {
                      Claim claim =
                          StoreFixture.claim(unit, batchId, Activity.EXECUTE, store().owner());
                      assertThat(unit.batches().holds(claim)).isTrue();
                      throw new IllegalStateException("broken");
                    }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(batch(batchId)).isEqualTo(before);
    assertThat(store().batches().claims()).isEmpty();
  }

  @Test
  void settlingWritesWhatTheRunMadeAndReleasesTheClaim() {
    ActorIds ann = in(unit -> unit.resolve(Actor.of("ann@acme.example")));
    Claim claim = claim(newBatch(), Activity.REFRESH);
    Batch made = made(batch(claim.batchId()), ann.userId());
    write(unit -> unit.batches().settle(made, claim));
    Batch settled = batch(claim.batchId());
    assertThat(settled)
        .usingRecursiveComparison()
        .ignoringFields(
            "description",
            "notes",
            "key",
            "params",
            "rowTable",
            "activity",
            "createdAt",
            "createdById",
            "completedAt",
            "completedById",
            "keyScope",
            "restoredAt",
            "indicatorGroupId")
        .isEqualTo(made);
    assertThat(settled.activity()).isNull();
    assertThat(store().batches().claims()).isEmpty();
  }

  @Test
  void settlingLeavesEverythingElseOfTheHeaderAsItIs() {
    long batchId = newBatch("key");
    Batch before = batch(batchId);
    Claim claim = claim(batchId);
    write(unit -> unit.batches().settle(made(before, null), claim));
    assertThat(batch(batchId))
        .usingRecursiveComparison()
        .comparingOnlyFields(
            "id",
            "type",
            "description",
            "notes",
            "key",
            "params",
            "rowTable",
            "createdAt",
            "createdById",
            "completedAt",
            "completedById",
            "seal",
            "frozenAt",
            "keyScope",
            "restoredAt",
            "indicatorGroupId")
        .isEqualTo(before);
    assertThat(store().batches().findByKey("prices", "key")).contains(batchId);
  }

  @Test
  void settlingWithALostClaimIsRefusedAndChangesNothing() {
    long batchId = newBatch();
    Claim lost = claim(batchId);
    settle(lost);
    Batch free = batch(batchId);
    assertRefused(unit -> unit.batches().settle(made(free, null), lost));
    assertThat(batch(batchId)).isEqualTo(free);
    Claim current = claim(batchId);
    Batch running = batch(batchId);
    assertRefused(unit -> unit.batches().settle(made(running, null), lost));
    assertThat(batch(batchId)).isEqualTo(running);
    assertThat(holds(current)).isTrue();
  }

  private void settle(Claim claim) {
    Batch running = batch(claim.batchId());
    write(unit -> unit.batches().settle(running, claim));
  }

  private boolean holds(Claim claim) {
    return in(unit -> unit.batches().holds(claim));
  }

  private Optional<Claim> tried(Store store, long batchId, Set<BatchStatus> from) {
    return in(
        store,
        unit ->
            unit.batches()
                .claim(
                    batchId, from, Activity.EXECUTE, store.owner(), Samples.AT, ActorIds.NOBODY));
  }

  /** A header that differs in everything that can differ. */
  private static Batch made(Batch batch, @Nullable Long userId) {
    return new Batch(
        batch.id(),
        "prices",
        "acme.Prices 2.1",
        BatchStatus.FAILED,
        "another description",
        "other notes",
        "another key",
        Json.of("{\"other\":1}"),
        Json.of("{ \"file\" : \"prices.csv\" }"),
        new BatchId(99),
        "batchkit_row_other",
        List.of(StatusInfo.of(Severity.OK), StatusInfo.DUPLICATE),
        List.of(Samples.SKU),
        7,
        true,
        new RowWindow(11, 20, 25),
        null,
        Samples.LATER.plusSeconds(1),
        userId,
        Samples.LATER,
        userId,
        Samples.AT,
        Samples.LATER,
        userId,
        Samples.LATER,
        userId,
        Json.of("[ 1,2 ]"),
        batch.seal(),
        batch.frozenAt(),
        "another scope",
        Samples.LATER,
        99L);
  }
}
