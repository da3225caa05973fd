package dev.batchkit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.batchkit.error.InvalidValue;
import dev.batchkit.json.Json;
import dev.batchkit.orchestration.Device;
import dev.batchkit.orchestration.Entry;
import dev.batchkit.orchestration.Exec;
import dev.batchkit.orchestration.Issue;
import dev.batchkit.orchestration.IssueCount;
import dev.batchkit.orchestration.IssueRelation;
import dev.batchkit.orchestration.LogEntry;
import dev.batchkit.orchestration.Nature;
import dev.batchkit.orchestration.OrchestrationSession;
import dev.batchkit.orchestration.SessionCounts;
import dev.batchkit.orchestration.StateTransition;
import dev.batchkit.store.LedgerReads;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The ledger: what is recorded is read again, in the order in which it was stored. */
abstract class LedgerContract extends StoreFixture {
  LedgerContract(StoreContract contract) {
    super(contract);
  }

  @Test
  void aDeviceIsInsertedOnceAndFoundAfterwards() {
    Device again =
        new Device(
            "d-2",
            "host",
            Json.of("\"SINGLETON\""),
            "boundary",
            Json.of("{}"),
            Json.of("[]"),
            null);
    assertThat(device(Samples.DEVICE)).isEqualTo("d-1");
    assertThat(device(Samples.DEVICE)).isEqualTo("d-1");
    assertThat(device(again)).isEqualTo("d-1");
    assertThat(store().ledger().device("d-1")).contains(Samples.DEVICE);
    assertThat(store().ledger().device("d-2")).isEmpty();
  }

  @Test
  void devicesAreToldApartByNameStateAndBoundary() {
    Json state = Json.of("\"SINGLETON\"");
    List<Device> devices =
        List.of(
            Samples.DEVICE,
            Samples.device("d-2", "other", state, "boundary"),
            Samples.device("d-3", "host", Json.of("\"OTHER\""), "boundary"),
            Samples.device("d-4", "host", state, "other"));
    for (Device device : devices) {
      assertThat(device(device)).isEqualTo(device.id());
    }
  }

  @Test
  void aNatureThatIsThereIsLeftAsItIs() {
    Nature other = Nature.of(Samples.NATURE.id(), "another label");
    Nature first = in(unit -> unit.ledger().nature(Samples.NATURE));
    Nature again = in(unit -> unit.ledger().nature(other));
    assertThat(List.of(first, again)).containsExactly(Samples.NATURE, Samples.NATURE);
    assertThat(store().ledger().nature(other.id())).contains(Samples.NATURE);
    assertThat(store().ledger().nature("other")).isEmpty();
    write(unit -> Samples.session(unit, "s-1"));
    assertThat(store().ledger().session("s-1")).isPresent();
  }

  @Test
  void aSessionIsFoundAsItWasInserted() {
    write(unit -> Samples.session(unit, "s-1"));
    assertThat(store().ledger().session("s-1"))
        .contains(Samples.session("s-1", "d-1", Samples.NATURE.id()));
    assertThat(store().ledger().session("s-2")).isEmpty();
  }

  @Test
  void aSessionMayLeaveOutWhatItDoesNotKnow() {
    OrchestrationSession bare =
        new OrchestrationSession(
            "s-2", "d-1", Samples.NATURE.id(), "1.0", null, null, null, null, null, null);
    write(
        unit -> {
          Samples.session(unit, "s-1");
          unit.ledger().insert(bare);
        });
    assertThat(store().ledger().session("s-2")).contains(bare);
  }

  @Test
  void aSessionIsEnded() {
    write(unit -> Samples.session(unit, "s-1"));
    Json diagnostics = Json.of("{ \"rows\" : 1.10 }");
    write(unit -> unit.ledger().finish("s-1", Samples.LATER, diagnostics, "# " + Samples.TEXT));
    OrchestrationSession begun = Samples.session("s-1", "d-1", Samples.NATURE.id());
    assertThat(store().ledger().session("s-1"))
        .contains(
            new OrchestrationSession(
                begun.id(),
                begun.deviceId(),
                begun.natureId(),
                begun.version(),
                begun.startedAt(),
                Samples.LATER,
                begun.elaboration(),
                begun.args(),
                diagnostics,
                "# " + Samples.TEXT));
  }

