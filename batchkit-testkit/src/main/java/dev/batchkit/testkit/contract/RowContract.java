package dev.batchkit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.batchkit.batch.Actor;
import dev.batchkit.batch.RowWindow;
import dev.batchkit.store.RowQuery;
import dev.batchkit.store.StoredCount;
import dev.batchkit.store.StoredRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Rows: inserted, replaced, found, paged and counted. */
abstract class RowContract extends StoreFixture {
  RowContract(StoreContract contract) {
    super(contract);
  }

  @Test
  void aRowIsFoundAsItWasInserted() {
    Long ann = userId("ann@acme.example");
    StoredRow row =
        new RowSample(1)
            .status("ODD")
            .problems("[ {\"code\":\"ODD\"} ]")
            .input("{ \"price\" : \"12,3x\" }")
            .version(3)
            .outcome("FAILED", "{ \"reason\" : \"no\" }")
            .by(ann)
            .get();
    assertThat(row(batchWith(row), 1)).isEqualTo(row);
  }

  @Test
  void aRowThatIsNotThereIsNotFound() {
    long batchId = batchWith(Samples.row(1));
    assertThat(store().rows().find(Samples.PRICES, batchId, 2)).isEmpty();
    assertThat(store().rows().find(Samples.PRICES, batchId + 1, 1)).isEmpty();
  }

  @Test
  void aRowIsFoundWhereverItLies() {
    StoredRow removed = new RowSample(5_000_000_000L).removed().get();
    long batchId = batchWith(removed);
    assertThat(batch(batchId).rows().isEmpty()).isTrue();
    assertThat(row(batchId, 5_000_000_000L)).isEqualTo(removed);
  }

  @Test
  void aSequenceIsTakenOnce() {
    long batchId = batchWith(Samples.row(1));
    assertRefused(
        unit ->
            unit.rows()
                .insert(Samples.PRICES, batchId, List.of(Samples.row(2), Samples.row(1, "ODD"))));
    assertThat(rows(batchId)).containsExactly(Samples.row(1));
  }

  @Test
  void batchesKeepTheirRowsApart() {
    long first = batchWith(Samples.row(1), Samples.row(2));
    long second = batchWith(Samples.row(1, "ODD"));
    assertThat(rows(first)).containsExactly(Samples.row(1), Samples.row(2));
    assertThat(rows(second)).containsExactly(Samples.row(1, "ODD"));
  }

  @Test
  void theBatchOfARowMustExist() {
    long missing = newBatch() + 1;
    assertRefused(unit -> unit.rows().insert(Samples.PRICES, missing, List.of(Samples.row(1))));
  }

  @Test
  void insertingNoRowsDoesNothing() {
    long batchId = newBatch();
    write(unit -> unit.rows().insert(Samples.PRICES, batchId, List.of()));
    assertThat(rows(batchId)).isEmpty();
  }

  @Test
  void rowsArePagedBySequence() {
    long batchId = batchWithMany(1, 2_500);
    List<Long> seen = new ArrayList<>();
    List<StoredRow> page = page(batchId, ALL, 0, 999);
    while (!page.isEmpty() && seen.size() <= 2_500) {
      page.forEach(row -> seen.add(row.sequence()));
      page = page(batchId, ALL, seen.get(seen.size() - 1), 999);
    }
    assertThat(seen).hasSize(2_500).isSorted().startsWith(1L).endsWith(2_500L);
  }

  @Test
  void aPageHasAtMostAsManyRowsAsAskedFor() {
    long batchId = batchWith(Samples.row(1), Samples.row(2), Samples.row(3));
    assertThat(page(batchId, ALL, 0, 2)).containsExactly(Samples.row(1), Samples.row(2));
    assertThat(page(batchId, ALL, 2, 2)).containsExactly(Samples.row(3));
    assertThat(page(batchId, ALL, 3, 2)).isEmpty();
  }

  @Test
  void aPageHasOnlyRowsInTheWindow() {
    long batchId = batchWithMany(1, 5);
    assertThat(page(batchId, new RowWindow(2, 4, 5), 0, 10))
        .extracting(StoredRow::sequence)
        .containsExactly(2L, 3L, 4L);
    assertThat(page(batchId, new RowWindow(2, 4, 5), 3, 10))
        .extracting(StoredRow::sequence)
        .containsExactly(4L);
    assertThat(page(batchId, RowWindow.EMPTY, 0, 10)).isEmpty();
  }

  @Test
  void aPageHasRemovedRowsOnlyWhereAskedFor() {
    StoredRow removed = new RowSample(2).removed().get();
    long batchId = batchWith(Samples.row(1), removed);
    assertThat(page(batchId, ALL, 0, 10)).containsExactly(Samples.row(1));
    assertThat(rows(batchId)).containsExactly(Samples.row(1), removed);
  }

