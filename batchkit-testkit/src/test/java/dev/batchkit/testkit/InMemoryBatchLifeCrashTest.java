package dev.batchkit.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.batchkit.BatchKit;
import dev.batchkit.Batches;
import dev.batchkit.batch.Batch;
import dev.batchkit.batch.BatchId;
import dev.batchkit.batch.BatchStatus;
import dev.batchkit.batch.Change;
import dev.batchkit.batch.Row;
import dev.batchkit.batch.RowOutcome;
import dev.batchkit.batch.RowWindow;
import dev.batchkit.batch.Run;
import dev.batchkit.batch.RunOutcome;
import dev.batchkit.error.BatchBusy;
import dev.batchkit.orchestration.StateTransition;
import dev.batchkit.spi.PreparedWork;
import dev.batchkit.spi.RowExecutor;
import dev.batchkit.spi.RowPreparation;
import dev.batchkit.spi.RowResult;
import dev.batchkit.store.RowTable;
import dev.batchkit.store.StoreTx;
import dev.batchkit.store.StoredCount;
import dev.batchkit.testkit.contract.PriceLine;
import dev.batchkit.testkit.contract.PriceRow;
import dev.batchkit.testkit.contract.Prices;
import dev.batchkit.testkit.contract.ScriptedHandler;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A run that dies at any step of the store is gone on with by the next open, whatever the step. */
@Timeout(60)
class InMemoryBatchLifeCrashTest {
  private static final int ROWS = 2_300;

  private final ScriptedHandler<PriceLine, PriceRow> handler = Prices.handler();
  private final List<Long> handed = new ArrayList<>();

  /** Puts a batch into the state before the run. */
  private interface Before {
    void make(Batches<PriceLine, PriceRow> prices, BatchId id);
  }

  /** The names of the steps at which the run died, one life each. */
  private Set<String> dieAtEveryStep(
      Before before,
      BiConsumer<Batches<PriceLine, PriceRow>, BatchId> run,
      BiConsumer<Batches<PriceLine, PriceRow>, BatchId> after) {
    Set<String> died = new HashSet<>();
    boolean dies = true;
    for (int step = 0; dies; step++) {
      String name = dieAt(step, before, run, after);
      dies = !name.isEmpty();
      died.add(name);
    }
    return died;
  }

  private String dieAt(
      int step,
      Before before,
      BiConsumer<Batches<PriceLine, PriceRow>, BatchId> run,
      BiConsumer<Batches<PriceLine, PriceRow>, BatchId> after) {
    handler.rows(Prices.lines(ROWS)).refresher(Prices.refresher(Map.of()));
    handler.executor(RowExecutor.inStore((row, tx) -> RowResult.applied()));
    InMemoryStore store = InMemoryStore.create();
    String[] died = {""};
    BatchId id;
    try (BatchKit kit = open(store)) {
      Batches<PriceLine, PriceRow> prices = kit.batches(Prices.TYPE);
      id = prices.create(draft -> draft).id();
      before.make(prices, id);
      AtomicInteger steps = new AtomicInteger();
      store.onStep(
          name -> {
            if (steps.getAndIncrement() == step) {
              died[0] = name;
              store.crash();
            }
          });
      Throwable thrown = catchThrowable(() -> run.accept(prices, id));
      assertThat(thrown == null).as("died at step %s", died[0]).isEqualTo(died[0].isEmpty());
    }
    try (BatchKit kit = open(store.reopen())) {
      Batches<PriceLine, PriceRow> prices = kit.batches(Prices.TYPE);
      assertThat(prices.get(id).status()).as(died[0]).isNotEqualTo(BatchStatus.RUNNING);
      assertEveryRunEnded(kit, prices, id, died[0]);
      assertThat(kit.recover()).isEmpty();
      after.accept(prices, id);
      assertEveryRunEnded(kit, prices, id, died[0]);
      assertThat(prices.verify(id).intact()).as(died[0]).isTrue();
    }
    return died[0];
  }

