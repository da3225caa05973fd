package dev.batchkit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.batchkit.BatchKit;
import dev.batchkit.Batches;
import dev.batchkit.batch.Batch;
import dev.batchkit.batch.BatchId;
import dev.batchkit.batch.BatchStatus;
import dev.batchkit.batch.Problem;
import dev.batchkit.batch.Row;
import dev.batchkit.batch.RowStatus;
import dev.batchkit.batch.Run;
import dev.batchkit.batch.RunOutcome;
import dev.batchkit.batch.Severity;
import dev.batchkit.batch.StatusCount;
import dev.batchkit.error.HandlerFailed;
import dev.batchkit.error.InvalidValue;
import dev.batchkit.error.WrongState;
import dev.batchkit.json.Json;
import dev.batchkit.orchestration.Entry;
import dev.batchkit.spi.BatchType;
import dev.batchkit.spi.PopulateContext;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Rows come from a source, and are there all at once or not at all. */
interface PopulateLife extends LifeFixture {
  /** Statuses of a type's own. */
  enum Health implements RowStatus {
    FINE("Fine", Severity.OK),
    COUGHING("Coughing", Severity.WARNING),
    SNEEZING("Sneezing", Severity.WARNING),
    BROKEN("Broken", Severity.ERROR);

    private final String label;
    private final Severity severity;

    Health(String label, Severity severity) {
      this.label = label;
      this.severity = severity;
    }

    @Override
    public String code() {
      return name();
    }

    @Override
    public String label() {
      return label;
    }

    @Override
    public Severity severity() {
      return severity;
    }
  }

