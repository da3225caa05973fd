package dev.batchkit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.batchkit.batch.BatchId;
import dev.batchkit.batch.BatchStatus;
import dev.batchkit.batch.Cells;
import dev.batchkit.batch.Row;
import dev.batchkit.batch.Run;
import dev.batchkit.batch.RunOutcome;
import dev.batchkit.batch.Severity;
import dev.batchkit.error.HandlerFailed;
import dev.batchkit.error.InvalidValue;
import dev.batchkit.error.UnknownType;
import dev.batchkit.error.WrongState;
import dev.batchkit.json.Json;
import dev.batchkit.orchestration.Entry;
import dev.batchkit.spi.RowSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows come from a source that is given with the call, and where they came from is on record. */
interface SourceLife extends LifeFixture {
  /** A source of these lines. */
  static RowSource<PriceLine> of(PriceLine... lines) {
    return batch -> Arrays.stream(lines).forEach(batch::add);
  }

  /** What the header says of its sources. */
  default List<Map<String, @Nullable Object>> sources(BatchId id) {
    Json source = kit().batches().get(id).source();
    assertThat(source).isNotNull();
    Json all = Json.write(source == null ? null : source.members().get("sources"));
    return all.elements().stream().map(Json::members).toList();
  }

  @Test
  default void aGivenSourceGoesBeforeThatOfTheHandler() {
    handler().rows(Prices.lines(3));
    BatchId id = newBatch();
    Run run = prices().populate(id, of(Prices.line("X1", "Tea", " 1.50 ")));
    assertThat(run.outcome()).isEqualTo(RunOutcome.SUCCESS);
    assertThat(rows(id)).extracting(row -> row.value().sku()).containsExactly("X1");
    assertThat(row(id, 1).value().newPrice()).isEqualTo("1.50");
    prices().repopulate(id, of(Prices.lines(2)));
    assertThat(rows(id)).extracting(row -> row.value().sku()).containsExactly("A1", "A2");
    assertThatThrownBy(() -> prices().populate(id, of())).isInstanceOf(WrongState.class);
    prices().repopulate(id);
    assertThat(rows(id)).hasSize(3);
  }

  @Test
  default void aGivenSourceThatFailsLeavesTheBatchAsItWas() {
    handler().rows(Prices.lines(3));
    BatchId id = newBatch();
    IOException broken = new IOException("line 1,801 ends in the middle");
    RowSource<PriceLine> half =
        batch -> {
          of(Prices.lines(1_800)).addTo(batch);
          throw broken;
        };
    assertThatExceptionOfType(HandlerFailed.class)
        .isThrownBy(() -> prices().populate(id, half))
        .withCause(broken)
        .withMessageContainingAll(batch(id).name(), "the source of its rows")
        .satisfies(
            failure ->
                assertThat(failure.getMessage())
                    .doesNotContain(ScriptedHandler.class.getName(), "1,801"));
    assertThat(batch(id).status()).isEqualTo(BatchStatus.PENDING);
    assertThat(batch(id).source()).isNull();
    assertThat(stored(store(), id)).isEmpty();
    assertThat(lastRun(id).outcome()).isEqualTo(RunOutcome.FAILED);
    assertThat(prices().populate(id).done()).isEqualTo(3);
  }

  @Test
  default void aGivenSourceThatIsInterruptedEndsTheRunKilled() {
    BatchId id = newBatch();
    Run run =
        prices()
            .populate(
                id,
                batch -> {
                  of(Prices.lines(10)).addTo(batch);
                  Thread.currentThread().interrupt();
                  throw new IOException("the reader was interrupted");
                });
    assertThat(Thread.interrupted()).isTrue();
    assertThat(run.outcome()).isEqualTo(RunOutcome.KILLED);
    assertThat(stored(store(), id)).isEmpty();
  }

  @Test
  default void inputsOfAnotherTypeAreRefusedByName() {
    BatchId id = newBatch();
    assertThatExceptionOfType(UnknownType.class)
        .isThrownBy(
            () -> kit().batches().populate(id, batch -> batch.add(new Cells(Map.of("sku", "x")))))
        .withMessageContainingAll("life-prices", "PriceLine", "Cells");
    assertThat(prices().runs(id)).isEmpty();
  }

  @Test
  default void rowsOfAnotherBatchAreMadeIntoInputs() {
    BatchId from = newBatch();
    populate(from, Prices.lines(2_500));
    BatchId id = newBatch();
    RowSource<PriceLine> dear =
        prices()
            .rows(from)
            .sortedByDescending("sku")
            .after(7)
            .as(row -> new PriceLine("B" + row.value().sku(), row.value().name(), "1"));
    assertThat(prices().populate(id, dear).done()).isEqualTo(2_500);
    assertThat(row(id, 1).value().sku()).isEqualTo("BA999");
    assertThat(row(id, 2_500).value().sku()).isEqualTo("BA1");
    assertThat(batch(id).parent()).isEqualTo(from);
    assertThat(sources(id))
        .containsExactly(Map.of("name", "batch:" + from, "version", batch(from).version()));
  }

  @Test
  default void onlyRowsOfTheSelectionAreTaken() {
    BatchId from =
        populated(
            Prices.line("A1", "Tea", "1"),
            Prices.line("A2", "Tea", "none"),
            Prices.line("A3", "Tea", "none"));
    BatchId id = newBatch();
    prices().populate(id, prices().rows(from).severity(Severity.ERROR).as(prices()::input));
    assertThat(rows(id))
        .extracting(row -> prices().input(row))
        .containsExactly(Prices.line("A2", "Tea", "none"), Prices.line("A3", "Tea", "none"));
  }

