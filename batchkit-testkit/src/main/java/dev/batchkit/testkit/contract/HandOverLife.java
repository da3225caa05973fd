package dev.batchkit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.batchkit.Batches;
import dev.batchkit.batch.Actor;
import dev.batchkit.batch.Batch;
import dev.batchkit.batch.BatchId;
import dev.batchkit.batch.Run;
import dev.batchkit.batch.RunOutcome;
import dev.batchkit.error.BatchBusy;
import dev.batchkit.error.BatchFrozen;
import dev.batchkit.error.InvalidValue;
import dev.batchkit.error.NoSuchBatch;
import dev.batchkit.error.StaleBatch;
import dev.batchkit.error.WrongState;
import dev.batchkit.json.Json;
import dev.batchkit.spi.BatchType;
import dev.batchkit.spi.RowResult;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A batch is handed over, taken back, reviewed, and said anew what it is. */
interface HandOverLife extends LifeFixture {
  /** The parameters of a type. */
  record Percent(int percent) {}

  /** Parameters with other names. */
  record Other(@Nullable String percent) {}

  @Test
  default void whoHandsABatchOverIsOnRecord() {
    BatchId id = populated(Prices.lines(2));
    Batch before = batch(id);
    Batches<PriceLine, PriceRow> ann = kit().as(Actor.of("ann@acme.example")).batches(Prices.TYPE);
    Batch complete = ann.complete(id);
    assertThat(complete).isEqualTo(batch(id));
    assertThat(complete.isComplete()).isTrue();
    assertThat(complete.completedById()).isNotNull().isEqualTo(complete.updatedById());
    assertThat(complete.completedAt()).isEqualTo(complete.updatedAt());
    assertThat(complete.version()).isEqualTo(before.version());
    assertThat(prices().complete(id)).isEqualTo(complete);
    Batch back = prices().incomplete(id);
    assertThat(back.isComplete()).isFalse();
    assertThat(back.completedById()).isNull();
    assertThat(back.version()).isEqualTo(before.version());
    assertThat(prices().incomplete(id)).isEqualTo(back);
  }

  @Test
  default void nobodyWorksOnABatchThatIsComplete() {
    BatchId id = populated(Prices.lines(2));
    prices().remove(id, 2, 1);
    Batch complete = prices().complete(id);
    for (Runnable call :
        List.<Runnable>of(
            () -> prices().add(id, Prices.line("B", "x", "1")),
            () -> prices().edit(id, 1, 1, Map.of("price", "1")),
            () -> prices().remove(id, 1, 1),
            () -> prices().restore(id, 2, 2),
            () -> prices().undo(id, prices().history(id, 2).get(0)),
            () -> prices().amend(id, draft -> draft.notes("more")),
            () -> prices().refresh(id),
            () -> prices().populate(id),
            () -> prices().repopulate(id))) {
      assertThatExceptionOfType(WrongState.class)
          .isThrownBy(call::run)
          .withMessageContainingAll(complete.name(), "incomplete");
    }
    assertThat(batch(id)).isEqualTo(complete);
    assertThat(prices().runs(id)).hasSize(1);
    prices().incomplete(id);
    prices().edit(id, 1, 1, Map.of("price", "1"));
    prices().complete(id);
    Run run = prices().execute(id);
    assertThat(run.outcome()).isEqualTo(RunOutcome.SUCCESS);
    assertThat(batch(id).isComplete()).isTrue();
    assertThat(prices().verify(id).intact()).isTrue();
  }

  @Test
  default void onlyAPendingBatchThatNobodyHoldsIsHandedOver() throws Exception {
    BatchId id = populated(Prices.lines(2));
    CountDownLatch holding = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    handler()
        .executor(
            chunk -> {
              holding.countDown();
              Aside.await(goOn);
              chunk.rows().forEach(row -> chunk.verdict(row, RowResult.failed("no")));
            });
    Aside<Run> run = Aside.run(() -> prices().execute(id));
    Aside.await(holding);
    assertThatExceptionOfType(BatchBusy.class).isThrownBy(() -> prices().complete(id));
    assertThatExceptionOfType(BatchBusy.class)
        .isThrownBy(() -> prices().amend(id, draft -> draft.notes("x")));
    goOn.countDown();
    assertThat(run.get().outcome()).isEqualTo(RunOutcome.FAILED);
    assertThatExceptionOfType(WrongState.class).isThrownBy(() -> prices().complete(id));
    assertThatExceptionOfType(WrongState.class).isThrownBy(() -> prices().incomplete(id));
    handler().executor(chunk -> chunk.rows().forEach(r -> chunk.verdict(r, RowResult.applied())));
    prices().execute(id);
    assertThatExceptionOfType(BatchFrozen.class).isThrownBy(() -> prices().complete(id));
    assertThatExceptionOfType(BatchFrozen.class)
        .isThrownBy(() -> prices().amend(id, draft -> draft.notes("x")));
    assertThatExceptionOfType(NoSuchBatch.class)
        .isThrownBy(() -> prices().complete(new BatchId(99)));
  }

