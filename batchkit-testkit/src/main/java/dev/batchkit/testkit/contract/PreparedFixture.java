package dev.batchkit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.batchkit.Batches;
import dev.batchkit.batch.BatchId;
import dev.batchkit.batch.BatchStatus;
import dev.batchkit.batch.Row;
import dev.batchkit.batch.RowOutcome;
import dev.batchkit.batch.RunOutcome;
import java.util.List;

/** What the contracts of prepared rows share. */
interface PreparedFixture extends LifeFixture {
  /** Frozen, sealed as it is stored, and everything closed. */
  default void assertSealed(BatchId id, StubMeasure measure) {
    assertThat(batch(id).status()).isEqualTo(BatchStatus.SUCCESS);
    assertThat(prices().verify(id).intact()).isTrue();
    assertThat(measure.faults()).isEmpty();
  }

  /** The next execution prepares these rows, and ends the batch. */
  default void assertGoesOn(Batches<PriceLine, PriceRow> door, BatchId id, List<Long> left) {
    StubMeasure mended = new StubMeasure();
    handler().executor(mended.executor());
    assertThat(door.execute(id).outcome()).isEqualTo(RunOutcome.SUCCESS);
    assertThat(mended.begun()).isEqualTo(left);
    assertThat(mended.faults()).isEmpty();
    assertThat(LifeFixture.rows(door, id)).allMatch(row -> row.outcome() == RowOutcome.APPLIED);
    assertThat(door.verify(id).intact()).isTrue();
  }

  /** The rows without an outcome. */
  default List<Long> open(BatchId id) {
    return rows(id).stream().filter(row -> row.outcome() == null).map(Row::sequence).toList();
  }
}