  @Test
  void entriesAreReadInTheOrderInWhichTheyWereStored() {
    Entry first = new Entry("e-1", "s-1", "prices.csv", "price", Json.of("{ }"));
    Entry second = new Entry("e-2", "s-1", Samples.TEXT, null, null);
    Entry other = new Entry("e-0", "s-2", "other.csv", null, null);
    sessions();
    write(
        unit -> {
          unit.ledger().insertEntries(List.of(second, other));
          unit.ledger().insertEntries(List.of(first));
          unit.ledger().insertEntries(List.of());
        });
    assertThat(store().ledger().entries("s-1", null, 1_000)).containsExactly(second, first);
    assertThat(store().ledger().entries("s-1", "e-2", 1_000)).containsExactly(first);
    assertThat(store().ledger().entries("s-2", null, 1_000)).containsExactly(other);
    assertThat(store().ledger().entries("s-3", null, 1_000)).isEmpty();
  }

  @Test
  void statesOfASessionAndOfItsEntriesAreReadInTheOrderInWhichTheyWereStored() {
    StateTransition first = transition("t-1", "s-1", null, "STARTED");
    StateTransition second = transition("t-2", "s-1", "e-1", "READ");
    StateTransition third =
        new StateTransition("t-3", "s-1", null, "STARTED", "ENDED", null, null, null, null);
    StateTransition other = transition("t-0", "s-2", null, "STARTED");
    sessions();
    write(
        unit -> {
          unit.ledger().insertEntries(List.of(new Entry("e-1", "s-1", "prices.csv", null, null)));
          unit.ledger().insertStates(List.of(third, first, other, second));
          unit.ledger().insertStates(List.of());
        });
    assertThat(store().ledger().states("s-1", null, 1_000)).containsExactly(third, first, second);
    assertThat(store().ledger().states("s-1", "t-3", 1)).containsExactly(first);
    assertThat(store().ledger().lastStates("s-1")).containsExactly(first, second);
    assertThat(store().ledger().lastStates("s-3")).isEmpty();
    assertThat(store().ledger().states("s-2", null, 1_000)).containsExactly(other);
  }

  @Test
  void issuesAreReadInTheOrderInWhichTheyWereStored() {
    Issue first =
        new Issue(
            "i-1",
            "s-1",
            "e-1",
            "PRICE",
            Samples.TEXT,
            5_000_000_000L,
            "price",
            "12,3\u0000x",
            "Give a number.",
            Json.of("{ }"));
    Issue second = issue("i-2", "s-1");
    Issue other = issue("i-0", "s-2");
    sessions();
    write(
        unit -> {
          unit.ledger().insertEntries(List.of(new Entry("e-1", "s-1", "prices.csv", null, null)));
          unit.ledger().insertIssues(List.of(second, other, first));
          unit.ledger().insertIssues(List.of());
        });
    assertThat(store().ledger().issues("s-1", null, 10)).containsExactly(second, first);
    assertThat(store().ledger().issue("i-1")).contains(first);
    assertThat(store().ledger().issue("i-3")).isEmpty();
    assertThat(store().ledger().issues("s-2", null, 10)).containsExactly(other);
    assertThat(store().ledger().issues("s-3", null, 10)).isEmpty();
  }

  @Test
  void issuesArePaged() {
    sessions();
    List<Issue> issues =
        IntStream.range(0, 25).mapToObj(i -> issue("i-" + (99 - i), "s-1")).toList();
    write(unit -> unit.ledger().insertIssues(issues));
    List<Issue> read = new ArrayList<>();
    List<Issue> page = store().ledger().issues("s-1", null, 10);
    while (!page.isEmpty() && read.size() <= issues.size()) {
      assertThat(page).hasSizeLessThanOrEqualTo(10);
      read.addAll(page);
      page = store().ledger().issues("s-1", page.get(page.size() - 1).id(), 10);
    }
    assertThat(read).isEqualTo(issues);
  }

