package dev.batchkit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.batchkit.batch.Actor;
import dev.batchkit.batch.RowWindow;
import dev.batchkit.store.StoredChange;
import dev.batchkit.store.StoredRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Changes of rows: kept as they were written, read by row, by batch and by run. */
abstract class ChangeContract extends StoreFixture {
  private static final String INPUT = "{ \"a\" : \"Grüße \\u0001\", \"b\" : 1.10 }";

  ChangeContract(StoreContract contract) {
    super(contract);
  }

  @Test
  void aChangeIsKeptAsItWasWritten() {
    long batchId = newBatch();
    Long ann = in(unit -> unit.resolve(Actor.of("ann@acme.example"))).userId();
    StoredChange full = new StoredChange(3, 2, Samples.AT_TEXT, ann, INPUT, "null", "run-1");
    StoredChange bare = new StoredChange(3, 3, Samples.AT_TEXT, null, null, null, null);
    insert(batchId, full, bare);
    assertThat(store().changes().ofRow(batchId, 3)).containsExactly(full, bare);
    assertThat(store().changes().find(batchId, 3, 2)).contains(full);
    assertThat(store().changes().find(batchId, 3, 4)).isEmpty();
    assertThat(store().changes().find(batchId + 1, 3, 2)).isEmpty();
  }

  @Test
  void theChangesOfABatchComeByRowAndVersion() {
    long batchId = newBatch();
    long other = newBatch();
    StoredChange[] sorted = {
      change(1, 1), change(2, 2), change(2, 10), change(3, 1), change(10, 2)
    };
    insert(batchId, sorted[4], sorted[2], sorted[0], sorted[3], sorted[1]);
    insert(other, change(2, 3));
    assertThat(store().changes().page(batchId, 0, 0, 10)).containsExactly(sorted);
    List<StoredChange> read = new ArrayList<>();
    List<StoredChange> page = store().changes().page(batchId, 0, 0, 2);
    while (!page.isEmpty()) {
      assertThat(page.size()).isLessThanOrEqualTo(2);
      read.addAll(page);
      StoredChange last = page.get(page.size() - 1);
      page = store().changes().page(batchId, last.sequence(), last.version(), 2);
    }
    assertThat(read).containsExactly(sorted);
    assertThat(store().changes().ofRow(batchId, 2)).containsExactly(sorted[1], sorted[2]);
    assertThat(store().changes().ofRow(batchId, 4)).isEmpty();
  }

  @Test
  void theChangesOfARunAreThoseThatItMade() {
    long batchId = newBatch();
    insert(batchId, ofRun(1, "a"), ofRun(2, "b"), ofRun(3, "a"), change(4, 2), ofRun(5, "a"));
    assertThat(store().changes().ofRun(batchId, "a", 0, 2))
        .containsExactly(ofRun(1, "a"), ofRun(3, "a"));
    assertThat(store().changes().ofRun(batchId, "a", 3, 2)).containsExactly(ofRun(5, "a"));
    assertThat(store().changes().ofRun(batchId, "c", 0, 2)).isEmpty();
  }

  @Test
  void aUnitSeesItsOwnChanges() {
    long batchId = newBatch();
    List<StoredChange> seen =
        in(
            unit -> {
              unit.changes().insert(batchId, List.of(change(1, 2)));
              return unit.changes().ofRow(batchId, 1);
            });
    assertThat(seen).containsExactly(change(1, 2));
  }

  @Test
  void aVersionIsChangedOnce() {
    long batchId = newBatch();
    insert(batchId, change(1, 2));
    assertRefused(unit -> unit.changes().insert(batchId, List.of(change(1, 3), change(1, 2))));
    assertThat(store().changes().ofRow(batchId, 1)).containsExactly(change(1, 2));
  }

  @Test
  void whatAChangeNamesMustExist() {
    long batchId = newBatch();
    assertRefused(unit -> unit.changes().insert(batchId + 1, List.of(change(1, 2))));
    assertRefused(
        unit ->
            unit.changes()
                .insert(
                    batchId,
                    List.of(new StoredChange(1, 2, Samples.AT_TEXT, 99L, null, null, null))));
    assertThat(store().changes().page(batchId, 0, 0, 10)).isEmpty();
  }

