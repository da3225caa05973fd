package dev.batchkit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.batchkit.batch.Actor;
import dev.batchkit.batch.Batch;
import dev.batchkit.json.Json;
import dev.batchkit.session.Indicator;
import dev.batchkit.session.IndicatorGroup;
import dev.batchkit.store.ActorIds;
import dev.batchkit.store.Claim;
import dev.batchkit.store.NewIndicator;
import dev.batchkit.store.Unit;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Indicators and their groups: found by id and by name, defined again, never deleted. */
abstract class IndicatorContract extends StoreFixture {
  IndicatorContract(StoreContract contract) {
    super(contract);
  }

  @Test
  void aGroupIsKeptAsItWasPut() {
    ActorIds ann = in(unit -> unit.resolve(Actor.of("ann@acme.example", "buyers")));
    long id = in(unit -> unit.indicators().putGroup("Nightly 'é'", Samples.AT, ann));
    IndicatorGroup group =
        new IndicatorGroup(id, "Nightly 'é'", Samples.AT, Samples.AT, ann.groupId());
    assertThat(store().indicators().group(id)).contains(group);
    assertThat(store().indicators().group("Nightly 'é'")).contains(group);
    assertThat(store().indicators().group(id + 1)).isEmpty();
    assertThat(store().indicators().group("nightly 'é'")).isEmpty();
  }

  @Test
  void aGroupThatIsThereStaysAsItIs() {
    ActorIds ann = in(unit -> unit.resolve(Actor.of("ann@acme.example", "buyers")));
    long id = group("nightly");
    IndicatorGroup before = store().indicators().group(id).orElseThrow();
    long again = in(unit -> unit.indicators().putGroup("nightly", Samples.LATER, ann));
    assertThat(again).isEqualTo(id);
    assertThat(group("Nightly")).isNotEqualTo(id);
    assertThat(store().indicators().group(id)).contains(before);
  }

  @Test
  void groupsComeById() {
    List<Long> ids = List.of(group("c"), group("a"), group("b"));
    assertThat(store().indicators().groups(0, 2))
        .extracting(IndicatorGroup::id)
        .containsExactly(ids.get(0), ids.get(1));
    assertThat(store().indicators().groups(ids.get(1), 2))
        .extracting(IndicatorGroup::id)
        .containsExactly(ids.get(2));
    assertThat(store().indicators().groups(0, 0)).isEmpty();
  }

  @Test
  void anIndicatorIsKeptAsItWasPut() {
    ActorIds ann = in(unit -> unit.resolve(Actor.of("ann@acme.example", "buyers")));
    long groupId = group("nightly");
    long full =
        put(
            new NewIndicator(
                "Prices",
                Samples.TEXT,
                groupId,
                -7,
                false,
                "completeness",
                Measurements.DEFINITION,
                Samples.AT,
                ann));
    long bare =
        put(
            new NewIndicator(
                "bare", null, groupId, 0, true, "x", Json.of("{}"), Samples.AT, ActorIds.NOBODY));
    Indicator expected =
        new Indicator(
            full,
            "Prices",
            Samples.TEXT,
            groupId,
            -7,
            false,
            "completeness",
            Measurements.DEFINITION,
            Samples.AT,
            Samples.AT,
            ann.groupId());
    assertThat(store().indicators().indicator(full)).contains(expected);
    assertThat(store().indicators().indicator("pRICES")).contains(expected);
    assertThat(store().indicators().indicator(bare).orElseThrow().description()).isNull();
    assertThat(store().indicators().indicator(bare).orElseThrow().userGroupId()).isNull();
    assertThat(store().indicators().indicator(bare + 1)).isEmpty();
    assertThat(store().indicators().indicator("nobody")).isEmpty();
  }