  @Test
  default void rowsOfSeveralChunksAreNumberedInTheirOrder() {
    BatchId id = newBatch();
    Run run = populate(id, Prices.lines(2_500));
    assertThat(run.outcome()).isEqualTo(RunOutcome.SUCCESS);
    assertThat(run.done()).isEqualTo(2_500);
    assertThat(rows(id))
        .extracting(Row::sequence)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 2_500).boxed().toList());
    assertThat(rows(id))
        .allSatisfy(
            row -> {
              assertThat(row.value().sku()).isEqualTo("A" + row.sequence());
              assertThat(row.value().newPrice()).isEqualTo(row.sequence() + ".50");
              assertThat(row.status().code()).isEqualTo("OK");
              assertThat(row.version()).isEqualTo(1);
              assertThat(row.outcome()).isNull();
            });
    Batch batch = batch(id);
    assertThat(batch.status()).isEqualTo(BatchStatus.PENDING);
    assertThat(batch.activity()).isNull();
    assertThat(batch.populatedAt()).isNotNull();
    assertThat(batch.handler()).isEqualTo(ScriptedHandler.class.getName() + " 1.0");
    assertThat(batch.rows().from()).isEqualTo(1);
    assertThat(batch.rows().through()).isEqualTo(2_500);
  }

  @Test
  default void noRowIsVisibleBeforeTheLastOneIs() {
    Batches<PriceLine, PriceRow> elsewhere = another().batches(Prices.TYPE);
    BatchId id = newBatch();
    List<Integer> seen = new ArrayList<>();
    handler()
        .source(
            batch -> {
              for (PriceLine line : Prices.lines(2_500)) {
                batch.add(line);
                if (String.valueOf(line.sku()).endsWith("00")) {
                  seen.add(rows(id).size() + LifeFixture.rows(elsewhere, id).size());
                  seen.add(prices().breakdown(id).size() + elsewhere.breakdown(id).size());
                  seen.add(prices().row(id, 1).isPresent() ? 1 : 0);
                }
              }
              assertThat(elsewhere.get(id).status()).isEqualTo(BatchStatus.RUNNING);
              assertThat(elsewhere.get(id).activity()).isNotNull();
              assertThat(stored(store(), id)).isNotEmpty();
            });
    prices().populate(id);
    assertThat(seen).isNotEmpty().containsOnly(0);
    assertThat(rows(id)).hasSize(2_500);
    assertThat(LifeFixture.rows(elsewhere, id)).hasSize(2_500);
  }

  @Test
  default void aRowHasAllItsProblemsAndTheStatusOfTheGravest() {
    BatchId id =
        populated(
            Prices.line("A1", "Tea", "1.50"),
            Prices.line("A2", null, "-2.50"),
            Prices.line(" ", null, "12,3x"),
            Prices.line("A4", "gone", "-1"));
    assertThat(rows(id))
        .extracting(row -> row.status().code())
        .containsExactly("OK", "WARNING", "ERROR", "SKIP");
    assertThat(row(id, 1).problems()).isEmpty();
    assertThat(row(id, 2).problems()).extracting(Problem::column).containsExactly("name", "price");
    assertThat(row(id, 3).problems())
        .extracting(Problem::severity)
        .containsExactlyInAnyOrder(Severity.ERROR, Severity.ERROR, Severity.WARNING);
    assertThat(row(id, 3).problems())
        .filteredOn(problem -> "price".equals(problem.column()))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.invalidValue()).isEqualTo("12,3x");
              assertThat(problem.message()).doesNotContain("12,3x");
              assertThat(problem.remediation()).isNotBlank();
            });
    assertThat(row(id, 3).value()).isEqualTo(new PriceRow(null, null, null, null));
    assertThat(row(id, 4).problems()).hasSize(2);
    assertThat(prices().breakdown(id))
        .extracting(count -> count.status().code(), StatusCount::outcome, StatusCount::count)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple("OK", null, 1L),
            org.assertj.core.groups.Tuple.tuple("WARNING", null, 1L),
            org.assertj.core.groups.Tuple.tuple("ERROR", null, 1L),
            org.assertj.core.groups.Tuple.tuple("SKIP", null, 1L));
    assertThat(prices().rows(id).severity(Severity.ERROR).page(10))
        .extracting(Row::sequence)
        .containsExactly(3L);
    assertThat(prices().rows(id).status(Severity.OK, Severity.SKIP).page(10))
        .extracting(Row::sequence)
        .containsExactly(1L, 4L);
  }

  @Test
  default void aTypeMayHaveStatusesOfItsOwn() {
    BatchType<PriceLine, PriceLine> type =
        BatchType.of("life-health", PriceLine.class).statuses(Health.class);
    ScriptedHandler<PriceLine, PriceLine> patients =
        new ScriptedHandler<>(
            type,
            (in, row) -> {
              row.status(Health.FINE);
              for (Health symptom : Health.values()) {
                if (String.valueOf(in.name()).contains(symptom.name())) {
                  row.problem(symptom, "name", "it is " + symptom);
                }
              }
              return in;
            });
    patients.rows(
        Prices.line("1", "", null),
        Prices.line("2", "COUGHING,SNEEZING", null),
        Prices.line("3", "SNEEZING,BROKEN", null));
    Batches<PriceLine, PriceLine> door =
        another(options -> options.handler(patients)).batches(type);
    BatchId id = door.create(draft -> draft).id();
    Run run = door.populate(id);
    assertThat(LifeFixture.rows(door, id))
        .extracting(row -> row.status().code())
        .containsExactly("FINE", "COUGHING", "BROKEN");
    assertThat(door.rows(id).severity(Severity.WARNING).page(10))
        .extracting(row -> row.status().label())
        .containsExactly("Coughing");
    assertThat(run.issues()).isEqualTo(4);
    assertThat(LifeFixture.rows(kit().batches(), id))
        .extracting(row -> row.status().label())
        .containsExactly("Fine", "Coughing", "Broken");
  }

  @Test
  default void aStatusThatTheTypeDoesNotDeclareIsRefusedByName() {
    handler()
        .refresher(
            (in, row) -> {
              row.problem(Health.BROKEN, null, "broken");
              return new PriceRow(null, null, null, null);
            });
    BatchId id = newBatch();
    assertThatThrownBy(() -> populate(id, Prices.lines(1))).hasMessageContaining("BROKEN");
    assertThat(batch(id).status()).isEqualTo(BatchStatus.PENDING);
    assertThat(outcomes(id)).containsExactly(RunOutcome.FAILED);
  }

  @Test
  default void theInputIsKeptWhereItDiffersFromTheRow() {
    BatchId id = populated(Prices.line("A1", "Tea", " 1.50 "));
    Row<PriceRow> made = row(id, 1);
    assertThat(made.input()).isNotNull();
    assertThat(prices().input(made)).isEqualTo(Prices.line("A1", "Tea", " 1.50 "));

    BatchType<PriceLine, PriceLine> type = BatchType.of("life-same", PriceLine.class);
    ScriptedHandler<PriceLine, PriceLine> same =
        new ScriptedHandler<>(
            type, (in, row) -> new PriceLine(in.sku(), String.valueOf(in.name()).strip(), null));
    same.rows(Prices.line("A1", "Tea", null), Prices.line("A2", " Tea ", null));
    Batches<PriceLine, PriceLine> door = another(options -> options.handler(same)).batches(type);
    BatchId second = door.create(draft -> draft).id();
    door.populate(second);
    Row<PriceLine> like = door.row(second, 1).orElseThrow();
    Row<PriceLine> unlike = door.row(second, 2).orElseThrow();
    assertThat(like.input()).isNull();
    assertThat(door.input(like)).isEqualTo(Prices.line("A1", "Tea", null));
    assertThat(unlike.input()).isNotNull();
    assertThat(door.input(unlike)).isEqualTo(Prices.line("A2", " Tea ", null));
    assertThat(unlike.value().name()).isEqualTo("Tea");
  }

  @Test
  default void everySourceIsAnEntryOfTheLedger() {
    BatchId id = newBatch();
    handler()
        .source(
            batch -> {
              batch.add(Prices.line("A1", "before any source", "1"));
              batch.source("may.csv");
              batch.add(Prices.line("A2", "Tea", "1"));
              batch.source("https://acme.example/june");
              batch.add(Prices.line("A3", "Tea", "1"));
            });
    Run run = prices().populate(id);
    assertThat(kit().orchestration().entries(run.id(), null, 1_000))
        .extracting(Entry::source)
        .containsExactly("batch:" + id, "may.csv", "https://acme.example/june");
    assertThat(kit().orchestration().entries(run.id(), null, 1_000))
        .extracting(Entry::tableName)
        .containsOnly("batchkit_row_life_prices");
    assertThat(Json.write(batch(id).source()).text())
        .contains("may.csv", "https://acme.example/june");
  }

  @Test
  default void aSourceThatFailsHalfWayLeavesTheBatchAsItWas() {
    BatchId id = newBatch();
    IOException broken = new IOException("line 1,801 ends in the middle");
    handler()
        .source(
            batch -> {
              for (PriceLine line : Prices.lines(1_800)) {
                batch.add(line);
              }
              throw broken;
            });
    AtomicReference<String> runId = new AtomicReference<>();
    assertThatExceptionOfType(HandlerFailed.class)
        .isThrownBy(() -> prices().populate(id))
        .withCause(broken)
        .withMessageContainingAll(batch(id).name(), ScriptedHandler.class.getName())
        .satisfies(
            failure -> {
              assertThat(failure.batchId()).isEqualTo(id.value());
              assertThat(failure.typeKey()).isEqualTo("life-prices");
              assertThat(failure.getMessage()).doesNotContain("1,801");
              runId.set(failure.runId());
            });
    Run run = lastRun(id);
    assertThat(run.id()).isEqualTo(runId.get());
    assertThat(run.outcome()).isEqualTo(RunOutcome.FAILED);
    assertThat(run.done()).isEqualTo(1_800);
    assertThat(batch(id).status()).isEqualTo(BatchStatus.PENDING);
    assertThat(batch(id).activity()).isNull();
    assertThat(batch(id).rows().isEmpty()).isTrue();
    assertThat(batch(id).populatedAt()).isNull();
    assertThat(rows(id)).isEmpty();
    assertThat(stored(store(), id)).isEmpty();
    assertThat(states(kit(), run)).containsExactly("ENTER(populate)", "ERROR(populate)");
  }

  @Test
  default void sequencesAreNeverUsedAgain() {
    BatchId id = newBatch();
    handler()
        .source(
            batch -> {
              for (PriceLine line : Prices.lines(1_200)) {
                batch.add(line);
              }
              throw new IOException("broken");
            });
    assertThatThrownBy(() -> prices().populate(id)).isInstanceOf(HandlerFailed.class);
    assertThat(populate(id, Prices.lines(2)).outcome()).isEqualTo(RunOutcome.SUCCESS);
    assertThat(rows(id)).extracting(Row::sequence).hasSize(2).allMatch(s -> s > 1_000);
    long last = rows(id).get(1).sequence();
    handler().rows(Prices.lines(1));
    prices().repopulate(id);
    assertThat(rows(id)).extracting(Row::sequence).containsExactly(last + 1);
  }

  @Test
  default void aBatchWithRowsIsNotPopulatedAgainButRepopulated() {
    BatchId id = populated(Prices.lines(2));
    assertThatExceptionOfType(WrongState.class)
        .isThrownBy(() -> prices().populate(id))
        .withMessageContainingAll(batch(id).name(), "repopulate")
        .satisfies(refusal -> assertThat(refusal.status()).isEqualTo("Pending"));
    assertThat(rows(id)).hasSize(2);
    assertThat(prices().runs(id)).hasSize(1);
  }

  @Test
  default void repopulateSwapsAllRowsAtOnce() {
    BatchId id = populated(Prices.lines(1_500));
    Batches<PriceLine, PriceRow> elsewhere = another().batches(Prices.TYPE);
    List<Integer> seen = new ArrayList<>();
    handler()
        .source(
            batch -> {
              for (int i = 0; i < 1_100; i++) {
                batch.add(Prices.line("B" + i, "new", "2"));
              }
              seen.add(LifeFixture.rows(elsewhere, id).size());
              assertThat(LifeFixture.rows(elsewhere, id))
                  .allMatch(row -> String.valueOf(row.value().sku()).startsWith("A"));
            });
    assertThat(prices().repopulate(id).outcome()).isEqualTo(RunOutcome.SUCCESS);
    assertThat(seen).containsExactly(1_500);
    assertThat(rows(id))
        .hasSize(1_100)
        .allMatch(row -> String.valueOf(row.value().sku()).startsWith("B"));
    assertThat(stored(store(), id)).hasSize(1_100);
    assertThat(prices().runs(id)).extracting(Run::attempt).containsExactly(1, 2);
  }

  @Test
  default void aRepopulateThatFailsLeavesTheOldRows() {
    BatchId id = populated(Prices.lines(3));
    List<Row<PriceRow>> before = rows(id);
    long version = batch(id).version();
    handler()
        .source(
            batch -> {
              for (PriceLine line : Prices.lines(1_500)) {
                batch.add(line);
              }
              throw new IllegalStateException("broken");
            });
    assertThatThrownBy(() -> prices().repopulate(id)).isInstanceOf(HandlerFailed.class);
    assertThat(rows(id)).isEqualTo(before);
    assertThat(stored(store(), id)).hasSize(3);
    assertThat(batch(id).version()).isEqualTo(version);
    assertThat(prices().execute(id).outcome()).isEqualTo(RunOutcome.SUCCESS);
  }

  @Test
  default void anEmptySourceGivesABatchWithoutRows() {
    BatchId id = newBatch();
    assertThat(populate(id).outcome()).isEqualTo(RunOutcome.SUCCESS);
    assertThat(rows(id)).isEmpty();
    assertThat(batch(id).populatedAt()).isNotNull();
    assertThat(populate(id, Prices.lines(1)).outcome()).isEqualTo(RunOutcome.SUCCESS);
    assertThat(rows(id)).extracting(Row::sequence).containsExactly(1L);
  }

  @Test
  default void aRowThatCannotBeStoredIsRefusedByRowAndColumn() {
    record Case(PriceLine line, String column) {}
    for (Case one :
        List.of(
            new Case(Prices.line("canary\uD800", "n", "1"), "sku"),
            new Case(Prices.line("A", "canary\uDC00canary", "1"), "name"),
            new Case(Prices.line("A", "n", "canary\uD83D"), "price"))) {
      BatchId id = newBatch();
      handler()
          .source(
              batch -> {
                batch.add(Prices.line("A1", "fine", "1"));
                batch.add(one.line());
              });
      assertThatExceptionOfType(InvalidValue.class)
          .isThrownBy(() -> prices().populate(id))
          .withMessageContainingAll("Row 2", batch(id).name(), one.column())
          .satisfies(
              refusal -> {
                assertThat(refusal.getMessage()).doesNotContain("canary");
                assertThat(refusal.faults()).anyMatch(fault -> fault.contains(one.column()));
              });
      assertThat(rows(id)).isEmpty();
      assertThat(batch(id).status()).isEqualTo(BatchStatus.PENDING);
      assertThat(outcomes(id)).containsExactly(RunOutcome.FAILED);
    }
  }

  @Test
  default void aNumberThatCannotBeStoredIsRefusedByRowAndColumn() {
    for (BigDecimal bad : List.of(BigDecimal.ONE.setScale(20_000), new BigDecimal("1E+20000"))) {
      handler().refresher((in, row) -> new PriceRow(in.sku(), null, null, bad));
      assertThatExceptionOfType(InvalidValue.class)
          .isThrownBy(() -> populated(Prices.lines(1)))
          .withMessageContainingAll("Row 1", "new_price");
    }
  }

  @Test
  default void theHandlerMayGoOnAfterARowThatCannotBeStored() {
    BatchId id = newBatch();
    List<InvalidValue> refused = new ArrayList<>();
    handler()
        .source(
            batch -> {
              for (String sku : List.of("A1", "B\uD800", "A3", "C\uDC00", "A5")) {
                try {
                  batch.add(Prices.line(sku, "n", "1"));
                } catch (InvalidValue e) {
                  refused.add(e);
                }
              }
            });
    Run run = prices().populate(id);
    assertThat(refused).hasSize(2);
    assertThat(run.outcome()).isEqualTo(RunOutcome.SUCCESS);
    assertThat(run.done()).isEqualTo(3);
    assertThat(rows(id)).extracting(row -> row.value().sku()).containsExactly("A1", "A3", "A5");
    assertThat(rows(id)).extracting(Row::sequence).containsExactly(1L, 2L, 3L);
  }

  @Test
  default void aFailureThatTheSourceSwallowsFailsTheRunAllTheSame() {
    handler()
        .refresher(
            (in, row) -> {
              if ("A2".equals(in.sku())) {
                throw new IOException("look-up broken");
              }
              return new PriceRow(in.sku(), null, null, null);
            })
        .source(
            batch -> {
              for (PriceLine line : Prices.lines(3)) {
                try {
                  batch.add(line);
                } catch (RuntimeException e) {
                  // a careless source goes on
                }
              }
            });
    BatchId id = newBatch();
    assertThatThrownBy(() -> prices().populate(id)).isInstanceOf(HandlerFailed.class);
    assertThat(rows(id)).isEmpty();
    assertThat(outcomes(id)).containsExactly(RunOutcome.FAILED);
  }

  @Test
  default void aRefresherThatFailsEndsThePopulate() {
    IOException broken = new IOException("look-up broken");
    handler()
        .refresher(
            (in, row) -> {
              throw broken;
            });
    BatchId id = newBatch();
    assertThatExceptionOfType(HandlerFailed.class)
        .isThrownBy(() -> populate(id, Prices.lines(1)))
        .withCause(broken);
    handler()
        .refresherOf(
            batch -> {
              throw broken;
            });
    assertThatExceptionOfType(HandlerFailed.class)
        .isThrownBy(() -> populate(id, Prices.lines(1)))
        .withCause(broken);
    assertThat(outcomes(id)).containsExactly(RunOutcome.FAILED, RunOutcome.FAILED);
    assertThat(batch(id).status()).isEqualTo(BatchStatus.PENDING);
  }

  @Test
  default void rowsAreAddedOnlyWhilePopulateRuns() {
    BatchId id = newBatch();
    List<PopulateContext<PriceLine>> kept = new ArrayList<>();
    handler()
        .source(
            batch -> {
              batch.add(Prices.line("A1", "n", "1"));
              kept.add(batch);
            });
    prices().populate(id);
    assertThatThrownBy(() -> kept.get(0).add(Prices.line("A2", "n", "1")))
        .isInstanceOf(RuntimeException.class);
    assertThat(rows(id)).hasSize(1);
  }

  @Test
  default void theRunThatIsReturnedIsTheOneOnRecord() {
    BatchKit any = kit();
    BatchId id = newBatch();
    Run populated = populate(id, Prices.lines(3));
    Run refreshed = prices().refresh(id);
    Run executed = prices().execute(id);
    assertThat(any.batches().runs(id)).containsExactly(populated, refreshed, executed);
  }
}
