package dev.batchkit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.batchkit.batch.Column;
import dev.batchkit.batch.ColumnType;
import dev.batchkit.batch.RowOutcome;
import dev.batchkit.error.StoreFailed;
import dev.batchkit.json.Json;
import dev.batchkit.store.ActorIds;
import dev.batchkit.store.NewBatch;
import dev.batchkit.store.OutcomeMark;
import dev.batchkit.store.RowTable;
import dev.batchkit.store.StoredRow;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** JSON: kept byte for byte, refused where it is not valid. */
abstract class JsonContract extends StoreFixture {
  private static final RowTable DYNAMIC =
      new RowTable(
          RowTable.DYNAMIC,
          List.of(new Column(RowTable.JSON, ColumnType.JSON)),
          List.of(),
          List.of());
  private static final List<String> VALID =
      List.of(
          "{}",
          "[]",
          "null",
          "true",
          "\"\"",
          "-0",
          "1.10",
          "1e999",
          "0.1E-07",
          "1" + "0".repeat(999),
          " {\t\"b\" : 1 ,\r\n\"a\":[ 1 , 2 ] } ",
          "\"\\u00fc\\/\\ud83e\\udd16\\u0000\"",
          "\"ü\uD83E\uDD16\u2028\"",
          "[".repeat(100) + "]".repeat(100),
          "\"" + "x".repeat(1_000_000) + "\"");
  private static final List<String> INVALID =
      List.of(
          "",
          " ",
          "{",
          "{}x",
          "{} {}",
          "{}\u0000",
          "{}\u0000junk",
          "{'a':1}",
          "{\"a\":1,}",
          "01",
          ".5",
          "NaN",
          "\"\t\"",
          "\uFEFF{}",
          "// {}");

  JsonContract(StoreContract contract) {
    super(contract);
  }

  @Test
  void jsonInRowsIsKeptByteForByte() {
    store().prepare(DYNAMIC);
    long batchId = newBatch();
    for (int i = 0; i < VALID.size(); i++) {
      String json = VALID.get(i);
      StoredRow row =
          new RowSample(i + 1).problems(json).input(json).outcome("FAILED", json).cells(json).get();
      write(unit -> unit.rows().insert(DYNAMIC, batchId, List.of(row)));
      StoredRow read = store().rows().find(DYNAMIC, batchId, i + 1).orElseThrow();
      assertThat(read.equals(row)).as("valid JSON %d is kept", i).isTrue();
    }
  }

  @Test
  void jsonInHeadersIsKeptByteForByte() {
    for (String text : VALID) {
      Json json = Json.of(text);
      NewBatch batch =
          new NewBatch(
              "prices",
              null,
              null,
              null,
              json,
              Samples.PRICES.name(),
              List.of(),
              List.of(),
              null,
              Samples.AT,
              ActorIds.NOBODY);
      long batchId = in(unit -> unit.batches().insert(batch));
      assertThat(batch(batchId).params()).isEqualTo(json);
    }
  }

  @Test
  void aDynamicRowWithInvalidJsonIsRefused() {
    store().prepare(DYNAMIC);
    long batchId = newBatch();
    for (int i = 0; i < INVALID.size(); i++) {
      StoredRow row = new RowSample(2).cells(INVALID.get(i)).get();
      assertThatThrownBy(
              () ->
                  write(
                      unit ->
                          unit.rows()
                              .insert(
                                  DYNAMIC,
                                  batchId,
                                  List.of(new RowSample(1).cells("{}").get(), row))))
          .as("invalid JSON %d", i)
          .isInstanceOf(StoreFailed.class);
      assertThat(store().rows().lastSequence(DYNAMIC, batchId)).isZero();
    }
  }

  @Test
  void aRowWithInvalidProblemsIsRefused() {
    assertRowsRefused(json -> new RowSample(1).problems(json).get());
  }

  @Test
  void aRowWithInvalidInputIsRefused() {
    assertRowsRefused(json -> new RowSample(1).input(json).get());
  }

  @Test
  void anOutcomeWithInvalidJsonIsRefused() {
    long batchId = batchWith(Samples.row(1));
    for (int i = 0; i < INVALID.size(); i++) {
      OutcomeMark mark = new OutcomeMark(1, RowOutcome.FAILED, INVALID.get(i));
      assertThatThrownBy(
              () -> write(unit -> unit.rows().mark(Samples.PRICES, batchId, List.of(mark))))
          .as("invalid JSON %d", i)
          .isInstanceOf(StoreFailed.class);
    }
    assertThat(rows(batchId)).containsExactly(Samples.row(1));
  }

  private void assertRowsRefused(Function<String, StoredRow> sample) {
    long empty = newBatch();
    long batchId = batchWith(Samples.row(1));
    for (int i = 0; i < INVALID.size(); i++) {
      List<StoredRow> rows = List.of(sample.apply(INVALID.get(i)));
      assertThatThrownBy(() -> write(unit -> unit.rows().insert(Samples.PRICES, empty, rows)))
          .as("insert with invalid JSON %d", i)
          .isInstanceOf(StoreFailed.class);
      assertThatThrownBy(() -> write(unit -> unit.rows().update(Samples.PRICES, batchId, rows)))
          .as("update with invalid JSON %d", i)
          .isInstanceOf(StoreFailed.class);
    }
    assertThat(rows(empty)).isEmpty();
    assertThat(rows(batchId)).containsExactly(Samples.row(1));
  }
}
