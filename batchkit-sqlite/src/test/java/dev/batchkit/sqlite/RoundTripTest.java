package dev.batchkit.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.batchkit.batch.Activity;
import dev.batchkit.batch.Actor;
import dev.batchkit.batch.Batch;
import dev.batchkit.batch.BatchStatus;
import dev.batchkit.batch.RowOutcome;
import dev.batchkit.batch.RowWindow;
import dev.batchkit.batch.Run;
import dev.batchkit.batch.RunOutcome;
import dev.batchkit.error.StoreFailed;
import dev.batchkit.error.UnknownActor;
import dev.batchkit.json.Json;
import dev.batchkit.orchestration.Device;
import dev.batchkit.orchestration.Entry;
import dev.batchkit.orchestration.Issue;
import dev.batchkit.orchestration.Nature;
import dev.batchkit.orchestration.OrchestrationSession;
import dev.batchkit.orchestration.StateTransition;
import dev.batchkit.store.ActorIds;
import dev.batchkit.store.BatchQuery;
import dev.batchkit.store.Claim;
import dev.batchkit.store.Duplicate;
import dev.batchkit.store.OutcomeMark;
import dev.batchkit.store.RowQuery;
import dev.batchkit.store.RowTable;
import dev.batchkit.store.StoredCount;
import dev.batchkit.store.StoredRow;
import dev.batchkit.store.Unit;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoundTripTest {
  @TempDir Path directory;
  private SqliteStore store;

  @BeforeEach
  void create() {
    store = SqliteStore.create(directory.resolve("x.db"));
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void a_header_reads_as_it_was_written() {
    long id = store.inUnit("create", unit -> unit.batches().insert(Sample.batch("acme")));

    Batch batch = store.batches().find(id).orElseThrow();

    assertThat(batch.type()).isEqualTo("vendor-prices");
    assertThat(batch.key()).isEqualTo("acme");
    assertThat(batch.status()).isEqualTo(BatchStatus.PENDING);
    assertThat(batch.params()).isEqualTo(Json.of("{\"file\": \"acme.csv\"}"));
    assertThat(batch.columns()).isEqualTo(Sample.PRICES.columns());
    assertThat(batch.statuses()).hasSize(3);
    assertThat(batch.rows()).isEqualTo(RowWindow.EMPTY);
    assertThat(batch.createdAt()).isEqualTo(Sample.NOW);
    assertThat(store.batches().findByKey("vendor-prices", "acme")).contains(id);
    assertThat(store.batches().page(new BatchQuery("vendor-prices", null, Long.MAX_VALUE, 10)))
        .containsExactly(batch);
    assertThat(store.batches().page(new BatchQuery(null, BatchStatus.FAILED, Long.MAX_VALUE, 10)))
        .isEmpty();
  }

  @Test
  void a_second_batch_of_the_same_key_is_refused() {
    store.inUnit("create", unit -> unit.batches().insert(Sample.batch("acme")));

    assertThatThrownBy(
            () -> store.inUnit("create", unit -> unit.batches().insert(Sample.batch("acme"))))
        .isInstanceOf(StoreFailed.class);
    assertThat(store.batches().page(new BatchQuery(null, null, Long.MAX_VALUE, 10))).hasSize(1);
  }

  @Test
  void a_claim_is_won_once_and_settled_by_its_holder_only() {
    long id = store.inUnit("create", unit -> unit.batches().insert(Sample.batch(null)));
    Claim claim = claim(id, Activity.POPULATE);

    Optional<Claim> loser = store.inUnit("claim", unit -> tryClaim(unit, id, Activity.EXECUTE));
    assertThat(loser).isEmpty();
    assertThat(store.batches().claims()).containsExactly(claim);
    Batch running = store.batches().find(id).orElseThrow();
    assertThat(running.status()).isEqualTo(BatchStatus.RUNNING);
    assertThat(running.activity()).isEqualTo(Activity.POPULATE);

    store.inUnit("settle", unit -> settle(unit, running, claim, BatchStatus.SUCCESS));

    assertThat(store.batches().claims()).isEmpty();
    boolean holds = store.inUnit("holds", unit -> unit.batches().holds(claim));
    assertThat(holds).isFalse();
    assertThatThrownBy(
            () -> store.inUnit("settle", unit -> settle(unit, running, claim, BatchStatus.FAILED)))
        .isInstanceOf(StoreFailed.class);
    store.inUnit(
        "freeze",
        unit -> {
          unit.batches().freeze(id, "abc", Sample.NOW);
          return id;
        });
    Batch frozen = store.batches().find(id).orElseThrow();
    assertThat(frozen.frozenAt()).isEqualTo(Sample.NOW);
    assertThat(frozen.seal()).isEqualTo("abc");
    assertThat(frozen.rows()).isEqualTo(new RowWindow(1, 7, 9));
  }

  private Claim claim(long id, Activity activity) {
    return store.inUnit("claim", unit -> tryClaim(unit, id, activity)).orElseThrow();
  }

  private Optional<Claim> tryClaim(Unit unit, long id, Activity activity) {
    return unit.batches()
        .claim(id, Set.of(BatchStatus.PENDING), activity, 99, Sample.NOW, ActorIds.NOBODY);
  }

  private static boolean settle(Unit unit, Batch b, Claim claim, BatchStatus status) {
    unit.batches()
        .settle(
            new Batch(
                b.id(),
                b.type(),
                "Handler 1",
                status,
                b.description(),
                b.notes(),
                b.key(),
                b.params(),
                Json.of("[1.0]"),
                null,
                b.rowTable(),
                b.statuses(),
                b.columns(),
                2,
                false,
                new RowWindow(1, 7, 9),
                null,
                b.createdAt(),
                null,
                Sample.NOW,
                null,
                Sample.NOW,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null),
            claim);
    return true;
  }

  @Test
  void rows_read_as_they_were_written_in_every_shape() {
    store.prepare(Sample.PRICES);
    List<StoredRow> rows = new ArrayList<>(Sample.rows(1, 77));
    rows.add(
        new StoredRow(90, "OK", null, "{}", 3, true, null, null, Sample.AT, null, new Object[6]));
    long id =
        store.inUnit(
            "fill",
            unit -> {
              long made = unit.batches().insert(Sample.batch(null));
              unit.rows().insert(Sample.PRICES, made, rows.subList(0, 4));
              unit.rows().insert(Sample.PRICES, made, rows.subList(4, 77));
              unit.rows().insert(Sample.PRICES, made, rows.subList(77, 78));
              return made;
            });

    assertThat(page(id, Set.of(), true)).isEqualTo(rows);
    assertThat(page(id, Set.of(), false)).isEqualTo(rows.subList(0, 77));
    assertThat(page(id, Set.of("OK", "ERROR", "NONE"), false)).isEqualTo(rows.subList(0, 77));
    assertThat(page(id, Set.of("ERROR"), false)).hasSize(15);
    assertThat(store.rows().find(Sample.PRICES, id, 90)).contains(rows.get(77));
    assertThat(store.rows().lastSequence(Sample.PRICES, id)).isEqualTo(90);
    assertThat(store.rows().counts(Sample.PRICES, id, Sample.window(1, 100)))
        .containsExactly(new StoredCount("ERROR", null, 15), new StoredCount("OK", null, 62));
  }

  private List<StoredRow> page(long id, Set<String> statuses, boolean withRemoved) {
    return store
        .rows()
        .page(
            Sample.PRICES, new RowQuery(id, Sample.window(1, 100), 0, statuses, withRemoved, 1000));
  }

  @Test
  void outcomes_are_set_by_runs_and_by_key() {
    long id = Sample.filled(store, 10);
    List<OutcomeMark> marks = new ArrayList<>();
    for (long i = 1; i <= 10; i++) {
      marks.add(
          i == 5
              ? new OutcomeMark(i, RowOutcome.FAILED, "{\"reason\":\"x\"}")
              : new OutcomeMark(i, RowOutcome.APPLIED, null));
    }
    mark(id, marks);

    assertThat(store.rows().counts(Sample.PRICES, id, Sample.window(1, 10)))
        .containsExactly(
            new StoredCount("ERROR", "APPLIED", 1),
            new StoredCount("ERROR", "FAILED", 1),
            new StoredCount("OK", "APPLIED", 8));
    mark(id, List.of(new OutcomeMark(5, RowOutcome.APPLIED, null)));
    assertThat(store.rows().find(Sample.PRICES, id, 5).orElseThrow().outcomeJson()).isNull();
    assertThatThrownBy(() -> mark(id, List.of(new OutcomeMark(5, RowOutcome.FAILED, null))))
        .isInstanceOf(StoreFailed.class)
        .hasMessageContaining("SQLITE_CONSTRAINT_TRIGGER");
    assertThatThrownBy(() -> mark(id, List.of(new OutcomeMark(11, RowOutcome.APPLIED, null))))
        .isInstanceOf(StoreFailed.class);
  }

  private void mark(long id, List<OutcomeMark> marks) {
    store.inUnit(
        "mark",
        unit -> {
          unit.rows().mark(Sample.PRICES, id, marks);
          return id;
        });
  }

  @Test
  void duplicates_are_all_but_the_first_of_a_key() {
    long id = Sample.filled(store, 5);
    store.inUnit(
        "update",
        unit -> {
          StoredRow third = Sample.row(3, "OK");
          third.cells()[0] = "sku-1";
          StoredRow fourth = Sample.row(4, "OK");
          fourth.cells()[0] = null;
          StoredRow fifth = Sample.row(5, "OK");
          fifth.cells()[0] = "sku-1";
          unit.rows().update(Sample.PRICES, id, List.of(third, fourth, fifth));
          return id;
        });

    assertThat(store.rows().duplicates(Sample.PRICES, id, List.of("sku"), 1, 1, 5))
        .containsExactly(new Duplicate(3, 1), new Duplicate(5, 1));
    assertThat(store.rows().duplicates(Sample.PRICES, id, List.of("sku"), 2, 1, 5))
        .containsExactly(new Duplicate(5, 3));
  }

  @Test
  void rows_outside_the_window_go_in_bounded_steps() {
    long id = Sample.filled(store, 20);

    assertThat(deleteOutside(id, 7)).isEqualTo(7);
    assertThat(deleteOutside(id, 100)).isEqualTo(5);
    assertThat(deleteOutside(id, 100)).isZero();
    assertThat(store.rows().counts(Sample.PRICES, id, Sample.window(1, 100)))
        .containsExactly(new StoredCount("ERROR", null, 2), new StoredCount("OK", null, 6));
  }

  private int deleteOutside(long id, int limit) {
    return store.inUnit(
        "clean", unit -> unit.rows().deleteOutside(Sample.PRICES, id, Sample.window(8, 15), limit));
  }

  @Test
  void dynamic_rows_keep_their_json_byte_for_byte() {
    RowTable dynamic =
        new RowTable(RowTable.DYNAMIC, List.of(RowSchema.DYNAMIC_COLUMN), List.of(), List.of());
    store.prepare(dynamic);
    String odd = "{ \"b\":1.10,\"a\" : [1e2 ,\"\\u00e9\"] }";
    long id =
        store.inUnit(
            "fill",
            unit -> {
              long made = unit.batches().insert(Sample.batch(null));
              unit.rows()
                  .insert(
                      dynamic,
                      made,
                      List.of(
                          new StoredRow(
                              1,
                              "OK",
                              null,
                              null,
                              1,
                              false,
                              null,
                              null,
                              Sample.AT,
                              null,
                              new Object[] {odd})));
              return made;
            });

    assertThat(store.rows().find(dynamic, id, 1).orElseThrow().cells()).containsExactly(odd);
  }

  @Test
  void a_run_and_its_ledger_read_as_they_were_written() {
    Run run =
        new Run(
            "r-1",
            new dev.batchkit.batch.BatchId(1),
            Activity.EXECUTE,
            1,
            5,
            "apply",
            1,
            2,
            0,
            0,
            0,
            Sample.NOW,
            Sample.NOW,
            null);
    Run ended =
        new Run(
            "r-1",
            run.batchId(),
            Activity.EXECUTE,
            1,
            5,
            "end",
            2,
            2,
            1,
            0,
            3,
            Sample.NOW,
            Sample.NOW,
            RunOutcome.SUCCESS);
    Issue issue = new Issue("r-1-a", "r-1", "e-1", "BAD", "It is bad.", 3L, "sku", "x", null, null);
    StateTransition state =
        new StateTransition(
            "s-1", "r-1", null, StateTransition.NONE, "RUNNING", null, "go", Sample.NOW, null);
    Entry entry = new Entry("e-1", "r-1", "acme.csv", "t", Json.of("{}"));
    store.inUnit(
        "run",
        unit -> {
          Device device =
              new Device("d-1", "host", Json.of("\"SINGLETON\""), "UNKNOWN", null, null, null);
          String id = unit.ledger().device(device);
          assertThat(unit.ledger().device(device)).isEqualTo(id);
          unit.ledger().nature(Nature.of("batchkit-execute", "Execute"));
          unit.ledger().nature(Nature.of("batchkit-execute", "Execute"));
          unit.ledger()
              .insert(
                  new OrchestrationSession(
                      "r-1",
                      id,
                      "batchkit-execute",
                      "1",
                      Sample.NOW,
                      null,
                      null,
                      Json.of("{}"),
                      null,
                      null));
          unit.ledger().insertEntries(List.of(entry));
          unit.ledger().insertStates(List.of(state));
          unit.ledger().insertIssues(List.of(issue));
          unit.runs().insert(run);
          return id;
        });
    assertThat(store.runs().find("r-1")).contains(run);
    assertThat(store.runs().cancelRequested("r-1")).isFalse();

    store.inUnit(
        "end",
        unit -> {
          unit.runs().update(ended);
          unit.runs().requestCancel("r-1", Sample.NOW, ActorIds.NOBODY);
          unit.ledger().finish("r-1", Sample.NOW, Json.of("{\"done\":2}"), "# Done");
          return 0;
        });

    assertThat(store.runs().ofBatch(1)).containsExactly(ended);
    assertThat(store.runs().cancelRequested("r-1")).isTrue();
    assertThat(store.ledger().session("r-1").orElseThrow().diagnosticsMarkdown())
        .isEqualTo("# Done");
    assertThat(store.ledger().entries("r-1", null, 1_000)).containsExactly(entry);
    assertThat(store.ledger().states("r-1", null, 1_000)).containsExactly(state);
    assertThat(store.ledger().issues("r-1", null, 10)).containsExactly(issue);
    assertThat(store.ledger().issues("r-1", "r-1-a", 10)).isEmpty();
  }

  @Test
  void an_actor_by_email_is_added_once_whatever_its_case() {
    ActorIds first =
        store.inUnit("a", unit -> unit.resolve(Actor.of("Ann@acme.example", "Buyers")));
    ActorIds again =
        store.inUnit("a", unit -> unit.resolve(Actor.of("ann@ACME.example", "buyers")));

    assertThat(again).isEqualTo(first);
    assertThatThrownBy(() -> store.inUnit("a", unit -> unit.resolve(Actor.ofId(77))))
        .isInstanceOf(UnknownActor.class);
  }

  @Test
  void what_is_shown_for_the_seal_is_what_is_stored() {
    long id = store.inUnit("create", unit -> unit.batches().insert(Sample.batch("acme")));
    List<String> parts = new ArrayList<>();

    store
        .batches()
        .showHeader(id, (part, names, cells) -> parts.add(part + names.get(0) + cells[0]));

    assertThat(parts).containsExactly("batchid" + id, "batchkit_batchbatch_id" + id);
  }
}
