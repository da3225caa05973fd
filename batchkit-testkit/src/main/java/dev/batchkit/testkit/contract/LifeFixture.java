package dev.batchkit.testkit.contract;

import dev.batchkit.BatchKit;
import dev.batchkit.Batches;
import dev.batchkit.KitOptions;
import dev.batchkit.batch.Batch;
import dev.batchkit.batch.BatchId;
import dev.batchkit.batch.Row;
import dev.batchkit.batch.RowWindow;
import dev.batchkit.batch.Run;
import dev.batchkit.batch.RunOutcome;
import dev.batchkit.orchestration.StateTransition;
import dev.batchkit.store.RowQuery;
import dev.batchkit.store.RowTable;
import dev.batchkit.store.Store;
import dev.batchkit.store.StoredRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Timeout;

/** What the parts of the contract share: the store and the kit, and the steps that they take. */
@Timeout(60)
interface LifeFixture {
  RowWindow EVERYWHERE = new RowWindow(1, Long.MAX_VALUE - 1, Long.MAX_VALUE - 1);

  Store open();

  Store reopen(Store store);

  void crash(Store store);

  Store store();

  BatchKit kit();

  ScriptedHandler<PriceLine, PriceRow> handler();

  BatchKit openKit(Store on, UnaryOperator<KitOptions> options);

  default Batches<PriceLine, PriceRow> prices() {
    return kit().batches(Prices.TYPE);
  }

  /** Another kit on the same data, as another process would have it. */
  default BatchKit another() {
    return another(options -> options.handler(handler()));
  }

  /** Another kit on the same data. */
  default BatchKit another(UnaryOperator<KitOptions> options) {
    return openKit(reopen(store()), options);
  }

  default BatchId newBatch() {
    return prices().create(draft -> draft.description("ACME, May")).id();
  }

  /** A batch with these rows. */
  default BatchId populated(PriceLine... lines) {
    BatchId id = newBatch();
    populate(id, lines);
    return id;
  }

  /** Populates a batch with these rows. */
  default Run populate(BatchId id, PriceLine... lines) {
    handler().rows(lines);
    return prices().populate(id);
  }

  default Batch batch(BatchId id) {
    return prices().get(id);
  }

  /** All visible rows. */
  default List<Row<PriceRow>> rows(BatchId id) {
    return rows(prices(), id);
  }

  /** All visible rows as a door shows them. */
  static <R> List<Row<R>> rows(Batches<?, R> door, BatchId id) {
    List<Row<R>> all = new ArrayList<>();
    List<Row<R>> page = door.rows(id).page(1000);
    while (!page.isEmpty()) {
      all.addAll(page);
      page = door.rows(id).after(all.get(all.size() - 1).sequence()).page(1000);
    }
    return all;
  }

  default Row<PriceRow> row(BatchId id, long sequence) {
    return prices().row(id, sequence).orElseThrow();
  }

  /** What is stored of a batch, visible or not. */
  default List<StoredRow> stored(Store on, BatchId id) {
    Batch batch = on.batches().find(id.value()).orElseThrow();
    RowTable table =
        new RowTable(String.valueOf(batch.rowTable()), batch.columns(), List.of(), List.of());
    return on.rows().page(table, new RowQuery(id.value(), EVERYWHERE, 0, Set.of(), true, 10_000));
  }

  /** The run that began last. */
  default Run lastRun(BatchId id) {
    return lastRun(prices(), id);
  }

  /** The run that began last, as a door shows it. */
  static Run lastRun(Batches<?, ?> door, BatchId id) {
    List<Run> runs = door.runs(id);
    return runs.get(runs.size() - 1);
  }

  default List<RunOutcome> outcomes(BatchId id) {
    return prices().runs(id).stream().map(Run::outcome).toList();
  }

  /** The states that the session of a run went through itself. */
  default List<String> states(BatchKit by, Run run) {
    return by.orchestration().states(run.id(), null, 1_000).stream()
        .filter(state -> state.entryId() == null)
        .map(StateTransition::to)
        .toList();
  }
}
