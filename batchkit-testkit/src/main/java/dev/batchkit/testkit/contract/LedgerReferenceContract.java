package dev.batchkit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.batchkit.json.Json;
import dev.batchkit.orchestration.Entry;
import dev.batchkit.orchestration.Issue;
import dev.batchkit.orchestration.StateTransition;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The ledger: what is referred to must exist, and an id is taken once. */
abstract class LedgerReferenceContract extends StoreFixture {
  LedgerReferenceContract(StoreContract contract) {
    super(contract);
  }

  @Test
  void theDeviceOfASessionMustExist() {
    write(unit -> unit.ledger().nature(Samples.NATURE));
    assertRefused(unit -> unit.ledger().insert(Samples.session("s-1", "d-1", Samples.NATURE.id())));
    assertThat(store().ledger().session("s-1")).isEmpty();
  }

  @Test
  void theNatureOfASessionMustExist() {
    assertRefused(
        unit -> {
          String device = unit.ledger().device(Samples.DEVICE);
          unit.ledger().insert(Samples.session("s-1", device, Samples.NATURE.id()));
        });
  }

  @Test
  void theIdOfASessionIsTakenOnce() {
    write(unit -> Samples.session(unit, "s-1"));
    assertRefused(unit -> Samples.session(unit, "s-1"));
  }

  @Test
  void theSessionOfAnEntryMustExist() {
    assertRefused(unit -> unit.ledger().insertEntries(List.of(entry("e-1", "s-1"))));
  }

  @Test
  void theIdOfAnEntryIsTakenOnceAmongAllSessions() {
    write(
        unit -> {
          Samples.session(unit, "s-1");
          Samples.session(unit, "s-2");
          unit.ledger().insertEntries(List.of(entry("e-1", "s-1")));
        });
    assertRefused(unit -> unit.ledger().insertEntries(List.of(entry("e-1", "s-2"))));
  }

  @Test
  void theSessionAndTheEntryOfAStateMustExist() {
    assertRefused(unit -> unit.ledger().insertStates(List.of(state("t-1", "s-1", null))));
    write(unit -> Samples.session(unit, "s-1"));
    assertRefused(unit -> unit.ledger().insertStates(List.of(state("t-1", "s-1", "e-1"))));
    assertRefused(
        unit ->
            unit.ledger()
                .insertStates(List.of(state("t-1", "s-1", null), state("t-2", "s-2", null))));
    assertThat(store().ledger().states("s-1", null, 1_000)).isEmpty();
  }

  @Test
  void theIdOfAStateIsTakenOnce() {
    write(unit -> Samples.session(unit, "s-1"));
    write(unit -> unit.ledger().insertStates(List.of(state("t-1", "s-1", null))));
    assertRefused(unit -> unit.ledger().insertStates(List.of(state("t-1", "s-1", null))));
  }

  @Test
  void theSessionAndTheEntryOfAnIssueMustExist() {
    assertRefused(unit -> unit.ledger().insertIssues(List.of(issue("i-1", "s-1", null))));
    write(unit -> Samples.session(unit, "s-1"));
    assertRefused(unit -> unit.ledger().insertIssues(List.of(issue("i-1", "s-1", "e-1"))));
    assertRefused(
        unit ->
            unit.ledger()
                .insertIssues(List.of(issue("i-1", "s-1", null), issue("i-2", "s-2", null))));
    assertThat(store().ledger().issues("s-1", null, 10)).isEmpty();
  }

  @Test
  void theIdOfAnIssueIsTakenOnce() {
    write(unit -> Samples.session(unit, "s-1"));
    write(unit -> unit.ledger().insertIssues(List.of(issue("i-1", "s-1", null))));
    assertRefused(unit -> unit.ledger().insertIssues(List.of(issue("i-1", "s-1", null))));
  }

  private static Entry entry(String id, String sessionId) {
    return new Entry(id, sessionId, "prices.csv", null, Json.of("{}"));
  }

  private static StateTransition state(String id, String sessionId, @Nullable String entryId) {
    return new StateTransition(
        id, sessionId, entryId, StateTransition.NONE, "STARTED", null, null, Samples.AT, null);
  }

  private static Issue issue(String id, String sessionId, @Nullable String entryId) {
    return new Issue(id, sessionId, entryId, "PRICE", "wrong", null, null, null, null, null);
  }
}
