package dev.batchkit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.batchkit.Batches;
import dev.batchkit.batch.BatchId;
import dev.batchkit.batch.Problem;
import dev.batchkit.batch.Row;
import dev.batchkit.batch.Run;
import dev.batchkit.error.ExecutionBlocked;
import dev.batchkit.spi.BatchType;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** All but the first row of a key that must be unique are marked. */
interface UniqueLife extends LifeFixture {
  @Test
  default void allButTheFirstRowOfAKeyAreDuplicates() {
    BatchId id =
        populated(
            Prices.line("A1", "Tea", "1"),
            Prices.line("A2", "Rum", "2"),
            Prices.line(" A1 ", "Tea again", "3"),
            Prices.line("A1", "and again", "4"),
            Prices.line("a1", "another", "5"));
    assertThat(codes(id)).containsExactly("OK", "OK", "DUPLICATE", "DUPLICATE", "OK");
    assertThat(row(id, 3).problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.column()).isEqualTo("sku");
              assertThat(problem.message()).contains("row 1").doesNotContain("A1");
              assertThat(problem.remediation()).isNotBlank();
            });
    assertThat(lastRun(id).issues()).isEqualTo(2);
    assertThatThrownBy(() -> prices().execute(id)).isInstanceOf(ExecutionBlocked.class);
    assertThat(prices().execute(id, options -> options.leaveOutErrors()).skipped()).isEqualTo(2);
  }

  @Test
  default void rowsWithoutKeyAreNoDuplicates() {
    BatchId id =
        populated(
            Prices.line(null, "Tea", "1"),
            Prices.line(null, "Rum", "2"),
            Prices.line(" ", "Gin", "3"));
    assertThat(codes(id)).containsOnly("ERROR");
    assertThat(rows(id)).allMatch(row -> row.problems().size() == 1);
  }

  @Test
  default void duplicatesAreFoundAcrossChunks() {
    BatchId id = newBatch();
    PriceLine[] lines = Prices.lines(2_300);
    lines[1_499] = Prices.line("A7", "again", "1");
    lines[1_501] = Prices.line("A1450", "again", "1");
    lines[2_299] = Prices.line("A7", "and again", "1");
    populate(id, lines);
    assertThat(rows(id))
        .filteredOn(row -> row.status().code().equals("DUPLICATE"))
        .extracting(Row::sequence)
        .containsExactly(1_500L, 1_502L, 2_300L);
    assertThat(row(id, 2_300).problems())
        .extracting(Problem::message)
        .first()
        .asString()
        .endsWith("row 7");
  }

  @Test
  default void aDuplicateKeepsItsOwnProblemsAndTheGravestStatus() {
    BatchId id =
        populated(
            Prices.line("A1", "Tea", "1"),
            Prices.line("A1", null, "2"),
            Prices.line("A1", null, "12,3x"),
            Prices.line("A1", "gone", "3"));
    assertThat(codes(id)).containsExactly("OK", "DUPLICATE", "ERROR", "DUPLICATE");
    assertThat(row(id, 2).problems())
        .extracting(Problem::code)
        .containsExactly("WARNING", "DUPLICATE");
    assertThat(row(id, 3).problems())
        .extracting(Problem::code)
        .containsExactlyInAnyOrder("WARNING", "ERROR", "DUPLICATE");
  }

  @Test
  default void aKeyMayHaveSeveralColumnsAndATypeSeveralKeys() {
    BatchType<PriceLine, PriceLine> type =
        BatchType.of("life-keys", PriceLine.class).unique("sku", "name").unique("price");
    ScriptedHandler<PriceLine, PriceLine> keyed = new ScriptedHandler<>(type, (in, row) -> in);
    keyed.rows(
        Prices.line("A1", "Tea", "1"),
        Prices.line("A1", "Rum", "2"),
        Prices.line("A1", "Tea", "3"),
        Prices.line("A1", null, "4"),
        Prices.line("A1", null, "5"),
        Prices.line("A1", "Tea", "1"),
        Prices.line("A2", "Tea", null));
    Batches<PriceLine, PriceLine> door = another(options -> options.handler(keyed)).batches(type);
    BatchId id = door.create(draft -> draft).id();
    door.populate(id);
    assertThat(LifeFixture.rows(door, id))
        .extracting(row -> row.problems().size())
        .containsExactly(0, 0, 1, 0, 0, 2, 0);
  }

  @Test
  default void aRepopulateDoesNotCompareWithTheRowsThatItReplaces() {
    BatchId id = populated(Prices.lines(3));
    prices().repopulate(id);
    assertThat(codes(id)).containsOnly("OK").hasSize(3);
  }

  @Test
  default void refreshLeavesMarksAsTheyAreWhereNothingChanged() {
    BatchId id =
        populated(
            Prices.line("A1", "Tea", "1"),
            Prices.line("A1", "again", "2"),
            Prices.line("A1", null, "3"),
            Prices.line("A1", "x", "3x"));
    List<Row<PriceRow>> before = rows(id);
    Run run = prices().refresh(id);
    assertThat(rows(id)).isEqualTo(before);
    assertThat(run.issues()).isEqualTo(prices().runs(id).get(0).issues());
  }

  @Test
  default void refreshMarksAnewWhereKeysChanged() {
    Map<String, String> names = new ConcurrentHashMap<>(Map.of("one", "X", "two", "X"));
    handler()
        .refresher(
            (in, row) -> {
              String raw = String.valueOf(in.sku());
              return new PriceRow(names.getOrDefault(raw, raw), in.name(), null, null);
            });
    BatchId id =
        populated(
            Prices.line("one", "a", null),
            Prices.line("two", "b", null),
            Prices.line("Y", "c", null),
            Prices.line("Z", "d", null));
    assertThat(codes(id)).containsExactly("OK", "DUPLICATE", "OK", "OK");
    names.put("one", "Y");
    prices().refresh(id);
    assertThat(codes(id)).containsExactly("OK", "OK", "DUPLICATE", "OK");
    assertThat(rows(id)).extracting(Row::version).containsExactly(2L, 2L, 2L, 1L);
    assertThat(row(id, 2).problems()).isEmpty();
    assertThat(row(id, 3).problems().get(0).message()).endsWith("row 1");
    prices().refresh(id);
    assertThat(rows(id)).extracting(Row::version).containsExactly(2L, 2L, 2L, 1L);
  }

  @Test
  default void refreshMarksAnewAcrossChunks() {
    Map<String, String> names = new ConcurrentHashMap<>();
    handler()
        .refresher(
            (in, row) -> {
              String raw = String.valueOf(in.sku());
              return new PriceRow(names.getOrDefault(raw, raw), in.name(), null, null);
            });
    BatchId id = newBatch();
    populate(id, Prices.lines(2_300));
    names.put("A3", "A2299");
    names.put("A2000", "A1");
    prices().refresh(id);
    assertThat(rows(id))
        .filteredOn(row -> row.status().code().equals("DUPLICATE"))
        .extracting(Row::sequence)
        .containsExactly(2_000L, 2_299L);
    assertThat(rows(id))
        .filteredOn(row -> row.version() > 1)
        .extracting(Row::sequence)
        .containsExactly(3L, 2_000L, 2_299L);
    names.clear();
    prices().refresh(id);
    assertThat(codes(id)).containsOnly("OK");
  }

  private List<String> codes(BatchId id) {
    return rows(id).stream().map(row -> row.status().code()).toList();
  }
}
