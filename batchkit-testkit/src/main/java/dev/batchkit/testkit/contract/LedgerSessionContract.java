package dev.batchkit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.batchkit.error.InvalidValue;
import dev.batchkit.json.Json;
import dev.batchkit.orchestration.Device;
import dev.batchkit.orchestration.Entry;
import dev.batchkit.orchestration.Nature;
import dev.batchkit.orchestration.NatureStatistics;
import dev.batchkit.orchestration.OrchestrationSession;
import dev.batchkit.orchestration.SessionState;
import dev.batchkit.orchestration.StateTransition;
import dev.batchkit.store.SessionQuery;
import dev.batchkit.store.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The ledger: sessions are found, newest first, and it is counted how they went. */
abstract class LedgerSessionContract extends StoreFixture {
  private static final Device OTHER =
      Samples.device("d-0", "other", Json.of("\"SINGLETON\""), "boundary");
  private static final Nature LOAD = Nature.of("a-load", "Nightly load");

  LedgerSessionContract(StoreContract contract) {
    super(contract);
  }

  @Test
  void sessionsAreReadFromTheOneStoredLast() {
    some();
    assertThat(ids(query(null, null, null, 10))).containsExactly("s-1", "s-4", "s-2", "s-3");
    assertThat(ids(query(null, null, null, 2))).containsExactly("s-1", "s-4");
    assertThat(ids(query(null, null, "s-4", 2))).containsExactly("s-2", "s-3");
    assertThat(ids(query(null, null, "s-3", 2))).isEmpty();
    assertThat(store().ledger().count(query(null, null, "s-4", 1))).isEqualTo(4);
    assertThat(store().ledger().sessions(query(null, null, "s-2", 1)))
        .containsExactly(session("s-3", "d-1", LOAD.id(), Samples.AT));
    assertThatThrownBy(() -> ids(query(null, null, "s-9", 1))).isInstanceOf(InvalidValue.class);
  }

  @Test
  void sessionsAreFoundByDeviceAndNature() {
    some();
    assertThat(ids(query("d-1", null, null, 10))).containsExactly("s-4", "s-2", "s-3");
    assertThat(ids(query(null, LOAD.id(), null, 10))).containsExactly("s-1", "s-3");
    assertThat(ids(query("d-1", LOAD.id(), null, 10))).containsExactly("s-3");
    assertThat(ids(query("d-1", null, "s-4", 10))).containsExactly("s-2", "s-3");
    assertThat(ids(query("none", null, null, 10))).isEmpty();
    assertThat(store().ledger().count(query("d-1", null, null, 0))).isEqualTo(3);
  }

  @Test
  void sessionsAreFoundByWhenTheyBegan() {
    some();
    Instant next = Samples.AT.plusMillis(1);
    assertThat(ids(began(Samples.AT, null))).containsExactly("s-4", "s-2", "s-3");
    assertThat(ids(began(next, null))).containsExactly("s-4", "s-2");
    assertThat(ids(began(null, next))).containsExactly("s-3");
    assertThat(ids(began(next, Samples.LATER))).containsExactly("s-2");
    assertThat(ids(began(Samples.LATER.plusSeconds(1), null))).isEmpty();
  }

  @Test
  void sessionsAreFoundByHowFarTheyAre() {
    some();
    write(unit -> unit.ledger().finish("s-2", Samples.LATER, Json.of("{}"), "done"));
    assertThat(store().ledger().isFinished("s-2")).isTrue();
    assertThat(store().ledger().isFinished("s-3")).isFalse();
    assertThat(store().ledger().isFinished("s-9")).isFalse();
    Set<String> held = Set.of("s-3", "s-2", "s-9");
    assertThat(ids(of(SessionState.FINISHED, held))).containsExactly("s-2");
    assertThat(ids(of(SessionState.RUNNING, held))).containsExactly("s-3");
    assertThat(ids(of(SessionState.ABANDONED, held))).containsExactly("s-1", "s-4");
    assertThat(ids(of(SessionState.RUNNING, Set.of()))).isEmpty();
    assertThat(ids(of(SessionState.ABANDONED, Set.of()))).containsExactly("s-1", "s-4", "s-3");
    assertThat(store().ledger().count(of(SessionState.ABANDONED, held))).isEqualTo(2);
  }

  @Test
  void devicesAndNaturesAreListedById() {
    assertThat(store().ledger().devices()).isEmpty();
    assertThat(store().ledger().natures()).isEmpty();
    some();
    assertThat(store().ledger().devices()).containsExactly(OTHER, Samples.DEVICE);
    assertThat(store().ledger().natures()).containsExactly(LOAD, Samples.NATURE);
  }

