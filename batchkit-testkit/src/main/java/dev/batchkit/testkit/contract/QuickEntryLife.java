package dev.batchkit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.batchkit.BatchKit;
import dev.batchkit.batch.Batch;
import dev.batchkit.batch.BatchId;
import dev.batchkit.batch.Row;
import dev.batchkit.error.HandlerFailed;
import dev.batchkit.error.InvalidValue;
import dev.batchkit.error.NoSuchRow;
import dev.batchkit.error.WrongState;
import dev.batchkit.spi.QuickEntry;
import dev.batchkit.spi.QuickEntryContext;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A text that is scanned or typed finds, changes or adds a row, as the handler says. */
interface QuickEntryLife extends LifeFixture {
  /** Counts what is scanned, in the price. */
  private static QuickEntry<PriceLine, PriceRow> count(
      QuickEntryContext<PriceLine, PriceRow> batch, String text) {
    if (text.isBlank()) {
      return QuickEntry.nothing();
    }
    List<Row<PriceRow>> found = batch.find("sku", text);
    if (found.isEmpty()) {
      return QuickEntry.add(Prices.line(text, "scanned", "1"));
    }
    PriceLine in = batch.input(found.get(0));
    int more = Integer.parseInt(String.valueOf(in.price())) + 1;
    return QuickEntry.edit(found.get(0), new PriceLine(in.sku(), in.name(), "" + more));
  }

  @Test
  default void aTextFindsOrAddsARow() {
    handler().quick(QuickEntryLife::count);
    BatchId id = populated(Prices.line("A1", "Tea", "1"));
    Row<PriceRow> edited = prices().quickEntry(id, "A1").orElseThrow();
    assertThat(edited.sequence()).isEqualTo(1);
    assertThat(edited).isEqualTo(row(id, 1));
    assertThat(edited.value().newPrice()).isEqualTo(new BigDecimal("2"));
    Row<PriceRow> added = prices().quickEntry(id, "B1").orElseThrow();
    assertThat(added.sequence()).isEqualTo(2);
    assertThat(prices().quickEntry(id, "B1").orElseThrow().version()).isEqualTo(2);
    assertThat(prices().history(id, null, 10)).hasSize(3);
    assertThat(kit().batches().quickEntry(id, "B1").orElseThrow().value().values())
        .containsEntry("sku", "B1");
    prices().remove(id, 1, 2);
    assertThat(prices().quickEntry(id, "A1").orElseThrow().sequence()).isEqualTo(3);
  }

  @Test
  default void aTextMayMeanNothingOrJustARow() {
    BatchId id = populated(Prices.lines(3));
    Batch before = batch(id);
    assertThat(prices().quickEntry(id, "A2")).isEmpty();
    handler().quick((batch, text) -> QuickEntry.found(batch.find("sku", text).get(0)));
    assertThat(prices().quickEntry(id, "A2")).isEqualTo(Optional.of(row(id, 2)));
    assertThat(batch(id)).isEqualTo(before);
    assertThat(prices().history(id, null, 10)).isEmpty();
  }

  @Test
  default void manyWhoScanTheSameAddItOnce() throws Exception {
    handler().quick(QuickEntryLife::count);
    BatchId id = populated(Prices.lines(2));
    BatchKit other = another();
    List<Object> unused =
        Crowd.of(
            6,
            i ->
                () -> {
                  var door = (i % 2 == 0 ? kit() : other).batches(Prices.TYPE);
                  for (int n = 0; n < 4; n++) {
                    Row<PriceRow> unusedRow = door.quickEntry(id, "B1").orElseThrow();
                  }
                  return id;
                });
    assertThat(rows(id)).hasSize(3);
    assertThat(row(id, 3).value().newPrice()).isEqualTo(new BigDecimal("24"));
    assertThat(prices().history(id, 3)).hasSize(24);
  }

  @Test
  default void theHandlerIsAskedAgainWhereTheBatchChangedMeanwhile() {
    BatchId id = populated(Prices.lines(2));
    AtomicInteger asked = new AtomicInteger();
    handler()
        .quick(
            (batch, text) -> {
              if (asked.getAndIncrement() == 0) {
                Row<PriceRow> unused =
                    another().batches(Prices.TYPE).add(id, Prices.line(text, "faster", "5"));
              }
              return count(batch, text);
            });
    Row<PriceRow> row = prices().quickEntry(id, "B1").orElseThrow();
    assertThat(asked).hasValue(2);
    assertThat(prices().input(row)).isEqualTo(Prices.line("B1", "faster", "6"));
    assertThat(rows(id)).hasSize(3);
  }

  @Test
  default void whatGoesWrongChangesNothing() {
    BatchId id = populated(Prices.lines(2));
    Batch before = batch(id);
    IllegalStateException thrown = new IllegalStateException("secret");
    handler()
        .quick(
            (batch, text) -> {
              throw thrown;
            });
    assertThatExceptionOfType(HandlerFailed.class)
        .isThrownBy(() -> prices().quickEntry(id, "B1"))
        .withCause(thrown)
        .satisfies(failed -> assertThat(failed.getMessage()).doesNotContain("secret", "B1"));
    handler().quick((batch, text) -> QuickEntry.found(batch.find("colour", text).get(0)));
    assertThatExceptionOfType(InvalidValue.class).isThrownBy(() -> prices().quickEntry(id, "B1"));
    handler()
        .quick(
            (batch, text) ->
                QuickEntry.edit(
                    new Row<>(
                        id,
                        9,
                        row(id, 1).status(),
                        List.of(),
                        row(id, 1).value(),
                        null,
                        1,
                        false,
                        null,
                        null,
                        row(id, 1).updatedAt(),
                        null),
                    Prices.line("B", "x", "1")));
    assertThatExceptionOfType(NoSuchRow.class).isThrownBy(() -> prices().quickEntry(id, "B1"));
    assertThat(batch(id)).isEqualTo(before);
    handler().quick(QuickEntryLife::count);
    prices().complete(id);
    assertThatExceptionOfType(WrongState.class).isThrownBy(() -> prices().quickEntry(id, "B1"));
    assertThat(rows(id)).hasSize(2);
  }
}