  @Test
  void whatIsNoJsonIsRefused() {
    long batchId = newBatch();
    for (String broken : List.of("", "{", "{}\0{}", "NaN")) {
      assertRefused(unit -> unit.changes().insert(batchId, List.of(texts(broken, null))));
      assertRefused(unit -> unit.changes().insert(batchId, List.of(texts(null, broken))));
    }
    assertThat(store().changes().page(batchId, 0, 0, 10)).isEmpty();
  }

  @Test
  void aFrozenBatchTakesNoChange() {
    long batchId = newBatch();
    freeze(batchId);
    assertRefused(unit -> unit.changes().insert(batchId, List.of(change(1, 2))));
    assertThat(store().changes().page(batchId, 0, 0, 10)).isEmpty();
  }

  @Test
  void changesAreShownByRowAndVersion() {
    long batchId = newBatch();
    StoredChange full = new StoredChange(1, 2, Samples.AT_TEXT, null, INPUT, "[]", "run-1");
    insert(batchId, change(2, 2), full);
    List<List<Object>> shown = new ArrayList<>();
    store()
        .batches()
        .showAttachments(
            batchId, (part, names, cells) -> shown.add(withoutNulls(part, names, cells)));
    assertThat(shown)
        .containsExactly(
            List.of(
                "batchkit_change",
                "batch_id=" + batchId,
                "sequence=1",
                "version=2",
                "changed_at=" + Samples.AT_TEXT,
                "before_json=" + INPUT,
                "after_json=[]",
                "orchestration_session_id=run-1"),
            List.of(
                "batchkit_change",
                "batch_id=" + batchId,
                "sequence=2",
                "version=2",
                "changed_at=" + Samples.AT_TEXT));
  }

  @Test
  void rowsAreFoundByTheirKey() {
    StoredRow removed = new RowSample(4).cells("a", 1L).removed().get();
    long batchId =
        batchWith(row(1, "a", 1L), row(2, "b", 1L), row(3, "a", 2L), removed, row(7, "a", 1L));
    long unused = batchWith(row(3, "a", 1L));
    assertThat(withKey(batchId, StoreFixture.ALL, 10, "a"))
        .containsExactly(row(1, "a", 1L), row(3, "a", 2L), row(7, "a", 1L));
    assertThat(withKey(batchId, StoreFixture.ALL, 2, "a")).hasSize(2);
    assertThat(withKey(batchId, new RowWindow(2, 6, 7), 10, "a")).containsExactly(row(3, "a", 2L));
    assertThat(withKey(batchId, StoreFixture.ALL, 10, "A")).isEmpty();
    assertThat(withKey(batchId, StoreFixture.ALL, 10, "a", 1L))
        .containsExactly(row(1, "a", 1L), row(7, "a", 1L));
  }

  private List<StoredRow> withKey(long batchId, RowWindow window, int limit, Object... cells) {
    List<String> key = cells.length == 1 ? List.of("sku") : List.of("sku", "amount");
    return store()
        .rows()
        .withKey(Samples.PRICES, batchId, window, key, Arrays.asList(cells), limit);
  }

  private static List<Object> withoutNulls(
      String part, List<String> names, @Nullable Object[] cells) {
    List<Object> shown = new ArrayList<>(List.of(part));
    for (int i = 0; i < cells.length; i++) {
      if (cells[i] != null) {
        shown.add(names.get(i) + "=" + Objects.requireNonNull(cells[i]));
      }
    }
    return shown;
  }

  private void insert(long batchId, StoredChange... changes) {
    write(unit -> unit.changes().insert(batchId, List.of(changes)));
  }

  private static StoredRow row(long sequence, String sku, Long amount) {
    return new RowSample(sequence).cells(sku, amount).get();
  }

  private static StoredChange change(long sequence, long version) {
    return new StoredChange(sequence, version, Samples.AT_TEXT, null, null, null, null);
  }

  private static StoredChange ofRun(long sequence, String runId) {
    return new StoredChange(sequence, 2, Samples.AT_TEXT, null, INPUT, INPUT, runId);
  }

  private static StoredChange texts(@Nullable String before, @Nullable String after) {
    return new StoredChange(1, 2, Samples.AT_TEXT, null, before, after, null);
  }
}