  @Test
  default void sourcesCanBePutTogether() {
    BatchId one = populated(Prices.line("A1", "Tea", "1"));
    BatchId two = populated(Prices.line("A2", "Gin", "2"));
    BatchId id = newBatch();
    prices()
        .populate(
            id,
            batch -> {
              prices().rows(one).as(prices()::input).addTo(batch);
              batch.source("by hand", Json.write(Map.of("name", "other", "by", "Ann")));
              batch.add(Prices.line("A3", "Rum", "3"));
              prices().rows(two).as(prices()::input).addTo(batch);
            });
    assertThat(rows(id)).extracting(row -> row.value().sku()).containsExactly("A1", "A3", "A2");
    assertThat(batch(id).parent()).isEqualTo(one);
    assertThat(sources(id))
        .extracting(source -> source.get("name"))
        .containsExactly("batch:" + one, "by hand", "batch:" + two);
    assertThat(sources(id).get(1)).containsEntry("by", "Ann");
    assertThat(kit().orchestration().entries(lastRun(id).id(), null, 1_000))
        .extracting(Entry::source)
        .containsExactly("batch:" + one, "by hand", "batch:" + two);
  }

  @Test
  default void aBatchThatChangesWhileItsRowsAreTakenFailsTheRun() {
    BatchId from = populated(Prices.lines(1_500));
    BatchId id = newBatch();
    RowSource<PriceLine> source =
        prices()
            .rows(from)
            .as(
                row -> {
                  if (row.sequence() == 100) {
                    prices().repopulate(from, of(Prices.lines(2)));
                  }
                  return prices().input(row);
                });
    assertThatExceptionOfType(WrongState.class)
        .isThrownBy(() -> prices().populate(id, source))
        .withMessageContaining(batch(from).name());
    assertThat(stored(store(), id)).isEmpty();
    assertThat(prices().populate(id, source).done()).isEqualTo(2);
  }

  @Test
  default void aBatchCanBeMadeAgainFromItsOwnRows() {
    BatchId id = populated(Prices.lines(1_200));
    prices()
        .repopulate(
            id,
            prices()
                .rows(id)
                .as(row -> new PriceLine(row.value().sku(), "New " + row.value().name(), "1")));
    assertThat(rows(id))
        .hasSize(1_200)
        .allSatisfy(row -> assertThat(row.value().name()).startsWith("New Article"));
    assertThat(batch(id).parent()).isNull();
  }

  @Test
  default void aRepopulateForgetsTheOldSources() {
    BatchId from = populated(Prices.lines(1));
    BatchId id = newBatch();
    prices().populate(id, prices().rows(from).as(prices()::input));
    prices().repopulate(id, of(Prices.lines(1)));
    assertThat(batch(id).parent()).isNull();
    assertThat(sources(id)).isEmpty();
  }

  @Test
  default void aFileIsRecordedWithNameSizeAndHash(@TempDir Path folder) throws Exception {
    byte[] bytes = "sku,price\nA1,1\nA2,2\n€\n".repeat(20_000).getBytes(StandardCharsets.UTF_8);
    Path file = Files.write(folder.resolve("acme.csv"), bytes);
    Path empty = Files.write(folder.resolve("empty.csv"), new byte[0]);
    BatchId id = newBatch();
    List<InputStream> opened = new ArrayList<>();
    handler()
        .source(
            batch -> {
              try (InputStream all = batch.read(file)) {
                assertThat(all.readAllBytes()).isEqualTo(bytes);
              }
              InputStream left = batch.read(empty);
              opened.add(left);
              InputStream head = batch.read(file);
              opened.add(head);
              assertThat(head.read()).isEqualTo('s');
              assertThat(head.skip(3)).isEqualTo(3);
              assertThat(head.markSupported()).isFalse();
              BufferedReader lines =
                  new BufferedReader(new InputStreamReader(head, StandardCharsets.UTF_8));
              batch.add(Prices.line(lines.readLine(), "Tea", "1"));
            });
    Run run = prices().populate(id);
    assertThat(row(id, 1).value().sku()).isEqualTo("price");
    assertThat(sources(id)).containsExactly(fact(file), fact(empty), fact(file));
    assertThat(kit().orchestration().entries(run.id(), null, 1_000))
        .extracting(Entry::source)
        .containsExactly(file.toString(), empty.toString(), file.toString());
    for (InputStream stream : opened) {
      assertThatThrownBy(stream::read).isInstanceOf(IOException.class);
    }
  }

  private static Map<String, Object> fact(Path file) throws Exception {
    byte[] bytes = Files.readAllBytes(file);
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
    return Map.of(
        "name",
        file.toString(),
        "size",
        (long) bytes.length,
        "sha256",
        HexFormat.of().formatHex(hash));
  }

  @Test
  default void aFileThatIsNotThereFailsTheRun(@TempDir Path folder) {
    Path file = folder.resolve("gone.csv");
    BatchId id = newBatch();
    RowSource<PriceLine> gone = batch -> batch.read(file);
    assertThatExceptionOfType(HandlerFailed.class)
        .isThrownBy(() -> prices().populate(id, gone))
        .withCauseInstanceOf(NoSuchFileException.class);
    assertThat(batch(id).source()).isNull();
    assertThat(kit().orchestration().entries(lastRun(id).id(), null, 1_000)).isEmpty();
  }

  @Test
  default void whatIsNoObjectTellsNothingOfASource() {
    BatchId id = newBatch();
    RowSource<PriceLine> source = batch -> batch.source("by hand", Json.of("[1]"));
    assertThatThrownBy(() -> prices().populate(id, source)).isInstanceOf(InvalidValue.class);
    assertThat(rows(id)).extracting(Row::sequence).isEmpty();
  }
}