  @Test
  default void whatChangedSinceTheReviewIsNotExecuted() {
    BatchId id = populated(Prices.lines(2));
    long reviewed = batch(id).version();
    prices().edit(id, 1, 1, Map.of("price", "1"));
    assertThat(prices().preview(id, options -> options.reviewed(reviewed)).reasons())
        .singleElement()
        .asString()
        .contains("reviewed");
    assertThatExceptionOfType(StaleBatch.class)
        .isThrownBy(() -> prices().execute(id, options -> options.reviewed(reviewed)))
        .satisfies(
            stale -> {
              assertThat(stale.batchId()).isEqualTo(id.value());
              assertThat(stale.typeKey()).isEqualTo("life-prices");
              assertThat(stale.expected()).isEqualTo(reviewed);
              assertThat(stale.version()).isEqualTo(reviewed + 1);
            });
    assertThat(prices().runs(id)).hasSize(1);
    prices().complete(id);
    Run run = prices().execute(id, options -> options.reviewed(reviewed + 1));
    assertThat(run.outcome()).isEqualTo(RunOutcome.SUCCESS);
    assertThat(kit().orchestration().session(run.id()).orElseThrow().args())
        .isNotNull()
        .satisfies(args -> assertThat(args.members()).containsEntry("reviewed", reviewed + 1));
  }

  @Test
  default void aBatchIsAmended() {
    BatchId id = populated(Prices.lines(2));
    Batch before = batch(id);
    Batch amended =
        kit()
            .as(Actor.of("ann@acme.example"))
            .batches(Prices.TYPE)
            .amend(id, draft -> draft.notes("two lines\nof them"));
    assertThat(amended).isEqualTo(batch(id));
    assertThat(amended.description()).isEqualTo(before.description());
    assertThat(amended.notes()).isEqualTo("two lines\nof them");
    assertThat(amended.version()).isEqualTo(before.version() + 1);
    assertThat(amended.updatedById()).isNotNull();
    assertThat(amended.needsRefresh()).isFalse();
    assertThat(prices().amend(id, draft -> draft)).isEqualTo(amended);
    assertThat(prices().amend(id, draft -> draft.description("June")).notes())
        .isEqualTo(amended.notes());
  }

  @Test
  default void otherParametersNeedARefresh() {
    ScriptedHandler<PriceLine, PriceLine> raising =
        new ScriptedHandler<>(
            BatchType.of("life-raise", PriceLine.class).params(Percent.class), (in, row) -> in);
    raising
        .rows(Prices.lines(1))
        .refresherOf(
            batch -> {
              int percent = batch.params(Percent.class).percent();
              return (in, row) -> new PriceLine(in.sku(), in.name(), "+" + percent);
            });
    var door = another(options -> options.handler(raising)).batches(raising.type());
    BatchId id = door.create(draft -> draft.key("k").params(new Percent(1))).id();
    assertThat(door.amend(id, draft -> draft.params(new Percent(2))).needsRefresh()).isFalse();
    door.populate(id);
    assertThat(door.row(id, 1).orElseThrow().value().price()).isEqualTo("+2");
    Batch amended = door.amend(id, draft -> draft.params(new Percent(3)));
    assertThat(amended.needsRefresh()).isTrue();
    assertThat(amended.params()).isEqualTo(Json.of("{\"percent\":3}"));
    assertThatExceptionOfType(WrongState.class).isThrownBy(() -> door.execute(id));
    door.refresh(id);
    assertThat(door.row(id, 1).orElseThrow().value().price()).isEqualTo("+3");
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> door.amend(id, draft -> draft.params(new Other("x"))))
        .satisfies(invalid -> assertThat(invalid.faults()).isNotEmpty());
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> door.amend(id, draft -> draft.key("other").type("life-prices")))
        .satisfies(invalid -> assertThat(invalid.faults()).hasSize(2));
    assertThat(door.amend(id, draft -> draft.key("k").notes("n")).notes()).isEqualTo("n");
    assertThat(door.execute(id).outcome()).isEqualTo(RunOutcome.SUCCESS);
  }

  @Test
  default void manyWhoAmendAtTheSameTimeLoseNothing() throws Exception {
    BatchId id = prices().create(draft -> draft.description("").notes("")).id();
    List<Batch> unused =
        Crowd.of(
            6,
            i ->
                () ->
                    prices()
                        .amend(id, draft -> draft.notes(batch(id).notes() + i).description("d")));
    assertThat(batch(id).version()).isEqualTo(7);
    assertThat(batch(id).notes()).hasSize(6);
  }
}