  @Test
  void aPageBeginsAfterNothingThatIsNotThere() {
    sessions();
    LedgerReads ledger = store().ledger();
    assertThatThrownBy(() -> ledger.issues("s-1", "i-1", 1)).isInstanceOf(InvalidValue.class);
    assertThatThrownBy(() -> ledger.entries("s-1", "", 1)).isInstanceOf(InvalidValue.class);
    assertThatThrownBy(() -> ledger.states("s-1", "x", 1)).isInstanceOf(InvalidValue.class);
    assertThatThrownBy(() -> ledger.execs("s-1", "x", 1)).isInstanceOf(InvalidValue.class);
    assertThatThrownBy(() -> ledger.relations("s-1", "x", 1)).isInstanceOf(InvalidValue.class);
    assertThatThrownBy(() -> ledger.logs("s-1", "x", 1)).isInstanceOf(InvalidValue.class);
  }

  @Test
  void issuesAreCountedByTypeSeverityAndEntry() {
    Json error = Json.of("{\"severity\": \"ERROR\"}");
    sessions();
    write(
        unit -> {
          unit.ledger().insertEntries(List.of(new Entry("e-1", "s-1", "prices.csv", null, null)));
          unit.ledger()
              .insertIssues(
                  List.of(
                      issue("i-1", "s-1", "e-1", "PRICE", error),
                      issue("i-2", "s-1", null, "PRICE", error),
                      issue("i-3", "s-1", null, "PRICE", Json.of("[\"severity\"]")),
                      issue("i-4", "s-1", null, "NAME", null),
                      issue("i-5", "s-1", "e-1", "PRICE", error),
                      issue("i-6", "s-2", null, "PRICE", error)));
        });
    assertThat(store().ledger().issueCounts("s-1"))
        .containsExactly(
            new IssueCount("NAME", null, null, 1),
            new IssueCount("PRICE", null, null, 1),
            new IssueCount("PRICE", "ERROR", null, 1),
            new IssueCount("PRICE", "ERROR", "e-1", 2));
    assertThat(store().ledger().issueCounts("s-3")).isEmpty();
  }

  @Test
  void whatASessionHasIsCounted() {
    sessions();
    write(
        unit -> {
          unit.ledger().insertEntries(List.of(new Entry("e-1", "s-1", "prices.csv", null, null)));
          unit.ledger()
              .insertExecs(
                  List.of(
                      exec("x-1", "s-1", "0"),
                      exec("x-2", "s-1", Exec.NOT_ENDED),
                      exec("x-3", "s-1", "success"),
                      exec("x-4", "s-1", "2"),
                      exec("x-5", "s-1", "FAILED"),
                      exec("x-6", "s-2", "2")));
          unit.ledger().insertIssues(List.of(issue("i-1", "s-1"), issue("i-2", "s-2")));
          unit.ledger()
              .insertRelations(List.of(new IssueRelation("r-1", "i-1", "i-2", "is", null)));
          unit.ledger()
              .insertLogs(
                  List.of(
                      new LogEntry(
                          "l-1", null, null, "read", null, Json.of("{\"session_id\": \"s-1\"}")),
                      new LogEntry("l-2", null, null, "read", null, Json.of("[]"))));
        });
    assertThat(store().ledger().counts("s-1")).isEqualTo(new SessionCounts(1, 5, 2, 1, 1, 1));
    assertThat(store().ledger().counts("s-2")).isEqualTo(new SessionCounts(0, 1, 1, 1, 0, 0));
    assertThat(store().ledger().counts("s-3")).isEqualTo(new SessionCounts(0, 0, 0, 0, 0, 0));
  }

  private static Exec exec(String id, String sessionId, String status) {
    return new Exec(
        id, sessionId, null, null, "shell", null, null, "true", status, null, null, null, null,
        null, null);
  }

  private String device(Device device) {
    return in(unit -> unit.ledger().device(device));
  }

  private void sessions() {
    write(
        unit -> {
          Samples.session(unit, "s-1");
          Samples.session(unit, "s-2");
        });
  }

  private static StateTransition transition(
      String id, String sessionId, @Nullable String entryId, String to) {
    return new StateTransition(
        id,
        sessionId,
        entryId,
        StateTransition.NONE,
        to,
        Json.of("[ ]"),
        Samples.TEXT,
        Samples.AT,
        Json.of("{ }"));
  }

  private static Issue issue(String id, String sessionId) {
    return issue(id, sessionId, null, "PRICE", null);
  }

  private static Issue issue(
      String id, String sessionId, @Nullable String entryId, String type, @Nullable Json more) {
    return new Issue(id, sessionId, entryId, type, "wrong", null, null, null, null, more);
  }
}
