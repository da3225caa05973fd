package dev.batchkit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.batchkit.store.Store;
import dev.batchkit.store.StoredRow;
import org.junit.jupiter.api.Test;

/** What it means that a store is open: its name, its number, its end. */
abstract class OpenStoreContract extends StoreFixture {
  OpenStoreContract(StoreContract contract) {
    super(contract);
  }

  @Test
  void aStoreHasANameForMessages() {
    assertThat(store().name()).isNotBlank();
  }

  @Test
  void aStoreThatIsOpenedForWritingIsNotReadOnly() {
    assertThat(store().isReadOnly()).isFalse();
  }

  @Test
  void theIdOfTheDataIsTheSameAtEveryOpening() {
    try (Store other = reopen(store())) {
      assertThat(other.id()).isEqualTo(store().id());
    }
    store().close();
    try (Store other = reopen(store())) {
      assertThat(other.id()).isEqualTo(store().id());
    }
  }

  @Test
  void otherDataHasAnotherId() {
    try (Store other = open()) {
      assertThat(other.id()).isNotEqualTo(store().id());
    }
  }

  @Test
  void anOwnerNumberIsPositiveAndOfOneOpenStoreOnly() {
    try (Store other = reopen(store())) {
      assertThat(store().owner()).isPositive();
      assertThat(other.owner()).isPositive().isNotEqualTo(store().owner());
    }
  }

  @Test
  void anOwnerIsAliveWhileItsStoreIsOpen() {
    try (Store other = reopen(store())) {
      assertThat(store().isAlive(store().owner())).isTrue();
      assertThat(store().isAlive(other.owner())).isTrue();
      assertThat(other.isAlive(store().owner())).isTrue();
    }
  }

  @Test
  void anOwnerIsDeadOnceItsStoreIsClosed() {
    Store other = reopen(store());
    other.close();
    assertThat(store().isAlive(other.owner())).isFalse();
    assertThat(store().isAlive(store().owner())).isTrue();
  }

  @Test
  void anOwnerIsDeadOnceItsStoreHasCrashed() {
    Store other = reopen(store());
    crash(other);
    assertThat(store().isAlive(other.owner())).isFalse();
    assertThat(store().isAlive(store().owner())).isTrue();
  }

  @Test
  void anOwnerThatNeverWasIsNotAlive() {
    assertThat(store().isAlive(store().owner() == 1 ? 2 : 1)).isFalse();
  }

  @Test
  void aSecondCloseDoesNothing() {
    Store other = reopen(store());
    other.close();
    other.close();
    assertThat(store().isAlive(store().owner())).isTrue();
  }

  @Test
  void whatWasCommittedIsThereAtTheNextOpening() {
    StoredRow row = Samples.row(1);
    long batchId = batchWith(row);
    store().close();
    try (Store other = reopen(store())) {
      other.prepare(Samples.PRICES);
      assertThat(other.batches().find(batchId)).isPresent();
      assertThat(other.rows().find(Samples.PRICES, batchId, 1)).contains(row);
    }
  }

  @Test
  void whatAStoreCommitsAnotherOneOnTheSameDataReads() {
    try (Store other = reopen(store())) {
      long batchId = newBatch();
      assertThat(other.batches().find(batchId)).contains(batch(batchId));
    }
  }

  @Test
  void whatWasCommittedSurvivesACrash() {
    long batchId = newBatch();
    crash(store());
    try (Store other = reopen(store())) {
      assertThat(other.batches().find(batchId)).isPresent();
    }
  }

  @Test
  void aUnitThatIsOpenAtACrashNeverCommits() {
    assertThatThrownBy(
            () ->
                write(
                    unit -> {
                      long unused = unit.batches().insert(Samples.batch("prices", "key"));
                      crash(store());
                    }))
        .isNotNull();
    try (Store other = reopen(store())) {
      assertThat(other.batches().findByKey("prices", "key")).isEmpty();
    }
  }

  @Test
  void aStoreCanBeWrittenAtOnceAfterAnotherOneCrashedInAUnit() {
    Store other = reopen(store());
    assertThatThrownBy(
            () ->
                in(
                    other,
                    unit -> {
                      crash(other);
                      return unit.batches().insert(Samples.batch("prices", null));
                    }))
        .isNotNull();
    assertThat(newBatch()).isPositive();
  }
}
