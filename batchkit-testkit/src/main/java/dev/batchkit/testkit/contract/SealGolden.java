package dev.batchkit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.batchkit.BatchKit;
import dev.batchkit.Batches;
import dev.batchkit.batch.Actor;
import dev.batchkit.batch.BatchId;
import dev.batchkit.batch.Severity;
import dev.batchkit.json.Json;
import dev.batchkit.spi.BatchType;
import dev.batchkit.spi.RowExecutor;
import dev.batchkit.spi.RowResult;
import dev.batchkit.testkit.ManualClock;
import dev.batchkit.testkit.SequentialIds;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The seal of one fixed batch: the same on every store, in every version. */
interface SealGolden extends LifeFixture {
  /** Never to be changed: seals that were taken once must be found again. */
  String SEAL = "25bc3a8906a3da3e7e46faf97b976588b94baaaa88b7ee1e75b938c615fe3b7e";

  @Test
  default void theSealOfAFixedBatchIsTheOneItAlwaysWas() {
    ManualClock clock = ManualClock.at("2026-05-04T09:08:07.123Z");
    ScriptedHandler<Everything, Everything> fixed =
        new ScriptedHandler<>(
            BatchType.of("life-golden", Everything.class).unique("uuid"),
            (in, row) -> {
              if (in.text() == null) {
                row.problem(Severity.SKIP, "text", "text is missing", null, "Say something");
                return in;
              }
              return in.text(in.text().strip());
            });
    fixed.rows(
        Everything.full(),
        Everything.empty(),
        Everything.full().text(" stripped ").decimal(new BigDecimal("1E+3")),
        Everything.empty().text("\uD83E\uDD16").json(Json.of("[ 1 , 2 ]")));
    fixed.executor(
        RowExecutor.inStore(
            (row, tx) ->
                row.value().uuid() == null
                    ? RowResult.skipped("no uuid")
                    : RowResult.applied(Json.of("{ \"id\" : 7 }"))));
    BatchKit kit = another(options -> options.handler(fixed).clock(clock).ids(new SequentialIds()));
    Batches<Everything, Everything> door =
        kit.as(Actor.of("ann@acme.example", "buyers")).batches(fixed.type());
    BatchId id =
        door.create(
                draft ->
                    draft
                        .key("golden")
                        .description("Grüße")
                        .notes("never to be changed")
                        .params(Json.of("{ \"a\" : 1.0 }")))
            .id();
    clock.advance(Duration.ofSeconds(1));
    door.populate(id);
    clock.advance(Duration.ofSeconds(1));
    door.refresh(id);
    clock.advance(Duration.ofSeconds(1));
    door.execute(id, options -> options.leaveOutErrors());
    assertThat(Json.write(door.get(id).result()).members())
        .isEqualTo(Map.of("applied", 1L, "skipped", 3L, "failed", 0L));
    assertThat(door.get(id).seal()).isEqualTo(SEAL);
    assertThat(door.verify(id).intact()).isTrue();
  }

  /** Never to be changed. */
  String SEAL_WITH_SESSIONS = "7f647c91b9c0632689e79315af0ce13733ad1ec17009e4465706c0b4e1dc61a0";

  @Test
  default void theSealOfAFixedBatchWithSessionsIsTheOneItAlwaysWas() {
    ManualClock clock = ManualClock.at("2026-05-04T09:08:07.123Z");
    long group =
        store().inUnit("group", unit -> Measurements.group(unit, "nightly", "first", "second"));
    handler()
        .executor(
            RowExecutor.inStore(
                (row, tx) -> {
                  Measurements.Sample sample = Measurements.Sample.of(1, row.sequence());
                  long session = tx.sessions().put(sample.get());
                  tx.sessions().addRecords(session, Measurements.records(1, 5));
                  return RowResult.applied();
                }));
    BatchKit kit =
        another(options -> options.handler(handler()).clock(clock).ids(new SequentialIds()));
    Batches<PriceLine, PriceRow> door = kit.batches(Prices.TYPE);
    handler().rows(Prices.lines(2));
    BatchId id = door.create(draft -> draft.description("measured")).id();
    door.populate(id);
    door.execute(id);
    assertThat(store().indicators().indicators(group)).hasSize(2);
    assertThat(door.get(id).seal()).isEqualTo(SEAL_WITH_SESSIONS);
    assertThat(door.verify(id).intact()).isTrue();
  }
}