  @Test
  void everySessionIsCountedOnceByHowItWent() {
    assertThat(store().ledger().statistics()).isEmpty();
    some();
    write(
        unit -> {
          going(unit, "ok", Duration.ofSeconds(4), "ENTER(x)", "EXIT(x)");
          going(unit, "quiet", Duration.ofMillis(1_500));
          going(unit, "mended", Duration.ofSeconds(2), "ERROR(x)", "EXIT(x)");
          going(unit, "error", Duration.ofSeconds(1), "ENTER(x)", "ERROR(x)");
          going(unit, "stopped", null, "INTERRUPTED(x)");
          going(unit, "other", Duration.ofSeconds(3), "surveilr_orch_failed", "NONE");
          going(unit, "running", null, "ENTER(x)");
          unit.ledger().insertEntries(List.of(new Entry("e-1", "ok", "a.csv", null, null)));
          unit.ledger().insertStates(List.of(state("entry", "ok", "e-1", "ERROR(x)")));
        });
    assertThat(store().ledger().statistics())
        .containsExactly(
            new NatureStatistics(
                LOAD.id(),
                LOAD.label(),
                9,
                3,
                3,
                3,
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                Duration.ofSeconds(4),
                Duration.ofSeconds(4)),
            new NatureStatistics(
                Samples.NATURE.id(), Samples.NATURE.label(), 2, 0, 0, 2, null, null, null, null));
    assertThat(store().ledger().statistics().get(0).successRate()).isBetween(33.3, 33.4);
  }

  @Test
  void percentilesAreDurationsThatWereMeasured() {
    some();
    for (int n = 1; n <= 40; n++) {
      int seconds = (n * 17) % 41;
      write(unit -> going(unit, "p-" + seconds, Duration.ofSeconds(seconds)));
    }
    NatureStatistics load = store().ledger().statistics().get(0);
    assertThat(List.of(load.shortest(), load.median(), load.p95(), load.longest()))
        .containsExactly(
            Duration.ofSeconds(1),
            Duration.ofSeconds(20),
            Duration.ofSeconds(38),
            Duration.ofSeconds(40));
  }

  /** Four sessions, stored in another order than that of their ids. */
  private void some() {
    write(
        unit -> {
          unit.ledger().device(Samples.DEVICE);
          unit.ledger().device(OTHER);
          unit.ledger().nature(Samples.NATURE);
          unit.ledger().nature(LOAD);
          unit.ledger().insert(session("s-3", "d-1", LOAD.id(), Samples.AT));
          unit.ledger()
              .insert(session("s-2", "d-1", Samples.NATURE.id(), Samples.AT.plusMillis(1)));
          unit.ledger().insert(session("s-4", "d-1", Samples.NATURE.id(), Samples.LATER));
          unit.ledger().insert(session("s-1", "d-0", LOAD.id(), null));
        });
  }

  /** A session of a nature that ended after a while, unless that is null, with its states. */
  private static void going(
      Unit unit, String sessionId, @Nullable Duration length, String... states) {
    unit.ledger().insert(session(sessionId, "d-1", LOAD.id(), Samples.AT));
    List<StateTransition> chain = new ArrayList<>();
    for (String to : states) {
      chain.add(state(sessionId + chain.size(), sessionId, null, to));
    }
    unit.ledger().insertStates(chain);
    if (length != null) {
      unit.ledger().finish(sessionId, Samples.AT.plus(length), Json.of("{}"), "done");
    }
  }

  private static StateTransition state(
      String id, String sessionId, @Nullable String entryId, String to) {
    return new StateTransition(
        id, sessionId, entryId, StateTransition.NONE, to, null, null, Samples.AT, null);
  }

  private static OrchestrationSession session(
      String id, String deviceId, String natureId, @Nullable Instant began) {
    return new OrchestrationSession(
        id, deviceId, natureId, "1.0", began, null, null, null, null, null);
  }

  private List<String> ids(SessionQuery query) {
    return store().ledger().sessions(query).stream().map(OrchestrationSession::id).toList();
  }

  private static SessionQuery query(
      @Nullable String deviceId, @Nullable String natureId, @Nullable String after, int limit) {
    return new SessionQuery(deviceId, natureId, null, null, null, Set.of(), after, limit);
  }

  private static SessionQuery began(@Nullable Instant from, @Nullable Instant before) {
    return new SessionQuery(null, null, from, before, null, Set.of(), null, 10);
  }

  private static SessionQuery of(SessionState state, Set<String> held) {
    return new SessionQuery(null, null, null, null, state, held, null, 10);
  }
}
