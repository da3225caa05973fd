package dev.batchkit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.batchkit.json.Json;
import dev.batchkit.orchestration.Device;
import dev.batchkit.orchestration.Entry;
import dev.batchkit.orchestration.Issue;
import dev.batchkit.orchestration.Nature;
import dev.batchkit.orchestration.OrchestrationSession;
import dev.batchkit.orchestration.StateTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The ledger: what is recorded is read again, in the order of its ids. */
abstract class LedgerContract extends StoreFixture {
  LedgerContract(StoreContract contract) {
    super(contract);
  }

  @Test
  void aDeviceIsInsertedOnceAndFoundAfterwards() {
    Device again = new Device("host", Json.of("\"SINGLETON\""), "boundary", Json.of("[]"));
    assertThat(device(Samples.DEVICE, "d-1")).isEqualTo("d-1");
    assertThat(device(Samples.DEVICE, "d-2")).isEqualTo("d-1");
    assertThat(device(again, "d-3")).isEqualTo("d-1");
  }

  @Test
  void devicesAreToldApartByNameStateAndBoundary() {
    Json state = Json.of("\"SINGLETON\"");
    Json facts = Json.of("{}");
    List<Device> devices =
        List.of(
            Samples.DEVICE,
            new Device("other", state, "boundary", facts),
            new Device("host", Json.of("\"OTHER\""), "boundary", facts),
            new Device("host", state, "other", facts));
    for (int i = 0; i < devices.size(); i++) {
      Device device = devices.get(i);
      String newId = "d-" + i;
      assertThat(device(device, newId)).isEqualTo(newId);
    }
  }

  @Test
  void aNatureThatIsThereIsLeftAsItIs() {
    write(unit -> unit.ledger().nature(Samples.NATURE));
    write(unit -> unit.ledger().nature(new Nature(Samples.NATURE.id(), "another label")));
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
            "s-2", "d-1", Samples.NATURE.id(), "1.0", null, null, null, null, null);
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
                begun.args(),
                diagnostics,
                "# " + Samples.TEXT));
  }

  @Test
  void entriesAreReadInTheOrderOfTheirIds() {
    Entry first = new Entry("e-1", "s-1", "prices.csv", "price", Json.of("{ }"));
    Entry second = new Entry("e-2", "s-1", Samples.TEXT, null, null);
    Entry other = new Entry("e-0", "s-2", "other.csv", null, null);
    sessions();
    write(
        unit -> {
          unit.ledger().insert(second);
          unit.ledger().insert(first);
          unit.ledger().insert(other);
        });
    assertThat(store().ledger().entries("s-1")).containsExactly(first, second);
    assertThat(store().ledger().entries("s-2")).containsExactly(other);
    assertThat(store().ledger().entries("s-3")).isEmpty();
  }

  @Test
  void statesOfASessionAndOfItsEntriesAreReadInTheOrderOfTheirIds() {
    StateTransition first = transition("t-1", "s-1", null, "STARTED");
    StateTransition second = transition("t-2", "s-1", "e-1", "READ");
    StateTransition third =
        new StateTransition("t-3", "s-1", null, "STARTED", "ENDED", null, null, null);
    StateTransition other = transition("t-0", "s-2", null, "STARTED");
    sessions();
    write(
        unit -> {
          unit.ledger().insert(new Entry("e-1", "s-1", "prices.csv", null, null));
          unit.ledger().insertStates(List.of(third, first, other, second));
          unit.ledger().insertStates(List.of());
        });
    assertThat(store().ledger().states("s-1")).containsExactly(first, second, third);
    assertThat(store().ledger().states("s-2")).containsExactly(other);
  }

  @Test
  void issuesAreReadInTheOrderOfTheirIds() {
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
          unit.ledger().insert(new Entry("e-1", "s-1", "prices.csv", null, null));
          unit.ledger().insertIssues(List.of(second, other, first));
          unit.ledger().insertIssues(List.of());
        });
    assertThat(store().ledger().issues("s-1", "", 10)).containsExactly(first, second);
    assertThat(store().ledger().issues("s-2", "", 10)).containsExactly(other);
    assertThat(store().ledger().issues("s-3", "", 10)).isEmpty();
  }

  @Test
  void issuesArePaged() {
    sessions();
    List<Issue> issues =
        IntStream.range(0, 25).mapToObj(i -> issue("i-" + (10 + i), "s-1")).toList();
    write(unit -> unit.ledger().insertIssues(issues));
    List<Issue> read = new ArrayList<>();
    List<Issue> page = store().ledger().issues("s-1", "", 10);
    while (!page.isEmpty() && read.size() <= issues.size()) {
      assertThat(page).hasSizeLessThanOrEqualTo(10);
      read.addAll(page);
      page = store().ledger().issues("s-1", page.get(page.size() - 1).id(), 10);
    }
    assertThat(read).isEqualTo(issues);
  }

  @Test
  void idsAreOrderedByCodePoint() {
    List<String> ids = List.of("A", "B", "a", "ab", "ü", "\uFFFD", "\uD83E\uDD16");
    sessions();
    write(
        unit ->
            unit.ledger()
                .insertIssues(
                    IntStream.range(0, ids.size())
                        .mapToObj(i -> issue(ids.get(ids.size() - 1 - i), "s-1"))
                        .toList()));
    assertThat(store().ledger().issues("s-1", "", 10)).extracting(Issue::id).isEqualTo(ids);
    assertThat(store().ledger().issues("s-1", "\uFFFD", 10))
        .extracting(Issue::id)
        .containsExactly("\uD83E\uDD16");
  }

  private String device(Device device, String newId) {
    return in(unit -> unit.ledger().device(device, newId));
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
        id, sessionId, entryId, StateTransition.NONE, to, Json.of("[ ]"), Samples.TEXT, Samples.AT);
  }

  private static Issue issue(String id, String sessionId) {
    return new Issue(id, sessionId, null, "PRICE", "wrong", null, null, null, null, null);
  }
}
