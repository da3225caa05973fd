package dev.batchkit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.batchkit.batch.Activity;
import dev.batchkit.batch.BatchId;
import dev.batchkit.batch.Run;
import dev.batchkit.batch.RunOutcome;
import dev.batchkit.error.BatchKitException;
import dev.batchkit.json.Json;
import dev.batchkit.orchestration.Entry;
import dev.batchkit.orchestration.Issue;
import dev.batchkit.orchestration.OrchestrationSession;
import dev.batchkit.orchestration.StateTransition;
import dev.batchkit.spi.RowExecutor;
import dev.batchkit.spi.RowResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

/** Every run is on record: what it was, what it worked on, what it found, how it ended. */
interface RunLedgerLife extends LifeFixture {
  @Test
  default void everyRunIsASessionWithItsNatureVersionAndArguments() {
    BatchId id = prices().create(draft -> draft.key("may").params(Json.of("{ \"f\" : 1.0 }"))).id();
    Run populated = populate(id, Prices.line("A1", "Tea", "x"));
    Run refreshed = prices().refresh(id);
    Run executed = prices().execute(id, options -> options.leaveOutErrors().acceptFailures(3));
    for (Run run : List.of(populated, refreshed, executed)) {
      OrchestrationSession session = session(run);
      assertThat(session.natureId()).isEqualTo("batchkit-" + run.activity().word());
      assertThat(session.version()).isEqualTo("1.0");
      assertThat(session.deviceId()).isEqualTo(session(populated).deviceId());
      assertThat(session.startedAt()).isEqualTo(run.startedAt());
      assertThat(session.finishedAt()).isAfterOrEqualTo(run.startedAt());
      assertThat(run.owner()).isEqualTo(store().owner());
      Map<String, Object> args = Json.write(session.args()).members();
      assertThat(args)
          .containsEntry("batch", id.value())
          .containsEntry("type", "life-prices")
          .containsEntry("key", "may");
      assertThat(Json.write(session.args()).text()).contains("{ \"f\" : 1.0 }");
    }
    assertThat(Json.write(session(executed).args()).members())
        .containsEntry("leaveOutErrors", true)
        .containsEntry("acceptFailures", 3L);
  }

  @Test
  default void aSessionIsOpenWhileItsRunGoesOn() {
    BatchId id = newBatch();
    List<Run> seen = new ArrayList<>();
    handler()
        .source(
            batch -> {
              batch.expect(1_500);
              for (PriceLine line : Prices.lines(1_500)) {
                batch.add(line);
              }
              Run run = lastRun(id);
              seen.add(run);
              assertThat(session(run).finishedAt()).isNull();
              assertThat(session(run).diagnostics()).isNull();
              assertThat(states(kit(), run)).containsExactly("ENTER(populate)");
            });
    prices().populate(id);
    assertThat(seen)
        .singleElement()
        .satisfies(
            run -> {
              assertThat(run.outcome()).isNull();
              assertThat(run.done()).isPositive();
              assertThat(run.total()).isEqualTo(1_500);
            });
  }

  @Test
  default void theStatesOfASessionAndItsEntriesAreOneChainEach() {
    BatchId id = newBatch();
    handler()
        .source(
            batch -> {
              batch.source("one.csv");
              batch.add(Prices.line("A1", "Tea", "1"));
              batch.source("two.csv");
              batch.add(Prices.line("A2", "Tea", "1"));
            });
    Run run = prices().populate(id);
    List<Entry> entries = kit().orchestration().entries(run.id(), null, 1_000);
    List<StateTransition> states = kit().orchestration().states(run.id(), null, 1_000);
    List<String> chains = new ArrayList<>(List.of("null"));
    entries.forEach(entry -> chains.add(entry.id()));
    for (String chain : chains) {
      assertThat(states)
          .filteredOn(state -> String.valueOf(state.entryId()).equals(chain))
          .extracting(StateTransition::from, StateTransition::to)
          .containsExactly(
              Tuple.tuple("NONE", "ENTER(populate)"),
              Tuple.tuple("ENTER(populate)", "EXIT(populate)"));
    }
    assertThat(states).hasSize(6).allMatch(state -> state.at() != null);
  }

  @Test
  default void refreshAndExecuteHaveOneEntryNamedAfterTheBatch() {
    BatchId id = populated(Prices.lines(2));
    Run refreshed = prices().refresh(id);
    Run executed = prices().execute(id);
    for (Run run : List.of(refreshed, executed)) {
      assertThat(kit().orchestration().entries(run.id(), null, 1_000))
          .extracting(Entry::source, Entry::tableName)
          .containsExactly(Tuple.tuple("batch:" + id, "batchkit_row_life_prices"));
      assertThat(states(kit(), run))
          .containsExactly(
              "ENTER(" + run.activity().word() + ")", "EXIT(" + run.activity().word() + ")");
    }
  }

  @Test
  default void problemsAreIssuesOfTheirSource() {
    BatchId id = newBatch();
    handler()
        .source(
            batch -> {
              batch.source("one.csv");
              batch.add(Prices.line("A1", "Tea", "1"));
              batch.add(Prices.line(null, "Tea", "12,3x"));
            });
    Run run = prices().populate(id);
    assertThat(run.issues()).isEqualTo(2);
    Entry entry = kit().orchestration().entries(run.id(), null, 1_000).get(0);
    List<Issue> issues = kit().orchestration().issues(run.id(), null, 10);
    assertThat(issues)
        .extracting(Issue::row, Issue::column, Issue::type, Issue::entryId)
        .containsExactly(
            Tuple.tuple(2L, "sku", "ERROR", entry.id()),
            Tuple.tuple(2L, "price", "ERROR", entry.id()));
    assertThat(issues.get(1).invalidValue()).isEqualTo("12,3x");
    assertThat(issues.get(1).remediation()).isNotBlank();
    assertThat(kit().orchestration().issues(run.id(), issues.get(0).id(), 10))
        .containsExactly(issues.get(1));
  }