  @Test
  void aPageHasRowsOfTheStatusesAskedForInTheirCommonOrder() {
    long batchId =
        batchWith(
            Samples.row(1, "ODD"),
            Samples.row(2, "OK"),
            Samples.row(3, "ERROR"),
            Samples.row(4, "ODD"),
            Samples.row(5, "OK"));
    assertThat(sequences(batchId, Set.of("OK"), 0, 10)).containsExactly(2L, 5L);
    assertThat(sequences(batchId, Set.of("ODD", "ERROR"), 0, 10)).containsExactly(1L, 3L, 4L);
    assertThat(sequences(batchId, Set.of("ODD", "ERROR"), 1, 1)).containsExactly(3L);
    assertThat(sequences(batchId, Set.of("NONE"), 0, 10)).isEmpty();
    assertThat(sequences(batchId, Set.of(), 0, 10)).hasSize(5);
  }

  @Test
  void theLastSequenceIsTheHighestInOrOutsideTheWindow() {
    long batchId = newBatch();
    assertThat(store().rows().lastSequence(Samples.PRICES, batchId)).isZero();
    write(
        unit ->
            unit.rows()
                .insert(
                    Samples.PRICES,
                    batchId,
                    List.of(Samples.row(3), new RowSample(70_000).removed().get())));
    assertThat(store().rows().lastSequence(Samples.PRICES, batchId)).isEqualTo(70_000);
    assertThat(store().rows().lastSequence(Samples.PRICES, batchId + 1)).isZero();
  }

  @Test
  void rowsAreCountedByStatusAndOutcomeInTheWindow() {
    long batchId =
        batchWith(
            Samples.row(1),
            new RowSample(2).outcome("SKIPPED", null).get(),
            new RowSample(3).outcome("APPLIED", null).get(),
            Samples.row(4, "ODD"),
            Samples.row(5),
            new RowSample(6).removed().get(),
            Samples.row(7, "ODD"));
    assertThat(store().rows().counts(Samples.PRICES, batchId, new RowWindow(1, 6, 7)))
        .containsExactly(
            new StoredCount("ODD", null, 1),
            new StoredCount("OK", null, 2),
            new StoredCount("OK", "APPLIED", 1),
            new StoredCount("OK", "SKIPPED", 1));
    assertThat(store().rows().counts(Samples.PRICES, batchId, new RowWindow(6, 6, 7))).isEmpty();
    assertThat(store().rows().counts(Samples.PRICES, batchId, RowWindow.EMPTY)).isEmpty();
  }

  @Test
  void anUpdateReplacesARowAndItsOutcome() {
    StoredRow before = new RowSample(1).outcome("FAILED", "[1]").input("{}").get();
    long batchId = batchWith(before, Samples.row(2));
    RowSample after =
        new RowSample(1)
            .status("ODD")
            .problems("[]")
            .version(2)
            .removed()
            .by(userId("bob@acme.example"))
            .cells("other", null);
    write(
        unit ->
            unit.rows()
                .update(Samples.PRICES, batchId, List.of(after.outcome("SKIPPED", "[2]").get())));
    assertThat(row(batchId, 1)).isEqualTo(after.outcome("SKIPPED", "[2]").get());
    assertThat(row(batchId, 2)).isEqualTo(Samples.row(2));
  }

  @Test
  void aRowThatIsUpdatedMustExist() {
    long batchId = batchWith(Samples.row(1));
    assertRefused(
        unit ->
            unit.rows()
                .update(Samples.PRICES, batchId, List.of(Samples.row(1, "ODD"), Samples.row(2))));
    assertThat(rows(batchId)).containsExactly(Samples.row(1));
  }

  private Long userId(String email) {
    return Objects.requireNonNull(in(unit -> unit.resolve(Actor.of(email))).userId());
  }

  private long batchWithMany(long from, long through) {
    List<StoredRow> rows = new ArrayList<>();
    for (long sequence = from; sequence <= through; sequence++) {
      rows.add(Samples.row(sequence));
    }
    return batchWith(rows.toArray(StoredRow[]::new));
  }

  private List<StoredRow> page(long batchId, RowWindow window, long after, int limit) {
    return store()
        .rows()
        .page(Samples.PRICES, new RowQuery(batchId, window, after, Set.of(), false, limit));
  }

  private List<Long> sequences(long batchId, Set<String> statuses, long after, int limit) {
    RowQuery query = new RowQuery(batchId, ALL, after, statuses, false, limit);
    return store().rows().page(Samples.PRICES, query).stream().map(StoredRow::sequence).toList();
  }
}