  private BatchKit open(InMemoryStore store) {
    return BatchKit.open(store, options -> options.discoverIn(null).handler(handler));
  }

  private static void assertEveryRunEnded(
      BatchKit kit, Batches<PriceLine, PriceRow> prices, BatchId id, String step) {
    for (Run run : prices.runs(id)) {
      assertThat(run.outcome()).as(step).isNotNull();
      assertThat(kit.orchestration().session(run.id()).orElseThrow().finishedAt())
          .as(step)
          .isNotNull();
      List<StateTransition> own =
          kit.orchestration().states(run.id(), null, 1_000).stream()
              .filter(state -> state.entryId() == null)
              .toList();
      assertThat(own).as(step).hasSize(2);
      assertThat(own.get(1).to())
          .as(step)
          .startsWith(
              switch (run.outcome()) {
                case SUCCESS -> "EXIT";
                case FAILED -> "ERROR";
                case KILLED, PAUSED, INTERRUPTED -> "INTERRUPTED";
              });
    }
  }

  private static List<Row<PriceRow>> rows(Batches<PriceLine, PriceRow> prices, BatchId id) {
    return prices.rows(id).page(10_000);
  }

  @Test
  void aPopulateThatDiesAnywhereShowsAllRowsOrNone() {
    Set<String> died =
        dieAtEveryStep(
            (prices, id) -> {},
            (prices, id) -> prices.populate(id),
            (prices, id) -> {
              assertThat(rows(prices, id).size()).isIn(0, ROWS);
              if (rows(prices, id).isEmpty()) {
                assertThat(prices.populate(id).outcome()).isEqualTo(RunOutcome.SUCCESS);
              }
              assertThat(rows(prices, id)).hasSize(ROWS);
              prices.execute(id);
            });
    assertThat(died)
        .contains("populate.claim:committed", "populate.chunk:begun", "populate.finish:committed");
  }

  @Test
  void aRepopulateThatDiesAnywhereShowsTheOldRowsOrTheNewOnes() {
    Set<String> died =
        dieAtEveryStep(
            (prices, id) -> prices.populate(id),
            (prices, id) -> {
              handler.source(
                  batch -> {
                    for (int i = 0; i < 1_200; i++) {
                      batch.add(Prices.line("B" + i, "new", "1"));
                    }
                  });
              prices.repopulate(id);
            },
            (prices, id) -> {
              assertThat(rows(prices, id).size()).isIn(1_200, ROWS);
              assertThat(
                      rows(prices, id).stream()
                          .map(row -> String.valueOf(row.value().sku()).substring(0, 1))
                          .distinct())
                  .hasSize(1);
              prices.execute(id);
            });
    assertThat(died).contains("populate.finish:committed", "clear:begun");
  }

  @Test
  void aRefreshThatDiesAnywhereIsOwedUntilOneSucceeds() {
    Set<String> died =
        dieAtEveryStep(
            (prices, id) -> prices.populate(id),
            (prices, id) -> {
              handler.refresher((in, row) -> new PriceRow(in.sku(), "changed", null, null));
              prices.refresh(id);
            },
            (prices, id) -> {
              Batch batch = prices.get(id);
              long names =
                  rows(prices, id).stream()
                      .filter(row -> "changed".equals(row.value().name()))
                      .count();
              assertThat(batch.needsRefresh() || names == 0 || names == ROWS).isTrue();
              if (batch.needsRefresh()) {
                assertThat(prices.preview(id).isExecutable()).isFalse();
                prices.refresh(id);
                assertThat(rows(prices, id)).allMatch(row -> "changed".equals(row.value().name()));
              }
              prices.execute(id);
            });
    assertThat(died)
        .contains("refresh.claim:begun", "refresh.chunk:before-commit", "refresh.finish:committed");
  }