  @Test
  default void theFirstThousandIssuesAreKeptAndAllAreCounted() {
    BatchId id = newBatch();
    handler()
        .source(
            batch -> {
              for (int i = 0; i < 1_300; i++) {
                batch.add(Prices.line("A" + i, "Tea", "x"));
              }
            });
    Run run = prices().populate(id);
    assertThat(run.issues()).isEqualTo(1_300);
    assertThat(lastRun(id).issues()).isEqualTo(1_300);
    assertThat(kit().orchestration().issues(run.id(), null, 2_000))
        .hasSize(1_000)
        .extracting(Issue::row)
        .startsWith(1L, 2L)
        .endsWith(1_000L);
  }

  @Test
  default void rowsThatFailAreIssuesToo() {
    BatchId id = populated(Prices.lines(3));
    handler()
        .executor(
            RowExecutor.inStore(
                (row, tx) ->
                    row.sequence() == 2 ? RowResult.failed("shelf full") : RowResult.applied()));
    Run run = prices().execute(id);
    assertThat(run.issues()).isEqualTo(1);
    assertThat(kit().orchestration().issues(run.id(), null, 10))
        .extracting(Issue::row, Issue::message)
        .containsExactly(Tuple.tuple(2L, "shelf full"));
  }

  @Test
  default void theLastWordsOfARunAreJsonAndMarkdown() {
    BatchId id = populated(Prices.line("A1", "Tea", "1"), Prices.line("A2", "gone", "1"));
    Run run = prices().execute(id);
    OrchestrationSession session = session(run);
    assertThat(Json.write(session.diagnostics()).members())
        .containsEntry("batch", id.value())
        .containsEntry("activity", "execute")
        .containsEntry("outcome", "SUCCESS")
        .containsEntry("done", 2L)
        .containsEntry("skipped", 1L)
        .containsEntry("failed", 0L)
        .containsEntry("seal", batch(id).seal());
    assertThat(session.diagnosticsMarkdown())
        .startsWith("# Batch " + id + " (life-prices): execute")
        .contains("SUCCESS", String.valueOf(batch(id).seal()));
  }

  @Test
  default void theLedgerKeepsTheTextOfAHandlersException() {
    BatchId id = newBatch();
    handler()
        .source(
            batch -> {
              throw new IOException("line 7 is broken \uD83D and \u0000 odd");
            });
    assertThatThrownBy(() -> prices().populate(id)).isInstanceOf(BatchKitException.class);
    Run run = lastRun(id);
    OrchestrationSession session = session(run);
    assertThat(session.finishedAt()).isNotNull();
    assertThat(Json.write(session.diagnostics()).members().get("error"))
        .asString()
        .contains("line 7 is broken", "java.io.IOException");
    assertThat(session.diagnosticsMarkdown()).contains("FAILED");
    List<StateTransition> states = kit().orchestration().states(run.id(), null, 1_000);
    assertThat(states.get(states.size() - 1).to()).isEqualTo("ERROR(populate)");
    assertThat(states.get(states.size() - 1).reason()).isNotBlank();
  }

  @Test
  default void anExecutionThatIsForbiddenIsOnRecordWithItsReasons() {
    BatchId id = populated(Prices.lines(1));
    handler().whyNot(batch -> Optional.of("The month is closed."));
    assertThatThrownBy(() -> prices().execute(id)).isInstanceOf(BatchKitException.class);
    assertThat(session(lastRun(id)).diagnostics()).isNotNull();
    assertThat(Json.write(session(lastRun(id)).diagnostics()).text())
        .contains("The month is closed.");
    assertThat(states(kit(), lastRun(id))).containsExactly("ENTER(execute)", "ERROR(execute)");
  }

  @Test
  default void attemptsAreCountedForEachActivity() {
    BatchId id = populated(Prices.lines(2));
    prices().refresh(id);
    prices().repopulate(id);
    prices().refresh(id);
    handler()
        .executor(chunk -> chunk.rows().forEach(row -> chunk.verdict(row, RowResult.failed("no"))));
    prices().execute(id);
    handler().executor(RowExecutor.inStore((row, tx) -> RowResult.applied()));
    prices().execute(id);
    assertThat(prices().runs(id))
        .extracting(Run::activity, Run::attempt, Run::outcome)
        .containsExactly(
            Tuple.tuple(Activity.POPULATE, 1, RunOutcome.SUCCESS),
            Tuple.tuple(Activity.REFRESH, 1, RunOutcome.SUCCESS),
            Tuple.tuple(Activity.POPULATE, 2, RunOutcome.SUCCESS),
            Tuple.tuple(Activity.REFRESH, 2, RunOutcome.SUCCESS),
            Tuple.tuple(Activity.EXECUTE, 1, RunOutcome.FAILED),
            Tuple.tuple(Activity.EXECUTE, 2, RunOutcome.SUCCESS));
    assertThat(new HashSet<>(prices().runs(id).stream().map(Run::id).toList())).hasSize(6);
  }

  @Test
  default void aSourceThatCannotBeStoredExactlyIsRefusedByName() {
    BatchId id = newBatch();
    handler().source(batch -> batch.source("may\uD800.csv"));
    assertThatThrownBy(() -> prices().populate(id))
        .isInstanceOf(dev.batchkit.error.InvalidValue.class)
        .hasMessageContaining("source");
    assertThat(kit().orchestration().entries(lastRun(id).id(), null, 1_000)).isEmpty();
  }

  private OrchestrationSession session(Run run) {
    return kit().orchestration().session(run.id()).orElseThrow();
  }
}
