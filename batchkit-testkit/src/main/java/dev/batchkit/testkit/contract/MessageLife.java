package dev.batchkit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.batchkit.BatchKit;
import dev.batchkit.Batches;
import dev.batchkit.batch.BatchId;
import dev.batchkit.batch.Cells;
import dev.batchkit.batch.Row;
import dev.batchkit.error.BatchKitException;
import dev.batchkit.json.Json;
import dev.batchkit.spi.BatchType;
import dev.batchkit.spi.RowExecutor;
import dev.batchkit.spi.RowResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** No value of a row, a parameter or an option stands in a message, a log line or a toString. */
interface MessageLife extends LifeFixture {
  String CANARY = "c4n4ry";

  /** Parameters with a rule of their own. */
  record Picky(String file, int pages) {
    public Picky {
      if (pages < 1) {
        throw new IllegalArgumentException(file + " needs pages");
      }
    }
  }

  @Test
  default void noMessageHoldsAValue() {
    BatchId errors = populated(Prices.line("A1", CANARY, CANARY));
    BatchId fine = populated(Prices.line("A1", CANARY, "1"));
    BatchType<PriceLine, PriceRow> type =
        BatchType.of("life-picky", PriceLine.class, PriceRow.class).params(Picky.class);
    ScriptedHandler<PriceLine, PriceRow> picky =
        new ScriptedHandler<>(type, Prices.refresher(Map.of()));
    Batches<PriceLine, PriceRow> door = another(options -> options.handler(picky)).batches(type);
    Map<String, ThrowingCallable> calls = new LinkedHashMap<>();
    calls.put("blocked", () -> prices().execute(errors));
    calls.put(
        "params of the wrong kind",
        () -> door.create(draft -> draft.params(Json.of("{\"file\":7,\"pages\":\"c4n4ry\"}"))));
    calls.put(
        "params that their record refuses",
        () -> door.create(draft -> draft.params(Json.of("{\"file\":\"c4n4ry\",\"pages\":0}"))));
    calls.put("no JSON", () -> Json.of("{\"a\": c4n4ry"));
    calls.put("JSON with a trailing token", () -> Json.of("{} c4n4ry"));
    calls.put("a JSON number", () -> Json.of("[1c4n4ry]"));
    calls.put(
        "a row that cannot be stored", () -> populated(Prices.line(CANARY + "\uD800", "", "")));
    calls.put(
        "a source that fails",
        () -> {
          handler()
              .source(
                  batch -> {
                    throw new IOException(CANARY);
                  });
          prices().populate(newBatch());
        });
    calls.put(
        "options of another record",
        () -> {
          handler()
              .executorOf(
                  batch -> {
                    batch.options(Picky.class);
                    return RowExecutor.inStore((row, tx) -> RowResult.applied());
                  });
          prices().execute(fine, options -> options.forHandler(Prices.line(CANARY, CANARY, null)));
        });
    calls.put(
        "an executor that fails",
        () -> {
          handler()
              .executor(
                  chunk -> {
                    throw new IllegalStateException(CANARY);
                  });
          prices().execute(fine);
        });
    calls.put("a cell of another class", () -> new Cells(Map.of("a", CANARY)).get("a", Long.class));
    String logged =
        logged(
            () ->
                calls.forEach(
                    (what, call) -> {
                      Throwable thrown = catchThrowable(call);
                      assertThat(thrown).as(what).isInstanceOf(BatchKitException.class);
                      for (Throwable each = thrown; each != null; each = each.getCause()) {
                        if (each instanceof BatchKitException) {
                          assertThat(each.toString()).as(what).doesNotContain(CANARY);
                        }
                      }
                    }));
    assertThat(logged).doesNotContain(CANARY);
  }

  @Test
  default void noToStringHoldsAValue() {
    BatchId id = prices().create(draft -> draft.params(Json.of("{\"p\":\"c4n4ry\"}"))).id();
    populate(id, Prices.line(CANARY, CANARY, CANARY));
    Row<PriceRow> row = row(id, 1);
    assertThat(row.toString()).contains(id.toString(), "1").doesNotContain(CANARY);
    Row<Cells> cells = kit().batches().row(id, 1).orElseThrow();
    assertThat(cells.toString()).doesNotContain(CANARY);
    assertThat(cells.value().toString()).contains("sku").doesNotContain(CANARY);
    assertThat(Json.of("\"c4n4ry\"").toString()).doesNotContain(CANARY);
    assertThat(batch(id).toString()).doesNotContain(CANARY);
    assertThat(stored(store(), id).get(0).toString()).doesNotContain(CANARY);
  }

  @Test
  default void noLogLineOfAWholeLifeHoldsAValue() {
    String logged =
        logged(
            () -> {
              BatchKit kit = another();
              handler()
                  .executor(
                      RowExecutor.inStore(
                          (row, tx) ->
                              row.version() == 1
                                  ? RowResult.failed(CANARY)
                                  : RowResult.skipped(CANARY)));
              Batches<PriceLine, PriceRow> door = kit.batches(Prices.TYPE);
              BatchId id = door.create(draft -> draft.key(CANARY).description(CANARY)).id();
              handler().rows(Prices.line(CANARY, CANARY, "1"));
              door.populate(id);
              door.refresh(id);
              door.execute(id, options -> options.forHandler(Prices.line(CANARY, null, null)));
              door.execute(id, options -> options.acceptFailures(1));
            });
    assertThat(logged).doesNotContain(CANARY);
  }

  /** What is written to the standard error meanwhile, where a simple logger writes. */
  private static String logged(Runnable work) {
    PrintStream before = System.err;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      work.run();
    } finally {
      System.setErr(before);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  default void aMessageNamesTheBatchAndTheWayOut() {
    BatchId id = newBatch();
    for (ThrowingCallable call :
        List.<ThrowingCallable>of(
            () -> prices().execute(id), () -> prices().cancel(id), () -> prices().verify(id))) {
      assertThat(catchThrowable(call))
          .isInstanceOf(BatchKitException.class)
          .hasMessageStartingWith(batch(id).name())
          .hasMessageEndingWith(".");
    }
  }
}
