package dev.batchkit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.batchkit.batch.Actor;
import dev.batchkit.error.UnknownActor;
import dev.batchkit.store.ActorIds;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Users and groups: found ignoring case, inserted when they first act. */
abstract class ActorContract extends StoreFixture {
  ActorContract(StoreContract contract) {
    super(contract);
  }

  @Test
  void aUserIsInsertedOnceAndFoundAfterwardsIgnoringCase() {
    ActorIds ann = resolve(Actor.of("ann@acme.example"));
    assertThat(ann.userId()).isNotNull().isPositive();
    assertThat(ann.groupId()).isNull();
    assertThat(resolve(Actor.of("ann@acme.example"))).isEqualTo(ann);
    assertThat(resolve(Actor.of("Ann@ACME.example"))).isEqualTo(ann);
    assertThat(resolve(Actor.of("bob@acme.example")).userId()).isNotEqualTo(ann.userId());
  }

  @Test
  void aGroupIsInsertedOnceAndFoundAfterwardsIgnoringCase() {
    ActorIds ann = resolve(Actor.of("ann@acme.example", "buyers"));
    ActorIds bob = resolve(Actor.of("bob@acme.example", "Buyers"));
    assertThat(ann.groupId()).isNotNull().isPositive();
    assertThat(bob.groupId()).isEqualTo(ann.groupId());
    assertThat(bob.userId()).isNotEqualTo(ann.userId());
    assertThat(resolve(Actor.of("ann@acme.example", "sellers")).groupId())
        .isNotEqualTo(ann.groupId());
  }

  @Test
  void aUserIsFoundById() {
    long ann = Objects.requireNonNull(resolve(Actor.of("ann@acme.example")).userId());
    assertThat(resolve(Actor.ofId(ann))).isEqualTo(new ActorIds(ann, null));
  }

  @Test
  void aUserWithAnUnknownIdIsRefused() {
    assertThatExceptionOfType(UnknownActor.class)
        .isThrownBy(() -> resolve(Actor.ofId(99)))
        .satisfies(refusal -> assertThat(refusal.userId()).isEqualTo(99));
  }

  @Test
  void aUserIsGoneWithTheUnitThatInsertedIt() {
    assertThatThrownBy(
            () ->
                write(
                    unit -> {
                      ActorIds ann = unit.resolve(Actor.of("ann@acme.example"));
                      assertThat(unit.resolve(Actor.of("ANN@acme.example"))).isEqualTo(ann);
                      throw new IllegalStateException("broken");
                    }))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> resolve(Actor.ofId(1))).isInstanceOf(UnknownActor.class);
  }

  private ActorIds resolve(Actor actor) {
    return in(unit -> unit.resolve(actor));
  }
}
