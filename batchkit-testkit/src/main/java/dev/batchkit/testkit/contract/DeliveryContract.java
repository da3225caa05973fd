package dev.batchkit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.batchkit.session.Verdict;
import dev.batchkit.store.Delivery;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What listeners are to be told: in order, by one at a time, until they were told. */
abstract class DeliveryContract extends MeasuredFixture {
  private static final String MAIL = "mail";

  private long sessionId;

  DeliveryContract(StoreContract contract) {
    super(contract);
  }

  /** Stores a session. */
  @BeforeEach
  final void storeSession() {
    sessionId = put(sample().get());
  }

  private void add(String listener, Verdict verdict, @Nullable Verdict before) {
    write(unit -> unit.deliveries().add(sessionId, listener, verdict, before, Samples.AT));
  }

  private Delivery next() {
    return store().deliveries().next(MAIL).orElseThrow();
  }

  private boolean claim(Delivery delivery, @Nullable Long from, long owner) {
    return Objects.requireNonNull(in(unit -> unit.deliveries().claim(delivery.id(), from, owner)));
  }

  @Test
  void theFirstThatAListenerWasNotToldComesNext() {
    add(MAIL, Verdict.ALERT, null);
    add("pager", Verdict.OK, Verdict.OK);
    add(MAIL, Verdict.OK, Verdict.ALERT);
    Delivery first = next();
    assertThat(first)
        .isEqualTo(new Delivery(first.id(), sessionId, MAIL, Verdict.ALERT, null, 0, null));
    assertThat(store().deliveries().count(MAIL)).isEqualTo(2);
    assertThat(claim(first, null, 7)).isTrue();
    write(unit -> unit.deliveries().delivered(first.id(), 7, Samples.LATER));
    Delivery then = next();
    assertThat(then.id()).isGreaterThan(first.id());
    assertThat(then.before()).isEqualTo(Verdict.ALERT);
    assertThat(store().deliveries().count(MAIL)).isEqualTo(1);
    assertThat(store().deliveries().count("nobody")).isZero();
    assertThat(store().deliveries().next("nobody")).isEmpty();
  }

  @Test
  void listenersThatWaitComeInTheOrderOfTheText() {
    assertThat(store().deliveries().waiting()).isEmpty();
    add("\uD83E\uDD16", Verdict.OK, null);
    add("\uFFFD", Verdict.OK, null);
    add("pager", Verdict.OK, null);
    add("pager", Verdict.ALERT, null);
    add("Pager", Verdict.OK, null);
    assertThat(store().deliveries().waiting())
        .containsExactly("Pager", "pager", "\uFFFD", "\uD83E\uDD16");
  }

  @Test
  void oneAtATimeTriesADelivery() {
    add(MAIL, Verdict.OK, null);
    Delivery open = next();
    assertThat(claim(open, null, 7)).isTrue();
    assertThat(next().owner()).isEqualTo(7);
    assertThat(next().attempts()).isEqualTo(1);
    assertThat(claim(open, null, 8)).isFalse();
    assertThat(claim(open, 9L, 8)).isFalse();
    assertThat(next().attempts()).isEqualTo(1);
    assertThat(claim(open, 7L, 8)).isTrue();
    assertThat(next().owner()).isEqualTo(8);
    assertThat(next().attempts()).isEqualTo(2);
  }

  @Test
  void aDeliveryThatFailedIsOpenAgain() {
    add(MAIL, Verdict.OK, null);
    Delivery open = next();
    assertThat(claim(open, null, 7)).isTrue();
    write(unit -> unit.deliveries().failed(open.id(), 7, "java.io.IOException", Samples.LATER));
    assertThat(next().owner()).isNull();
    assertThat(next().attempts()).isEqualTo(1);
    assertThat(claim(open, null, 8)).isTrue();
  }

  @Test
  void whoHasNotTheDeliveryEndsItNot() {
    add(MAIL, Verdict.OK, null);
    Delivery open = next();
    assertThat(claim(open, null, 7)).isTrue();
    write(
        unit -> {
          unit.deliveries().delivered(open.id(), 8, Samples.LATER);
          unit.deliveries().failed(open.id(), 8, "x", Samples.LATER);
          unit.deliveries().delivered(99, 8, Samples.LATER);
        });
    assertThat(next().owner()).isEqualTo(7);
  }

  @Test
  void whatWasToldIsNotTriedAgain() {
    add(MAIL, Verdict.OK, null);
    Delivery open = next();
    assertThat(claim(open, null, 7)).isTrue();
    write(unit -> unit.deliveries().delivered(open.id(), 7, Samples.LATER));
    assertThat(store().deliveries().next(MAIL)).isEmpty();
    assertThat(store().deliveries().waiting()).isEmpty();
    assertThat(claim(open, null, 8)).isFalse();
    assertThat(claim(open, 7L, 8)).isFalse();
    add(MAIL, Verdict.OK, null);
    assertThat(next().id()).isGreaterThan(open.id());
  }

  @Test
  void listenersAreToldAfterTheFreeze() {
    add(MAIL, Verdict.OK, null);
    freeze(batchId);
    add(MAIL, Verdict.ALERT, Verdict.OK);
    Delivery open = next();
    assertThat(claim(open, null, 7)).isTrue();
    write(unit -> unit.deliveries().delivered(open.id(), 7, Samples.LATER));
    assertThat(store().deliveries().count(MAIL)).isEqualTo(1);
  }

  @Test
  void nobodyIsToldOfASessionThatIsNotThere() {
    assertRefused(unit -> unit.deliveries().add(99, MAIL, Verdict.OK, null, Samples.AT));
    assertThat(store().deliveries().waiting()).isEmpty();
  }
}