  @Test
  void anEditOfManyRowsThatDiesAnywhereLeavesABatchThatARefreshMends() {
    Set<String> died =
        dieAtEveryStep(
            (prices, id) -> prices.populate(id),
            (prices, id) -> prices.setAll(prices.rows(id), "name", "changed"),
            (prices, id) -> {
              Batch batch = prices.get(id);
              List<Row<PriceRow>> rows = rows(prices, id);
              assertThat(rows).hasSize(ROWS);
              Set<Long> edited = new HashSet<>();
              for (Change<PriceLine> change : prices.history(id, null, 10_000)) {
                edited.add(change.sequence());
              }
              for (Row<PriceRow> row : rows) {
                boolean isEdited = edited.contains(row.sequence());
                assertThat("changed".equals(row.value().name())).isEqualTo(isEdited);
                assertThat(row.version()).isEqualTo(isEdited ? 2 : 1);
              }
              assertThat(batch.needsRefresh() || edited.isEmpty() || edited.size() == ROWS)
                  .isTrue();
              if (batch.needsRefresh()) {
                assertThat(prices.preview(id).isExecutable()).isFalse();
                Run interrupted = prices.runs(id).get(1);
                prices.refresh(id);
                assertThat(rows(prices, id)).isEqualTo(rows);
                prices.undoAll(interrupted);
                assertThat(rows(prices, id)).noneMatch(row -> "changed".equals(row.value().name()));
              }
              assertThat(prices.get(id).needsRefresh()).isFalse();
              prices.execute(id);
            });
    assertThat(died)
        .contains("edit.claim:committed", "edit.chunk:before-commit", "edit.finish:committed");
  }

  @Test
  void aSingleEditThatDiesAnywhereIsDoneOrNot() {
    Set<String> died =
        dieAtEveryStep(
            (prices, id) -> prices.populate(id),
            (prices, id) -> prices.edit(id, 7, 1, Map.of("sku", "A9")),
            (prices, id) -> {
              boolean done = prices.history(id, 7).size() == 1;
              Row<PriceRow> row = prices.row(id, 7).orElseThrow();
              assertThat(row.version()).isEqualTo(done ? 2 : 1);
              assertThat(row.value().sku()).isEqualTo(done ? "A9" : "A7");
              assertThat(prices.row(id, 9).orElseThrow().status().code())
                  .isEqualTo(done ? "DUPLICATE" : "OK");
              assertThat(prices.get(id).version()).isEqualTo(done ? 3 : 2);
              assertThat(prices.get(id).needsRefresh()).isFalse();
              prices.execute(id, options -> options.leaveOutErrors());
            });
    assertThat(died).contains("edit:begun", "edit:before-commit", "edit:committed");
  }

  @Test
  void anExecutionThatDiesAnywhereAppliesEveryRowOnce() {
    Set<String> died =
        dieAtEveryStep(
            (prices, id) -> prices.populate(id),
            (prices, id) -> prices.execute(id),
            (prices, id) -> {
              Set<Long> applied = new HashSet<>();
              for (Row<PriceRow> row : rows(prices, id)) {
                if (row.outcome() == RowOutcome.APPLIED) {
                  applied.add(row.sequence());
                }
              }
              if (prices.get(id).isFrozen()) {
                assertThat(applied).hasSize(ROWS);
                return;
              }
              handed.clear();
              handler.executor(
                  chunk -> {
                    for (Row<PriceRow> row : chunk.rows()) {
                      handed.add(row.sequence());
                      chunk.verdict(row, RowResult.applied());
                    }
                  });
              assertThat(prices.execute(id).outcome()).isEqualTo(RunOutcome.SUCCESS);
              assertThat(handed).noneMatch(applied::contains);
              assertThat(handed.size() + applied.size()).isEqualTo(ROWS);
            });
    assertThat(died).contains("execute.claim:committed", "execute.chunk:before-commit");
  }

