package dev.batchkit.testkit.contract;

import dev.batchkit.store.Store;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;

/**
 * What every store must do, sentence by sentence of the interfaces in {@code dev.batchkit.store}.
 * The test of a store extends this and says how one is opened; a capability that a store does not
 * declare, such as {@link Store#hasSql}, shows as a skipped test.
 *
 * <p>Every test has data of its own. Not asserted is what the interfaces do not say.
 */
public abstract class StoreContract {
  private @Nullable Store store;

  /** For the test of a store. */
  protected StoreContract() {}

  /**
   * Opens a store for writing, on data of its own, which is empty.
   *
   * @return the open store
   */
  protected abstract Store open();

  /**
   * Opens another store for writing, on the same data.
   *
   * @param store is open, closed or dead, and stays so
   * @return the other open store
   */
  protected abstract Store reopen(Store store);

  /**
   * Ends an open store as if its process were killed: its owner number dies, and the unit of work
   * that it has open never commits. May be called on the thread of that unit.
   *
   * @param store the open store
   */
  protected abstract void crash(Store store);

  final Store store() {
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

  @Nested
  final class OpenStores extends OpenStoreContract {
    OpenStores() {
      super(StoreContract.this);
    }
  }

  @Nested
  final class Units extends UnitContract {
    Units() {
      super(StoreContract.this);
    }
  }

  @Nested
  final class Sql extends SqlContract {
    Sql() {
      super(StoreContract.this);
    }
  }

  @Nested
  final class Batches extends BatchContract {
    Batches() {
      super(StoreContract.this);
    }
  }

  @Nested
  final class Claims extends ClaimContract {
    Claims() {
      super(StoreContract.this);
    }
  }

  @Nested
  final class Freezing extends FreezeContract {
    Freezing() {
      super(StoreContract.this);
    }
  }

  @Nested
  final class Purges extends PurgeContract {
    Purges() {
      super(StoreContract.this);
    }
  }

  @Nested
  final class Restores extends RestoreContract {
    Restores() {
      super(StoreContract.this);
    }
  }

  @Nested
  final class ShownHeaders extends ShowHeaderContract {
    ShownHeaders() {
      super(StoreContract.this);
    }
  }

  @Nested
  final class Tables extends TableContract {
    Tables() {
      super(StoreContract.this);
    }
  }

  @Nested
  final class Searches extends SearchContract {
    Searches() {
      super(StoreContract.this);
    }
  }

  @Nested
  final class Rows extends RowContract {
    Rows() {
      super(StoreContract.this);
    }
  }

  @Nested
  final class Outcomes extends OutcomeContract {
    Outcomes() {
      super(StoreContract.this);
    }
  }

  @Nested
  final class Duplicates extends DuplicateContract {
    Duplicates() {
      super(StoreContract.this);
    }
  }

  @Nested
  final class Changes extends ChangeContract {
    Changes() {
      super(StoreContract.this);
    }
  }

  @Nested
  final class Cells extends CellContract {
    Cells() {
      super(StoreContract.this);
    }
  }

  @Nested
  final class Jsons extends JsonContract {
    Jsons() {
      super(StoreContract.this);
    }
  }

  @Nested
  final class Runs extends RunContract {
    Runs() {
      super(StoreContract.this);
    }
  }

  @Nested
  final class Ledger extends LedgerContract {
    Ledger() {
      super(StoreContract.this);
    }
  }

  @Nested
  final class LedgerExecs extends LedgerExecContract {
    LedgerExecs() {
      super(StoreContract.this);
    }
  }

  @Nested
  final class LedgerSessions extends LedgerSessionContract {
    LedgerSessions() {
      super(StoreContract.this);
    }
  }

  @Nested
  final class LedgerJsons extends LedgerJsonContract {
    LedgerJsons() {
      super(StoreContract.this);
    }
  }

  @Nested
  final class LedgerReferences extends LedgerReferenceContract {
    LedgerReferences() {
      super(StoreContract.this);
    }
  }

  @Nested
  final class Actors extends ActorContract {
    Actors() {
      super(StoreContract.this);
    }
  }

  @Nested
  final class BatchSessions extends SessionContract {
    BatchSessions() {
      super(StoreContract.this);
    }
  }

  @Nested
  final class Indicators extends IndicatorContract {
    Indicators() {
      super(StoreContract.this);
    }
  }

  @Nested
  final class SessionRecords extends SessionRecordContract {
    SessionRecords() {
      super(StoreContract.this);
    }
  }

  @Nested
  final class SessionPages extends SessionPageContract {
    SessionPages() {
      super(StoreContract.this);
    }
  }

  @Nested
  final class SessionStatistics extends SessionStatisticsContract {
    SessionStatistics() {
      super(StoreContract.this);
    }
  }

  @Nested
  final class SessionSeals extends SessionSealContract {
    SessionSeals() {
      super(StoreContract.this);
    }
  }

  @Nested
  final class Deliveries extends DeliveryContract {
    Deliveries() {
      super(StoreContract.this);
    }
  }
}
