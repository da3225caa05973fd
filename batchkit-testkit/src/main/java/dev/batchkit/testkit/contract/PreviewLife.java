package dev.batchkit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.batchkit.batch.BatchId;
import dev.batchkit.batch.Preview;
import dev.batchkit.batch.Row;
import dev.batchkit.error.HandlerFailed;
import dev.batchkit.spi.RowResult;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A preview says what an execution would do, and does nothing. */
interface PreviewLife extends LifeFixture {
  /** One row of every severity. */
  default PriceLine[] mixed() {
    return new PriceLine[] {
      Prices.line("A1", "Tea", "1"),
      Prices.line("A2", null, "2"),
      Prices.line("A3", "gone", "3"),
      Prices.line("A4", "Rum", "4x"),
      Prices.line("A1", "Tea again", "5")
    };
  }

  @Test
  default void aPreviewCountsWhatWouldBeExecutedSkippedAndBlocked() {
    BatchId id = populated(mixed());
    handler().description(batch -> "Sets **" + batch.batch().rows().through() + "** prices.");
    Preview preview = prices().preview(id);
    assertThat(preview.toExecute()).isEqualTo(2);
    assertThat(preview.toSkip()).isEqualTo(1);
    assertThat(preview.blocking()).isEqualTo(2);
    assertThat(preview.isExecutable()).isFalse();
    assertThat(preview.reasons()).singleElement().asString().contains("2", "leaveOutErrors");
    assertThat(preview.description()).isEqualTo("Sets **5** prices.");
  }

  @Test
  default void aPreviewWithOptionsSaysWhatTheyWouldDo() {
    BatchId id = populated(mixed());
    Preview preview = prices().preview(id, options -> options.leaveOutErrors());
    assertThat(preview.toExecute()).isEqualTo(2);
    assertThat(preview.toSkip()).isEqualTo(3);
    assertThat(preview.blocking()).isZero();
    assertThat(preview.isExecutable()).isTrue();
  }

  @Test
  default void aPreviewHasAllReasonsAtOnce() {
    BatchId id = populated(mixed());
    handler().whyNot(batch -> Optional.of("The month is closed."));
    assertThat(prices().preview(id).reasons()).hasSize(2).contains("The month is closed.");
  }

  @Test
  default void aBatchThatWasNeverPopulatedIsNotExecutable() {
    Preview preview = prices().preview(newBatch());
    assertThat(preview.isExecutable()).isFalse();
    assertThat(preview.reasons()).singleElement().asString().contains("populate");
  }

  @Test
  default void aFrozenBatchIsNotExecutable() {
    BatchId id = populated(Prices.lines(1));
    prices().execute(id);
    assertThat(prices().preview(id).isExecutable()).isFalse();
  }

  @Test
  default void aPreviewOfWhatFailedCountsWhatIsLeft() {
    BatchId id = populated(Prices.lines(5));
    handler()
        .executor(
            chunk -> {
              for (Row<PriceRow> row : chunk.rows()) {
                chunk.verdict(
                    row, row.sequence() < 4 ? RowResult.applied() : RowResult.failed("not yet"));
              }
            });
    prices().execute(id);
    Preview preview = prices().preview(id);
    assertThat(preview.toExecute()).isEqualTo(2);
    assertThat(preview.isExecutable()).isTrue();
  }

  @Test
  default void aPreviewChangesNothingAndIsNoRun() {
    BatchId id = populated(mixed());
    var batch = batch(id);
    var rows = rows(id);
    prices().preview(id);
    assertThat(batch(id)).isEqualTo(batch);
    assertThat(rows(id)).isEqualTo(rows);
    assertThat(prices().runs(id)).hasSize(1);
  }

  @Test
  default void aHandlerThatFailsInAPreviewIsNamed() {
    BatchId id = populated(Prices.lines(1));
    IOException broken = new IOException("canary");
    handler()
        .description(
            batch -> {
              throw broken;
            });
    assertThatExceptionOfType(HandlerFailed.class)
        .isThrownBy(() -> prices().preview(id))
        .withCause(broken)
        .withMessageContainingAll(batch(id).name(), ScriptedHandler.class.getName())
        .satisfies(failure -> assertThat(failure.getMessage()).doesNotContain("canary"));
    assertThat(prices().runs(id)).hasSize(1);
  }
}