  @Test
  void anExecutionOfPreparedRowsThatDiesAnywhereWritesEveryRowOnce() {
    List<Long> prepared = new CopyOnWriteArrayList<>();
    RowPreparation<PriceRow> preparation =
        row -> {
          prepared.add(row.sequence());
          return new InParts();
        };
    Set<String> died =
        dieAtEveryStep(
            (prices, id) -> {
              handler.rows(Prices.lines(4)).executor(RowExecutor.prepared(preparation));
              prices.populate(id);
            },
            (prices, id) -> prices.execute(id),
            (prices, id) -> {
              List<Long> left =
                  rows(prices, id).stream()
                      .filter(row -> row.outcome() == null)
                      .map(Row::sequence)
                      .toList();
              prepared.clear();
              if (!prices.get(id).isFrozen()) {
                assertThat(prices.execute(id).outcome()).isEqualTo(RunOutcome.SUCCESS);
              }
              assertThat(prepared).isEqualTo(left);
            });
    assertThat(died)
        .contains("execute.ahead:committed", "execute.chunk:committed", "execute.finish:begun");
  }

  /** Two parts, and an outcome. */
  private static final class InParts implements PreparedWork<PriceRow> {
    private int written;

    @Override
    public boolean hasAhead() {
      return written < 2;
    }

    @Override
    public void ahead(Row<PriceRow> row, StoreTx tx) {
      written++;
    }

    @Override
    public RowResult apply(Row<PriceRow> row, StoreTx tx) {
      return RowResult.applied();
    }
  }

  @Test
  void rubbishOfARunThatDiedIsNeverSeenAndNeverFrozen() {
    InMemoryStore store = InMemoryStore.create();
    handler.source(
        batch -> {
          for (PriceLine line : Prices.lines(ROWS)) {
            batch.add(line);
          }
          throw new IOException("broken");
        });
    BatchId id;
    try (BatchKit kit = open(store)) {
      id = kit.batches(Prices.TYPE).create(draft -> draft).id();
      store.onStep(
          name -> {
            if (name.equals("clear:begun")) {
              store.crash();
            }
          });
      assertThat(catchThrowable(() -> kit.batches(Prices.TYPE).populate(id))).isNotNull();
    }
    InMemoryStore next = store.reopen();
    try (BatchKit kit = open(next)) {
      Batches<PriceLine, PriceRow> prices = kit.batches(Prices.TYPE);
      assertThat(rows(prices, id)).isEmpty();
      handler.rows(Prices.lines(3));
      prices.populate(id);
      prices.execute(id);
      Batch batch = prices.get(id);
      RowTable table =
          new RowTable(String.valueOf(batch.rowTable()), batch.columns(), List.of(), List.of());
      RowWindow all = new RowWindow(1, Long.MAX_VALUE - 1, Long.MAX_VALUE - 1);
      assertThat(next.rows().counts(table, id.value(), all))
          .extracting(StoredCount::count)
          .containsExactly(3L);
      assertThat(batch.rows().from()).isGreaterThan(ROWS);
      assertThat(prices.verify(id).intact()).isTrue();
    }
  }

  @Test
  void aRunIsNotTakenForDeadBetweenItsClaimAndItsBegin() {
    InMemoryStore store = InMemoryStore.create();
    handler.rows(Prices.lines(3));
    List<Throwable> refused = new ArrayList<>();
    try (BatchKit kit = open(store)) {
      Batches<PriceLine, PriceRow> prices = kit.batches(Prices.TYPE);
      BatchId id = prices.create(draft -> draft).id();
      prices.populate(id);
      store.onStep(
          name -> {
            if (name.equals("execute.claim:committed")) {
              store.onStep(any -> {});
              refused.add(catchThrowable(() -> prices.execute(id)));
              assertThat(kit.recover()).isEmpty();
            }
          });
      assertThat(prices.execute(id).outcome()).isEqualTo(RunOutcome.SUCCESS);
      assertThat(refused).singleElement().isInstanceOf(BatchBusy.class);
    }
  }
}
