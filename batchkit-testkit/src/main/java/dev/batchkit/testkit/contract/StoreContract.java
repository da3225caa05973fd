package dev.batchkit.testkit.contract;

import dev.batchkit.store.Store;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * What every store must do, sentence by sentence of the interfaces in {@code dev.batchkit.store}.
 * The test of a store extends this and says how one is opened; a capability that a store does not
 * declare, such as {@link Store#hasSql}, shows as a skipped test.
 *
 * <p>Every test has data of its own. Not asserted is what the interfaces do not say.
 */
public abstract class StoreContract
    implements OpenStoreContract,
        UnitContract,
        SqlContract,
        BatchContract,
        ClaimContract,
        FreezeContract,
        ShowHeaderContract,
        TableContract,
        RowContract,
        OutcomeContract,
        DuplicateContract,
        CellContract,
        JsonContract,
        RunContract,
        LedgerContract,
        LedgerReferenceContract,
        ActorContract {
  private @Nullable Store store;

  /** For the test of a store. */
  protected StoreContract() {}

  /** Opens a store on data of its own, which is empty, for writing. */
  @Override
  public abstract Store open();

  /** Opens another store on the same data, for writing, while this one is open, closed or dead. */
  @Override
  public abstract Store reopen(Store store);

  /**
   * Ends an open store as if its process were killed: its owner number dies, and the unit of work
   * that it has open never commits. May be called on the thread of that unit.
   */
  @Override
  public abstract void crash(Store store);

  /** The store that the test has, opened for it. */
  @Override
  public final Store store() {
    return Objects.requireNonNull(store);
  }

  /** Opens the store of the test. */
  @BeforeEach
  final void openStore() {
    store = open();
    store.prepare(Samples.PRICES);
  }

  /** Closes the store of the test. */
  @AfterEach
  final void closeStore() {
    store().close();
  }
}