  @Test
  void anIndicatorThatIsThereIsWrittenAnewWhateverTheCaseOfItsName() {
    ActorIds ann = in(unit -> unit.resolve(Actor.of("ann@acme.example", "buyers")));
    long groupId = group("nightly");
    long other = group("weekly");
    long id = put(Measurements.indicator("prices", groupId));
    long again =
        put(
            new NewIndicator(
                "PRICES", null, other, 9, false, "freshness", Json.of("[]"), Samples.LATER, ann));
    assertThat(again).isEqualTo(id);
    assertThat(store().indicators().indicator(id))
        .contains(
            new Indicator(
                id,
                "PRICES",
                null,
                other,
                9,
                false,
                "freshness",
                Json.of("[]"),
                Samples.AT,
                Samples.LATER,
                null));
    assertThat(store().indicators().indicators(groupId)).isEmpty();
  }

  @Test
  void theIndicatorsOfAGroupComeByOrderAndThenId() {
    long groupId = group("nightly");
    long late = put(ordered("late", groupId, 2));
    long first = put(ordered("first", groupId, -1));
    long second = put(ordered("second", groupId, 0));
    long third = put(ordered("third", groupId, 0));
    long unused = put(ordered("elsewhere", group("weekly"), 0));
    assertThat(store().indicators().indicators(groupId))
        .extracting(Indicator::id)
        .containsExactly(first, second, third, late);
  }

  @Test
  void anIndicatorIsActivatedAndNothingElseOfItIsChanged() {
    long id = put(Measurements.indicator("prices", group("nightly")));
    write(unit -> unit.indicators().activate(id, false, Samples.LATER));
    assertThat(store().indicators().indicator(id))
        .hasValueSatisfying(
            indicator -> {
              assertThat(indicator.active()).isFalse();
              assertThat(indicator.updatedAt()).isEqualTo(Samples.LATER);
              assertThat(indicator.createdAt()).isEqualTo(Samples.AT);
              assertThat(indicator.definition()).isEqualTo(Measurements.DEFINITION);
            });
    write(unit -> unit.indicators().activate(id, true, Samples.LATER));
    assertThat(store().indicators().indicator(id).orElseThrow().active()).isTrue();
  }

  @Test
  void whatIsNamedMustExist() {
    ActorIds nobodysGroup = new ActorIds(null, 99L);
    long groupId = group("nightly");
    assertRefused(unit -> put(unit, Measurements.indicator("prices", 99)));
    assertRefused(
        unit -> {
          long unused = unit.indicators().putGroup("weekly", Samples.AT, nobodysGroup);
        });
    assertRefused(unit -> unit.indicators().activate(99, true, Samples.AT));
    assertRefused(
        unit -> {
          long unused = Measurements.batch(unit, 99L);
        });
    assertThat(store().indicators().indicators(groupId)).isEmpty();
  }

  @Test
  void aBatchKnowsTheGroupThatItMeasures() {
    long groupId = group("nightly");
    long batchId = in(unit -> Measurements.batch(unit, groupId));
    assertThat(batch(batchId).indicatorGroupId()).isEqualTo(groupId);
    assertThat(batch(newBatch()).indicatorGroupId()).isNull();
    Claim claim = claim(batchId);
    Batch running = batch(batchId);
    write(unit -> unit.batches().settle(running, claim));
    assertThat(batch(batchId).indicatorGroupId()).isEqualTo(groupId);
  }

  private static NewIndicator ordered(String name, long groupId, int order) {
    return new NewIndicator(
        name, null, groupId, order, true, "x", Json.of("{}"), Samples.AT, ActorIds.NOBODY);
  }

  private long group(String name) {
    return Objects.requireNonNull(
        in(unit -> unit.indicators().putGroup(name, Samples.AT, ActorIds.NOBODY)));
  }

  private static void put(Unit unit, NewIndicator indicator) {
    long unused = unit.indicators().put(indicator);
  }

  private long put(NewIndicator indicator) {
    return Objects.requireNonNull(in(unit -> unit.indicators().put(indicator)));
  }
}
