package dev.batchkit.testkit.contract;

import dev.batchkit.BatchKit;
import dev.batchkit.KitOptions;
import dev.batchkit.store.Store;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * What the life of a batch must be on every store: created, populated, refreshed, executed exactly
 * once, frozen; cancelled, taken over, crashed and gone on with. The test of a store extends this
 * and says how one is opened.
 *
 * <p>Every test has data of its own.
 */
public abstract class BatchLifeContract
    implements CreateLife,
        PopulateLife,
        SourceLife,
        CloneLife,
        UniqueLife,
        RefreshLife,
        PreviewLife,
        ExecuteFailureLife,
        ExternalLife,
        PreparedLife,
        PreparedFailureLife,
        PreparedEndLife,
        RetryLife,
        StopLife,
        EndLife,
        ManyLife,
        FrozenLife,
        PurgeLife,
        VerifyAllLife,
        RestoreLife,
        DoctorLife,
        MeasureLife,
        MeasureStopLife,
        ListenLife,
        DefineLife,
        CancelLife,
        ContentionLife,
        CrashLife,
        TakeOverLife,
        MeasuredLife,
        RunLedgerLife,
        SessionLife,
        RecordLife,
        RecordStateLife,
        RecordExecLife,
        RecordVolumeLife,
        RecordFaultLife,
        RecordCrashLife,
        ProgressLife,
        RegistryLife,
        SelectLife,
        EditLife,
        EditUniqueLife,
        HistoryLife,
        BulkEditLife,
        QuickEntryLife,
        HandOverLife,
        RoundTripLife,
        MessageLife,
        EvolveLife,
        SealGolden {
  private final ScriptedHandler<PriceLine, PriceRow> handler = Prices.handler();
  private final List<BatchKit> opened = new CopyOnWriteArrayList<>();
  private @Nullable Store store;
  private @Nullable BatchKit kit;

  /** For the test of a store. */
  protected BatchLifeContract() {}

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

  /** The store of the test. */
  @Override
  public final Store store() {
    return Objects.requireNonNull(store);
  }

  /** The kit of the test, on its store. */
  @Override
  public final BatchKit kit() {
    return Objects.requireNonNull(kit);
  }

  /** The handler of the test's prices. */
  @Override
  public final ScriptedHandler<PriceLine, PriceRow> handler() {
    return handler;
  }

  /** Opens a kit that finds no handlers by itself, and is closed with the test. */
  @Override
  public final BatchKit openKit(Store on, UnaryOperator<KitOptions> options) {
    BatchKit made =
        BatchKit.open(
            on, given -> options.apply(given.discoverIn(null).closeTimeout(Duration.ofSeconds(5))));
    opened.add(made);
    return made;
  }

  /** Opens what the test has. */
  @BeforeEach
  final void begin() {
    store = open();
    kit = openKit(store, options -> options.handler(handler));
  }

  /** Closes what the test has opened. */
  @AfterEach
  final void end() {
    opened.forEach(BatchKit::close);
  }
}
