package dev.batchkit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.batchkit.batch.RowOutcome;
import dev.batchkit.batch.RowWindow;
import dev.batchkit.store.OutcomeMark;
import dev.batchkit.store.StoredRow;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Outcomes: a row that is applied does not change any more. What lies outside a window can go. */
abstract class OutcomeContract extends StoreFixture {
  OutcomeContract(StoreContract contract) {
    super(contract);
  }

  @Test
  void rowsAreMarkedWithOutcomesOfEveryKind() {
    long batchId = batchWith(Samples.row(1), Samples.row(2), Samples.row(3), Samples.row(4));
    mark(
        batchId,
        applied(1),
        new OutcomeMark(2, RowOutcome.SKIPPED, "{ \"reason\" : \"" + "ü".repeat(9) + "\" }"),
        new OutcomeMark(4, RowOutcome.FAILED, "[ 1.10 ]"));
    assertThat(rows(batchId))
        .containsExactly(
            marked(1, "APPLIED", null),
            marked(2, "SKIPPED", "{ \"reason\" : \"" + "ü".repeat(9) + "\" }"),
            Samples.row(3),
            marked(4, "FAILED", "[ 1.10 ]"));
  }

  @Test
  void aRowThatIsNotAppliedIsMarkedAgain() {
    long batchId = batchWith(Samples.row(1), Samples.row(2));
    mark(
        batchId,
        new OutcomeMark(1, RowOutcome.FAILED, "[1]"),
        new OutcomeMark(2, RowOutcome.SKIPPED, "[2]"));
    mark(batchId, new OutcomeMark(1, RowOutcome.FAILED, "[3]"), applied(2));
    mark(batchId, applied(1));
    assertThat(rows(batchId))
        .containsExactly(marked(1, "APPLIED", null), marked(2, "APPLIED", null));
  }

  @Test
  void aRowThatIsMarkedMustExist() {
    long batchId = batchWith(Samples.row(1));
    assertRefused(
        unit -> unit.rows().mark(Samples.PRICES, batchId, List.of(applied(1), applied(2))));
    assertThat(rows(batchId)).containsExactly(Samples.row(1));
  }

  @Test
  void aRemovedRowIsNotMarked() {
    StoredRow removed = new RowSample(2).removed().get();
    long batchId = batchWith(Samples.row(1), removed);
    assertRefused(
        unit -> unit.rows().mark(Samples.PRICES, batchId, List.of(applied(1), applied(2))));
    assertThat(rows(batchId)).containsExactly(Samples.row(1), removed);
  }

  @Test
  void anAppliedRowIsNotMarkedAgain() {
    long batchId = batchMarked(Samples.row(1), applied(1));
    OutcomeMark failed = new OutcomeMark(1, RowOutcome.FAILED, null);
    assertRefused(unit -> unit.rows().mark(Samples.PRICES, batchId, List.of(failed)));
    assertRefused(unit -> unit.rows().mark(Samples.PRICES, batchId, List.of(applied(1))));
    assertThat(rows(batchId)).containsExactly(marked(1, "APPLIED", null));
  }

  @Test
  void anAppliedRowIsNotUpdated() {
    long batchId = batchMarked(Samples.row(1), applied(1));
    assertRefused(
        unit -> unit.rows().update(Samples.PRICES, batchId, List.of(Samples.row(1, "ODD"))));
    assertThat(rows(batchId)).containsExactly(marked(1, "APPLIED", null));
  }

  @Test
  void anAppliedRowIsNotDeleted() {
    long batchId = batchMarked(Samples.row(1), applied(1));
    assertRefused(
        unit -> {
          int unused =
              unit.rows().deleteOutside(Samples.PRICES, batchId, new RowWindow(2, 2, 2), 10);
        });
    assertThat(rows(batchId)).containsExactly(marked(1, "APPLIED", null));
  }

  @Test
  void rowsOutsideAWindowAreDeletedOnBothSidesOfIt() {
    long batchId = batchWith(many(6));
    long other = batchWith(many(6));
    assertThat(deleteOutside(batchId, new RowWindow(3, 4, 6), 10)).isEqualTo(4);
    assertThat(rows(batchId)).containsExactly(Samples.row(3), Samples.row(4));
    assertThat(rows(other)).hasSize(6);
    assertThat(deleteOutside(batchId, new RowWindow(3, 4, 6), 10)).isZero();
  }

  @Test
  void noMoreRowsAreDeletedThanTheLimitSays() {
    long batchId = batchWith(many(6));
    RowWindow window = new RowWindow(3, 4, 6);
    assertThat(deleteOutside(batchId, window, 3)).isEqualTo(3);
    assertThat(rows(batchId)).hasSize(3).contains(Samples.row(3), Samples.row(4));
    assertThat(deleteOutside(batchId, window, 3)).isEqualTo(1);
    assertThat(rows(batchId)).containsExactly(Samples.row(3), Samples.row(4));
  }

  @Test
  void allRowsLieOutsideAnEmptyWindow() {
    long batchId = batchWith(Samples.row(1), new RowSample(2).removed().get(), Samples.row(9));
    assertThat(deleteOutside(batchId, new RowWindow(5, 4, 9), 10)).isEqualTo(3);
    assertThat(rows(batchId)).isEmpty();
  }

  private static OutcomeMark applied(long sequence) {
    return new OutcomeMark(sequence, RowOutcome.APPLIED, null);
  }

  private static StoredRow marked(long sequence, String outcome, @Nullable String detail) {
    return new RowSample(sequence).outcome(outcome, detail).get();
  }

  private static StoredRow[] many(long count) {
    return LongStream.rangeClosed(1, count).mapToObj(Samples::row).toArray(StoredRow[]::new);
  }

  private void mark(long batchId, OutcomeMark... marks) {
    write(unit -> unit.rows().mark(Samples.PRICES, batchId, List.of(marks)));
  }

  private int deleteOutside(long batchId, RowWindow window, int limit) {
    return in(unit -> unit.rows().deleteOutside(Samples.PRICES, batchId, window, limit));
  }
}
