package dev.batchkit.measuring;

import static dev.batchkit.session.AlertOperator.GT;
import static dev.batchkit.session.AlertOperator.LT;
import static dev.batchkit.session.Finding.ALERT;
import static dev.batchkit.session.Finding.IN_FUTURE;
import static dev.batchkit.session.Finding.NOT_COMPARABLE;
import static dev.batchkit.session.Finding.OK;
import static dev.batchkit.session.Quantity.AGE_MINUTES;
import static dev.batchkit.session.Quantity.LAG_MINUTES;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;

/**
 * Times that the original measured wrongly or not at all; docs/indicators-edge-cases.md has them.
 */
class EdgeCasesOfTimesTest extends OnEachGround {
  @Test
  void aTimeInTheFutureIsFoundAndDoesNotPassAsFresh() {
    Lab.Outcome outcome = freshness().target("a", Instant.parse("2026-11-26T12:30:00Z")).measure();

    assertThat(outcome.findings()).containsExactly(IN_FUTURE);
    assertThat(outcome.values().get(0).difference()).isEqualTo("-30");
  }

  @Test
  void minutesAreNotRounded() {
    Lab lab = freshness().target("a", Instant.parse("2026-11-26T10:59:59.999999999Z"));

    assertThat(lab.alertWhen(GT, "60").measure().findings()).containsExactly(ALERT);
    assertThat(lab.alertWhen(GT, "60.1").measure().findings()).containsExactly(OK);
  }

  @Test
  void aTimeWithAZoneIsTheInstantThatItNames() {
    String text = "2026-11-26T13:00:00+02:00";

    assertThat(age(text, "America/Sao_Paulo")).isEqualTo("60");
    assertThat(age(OffsetDateTime.parse(text), "America/Sao_Paulo")).isEqualTo("60");
  }

  @Test
  void aTimeWithoutAZoneIsReadInTheZoneOfTheDefinition() {
    assertThat(age("2026-11-26 12:00:00", "Europe/Berlin")).isEqualTo("60");
    assertThat(age(LocalDateTime.parse("2026-11-26T12:00:00"), "Europe/Berlin")).isEqualTo("60");
    assertThat(age("2026-11-26", "Europe/Berlin")).isEqualTo("780");
    assertThat(age(LocalDate.parse("2026-11-26"), "Europe/Berlin")).isEqualTo("780");
  }

  private String age(Object time, String zone) {
    return freshness().zone(zone).target("a", time).measure().compared().get(0);
  }

  @Test
  void aTextThatIsNoDateIsNotComparable() {
    Lab lab = freshness().target("a", "soon").target("b", "2026-13-45");

    assertThat(lab.measure().findings()).containsExactly(NOT_COMPARABLE, NOT_COMPARABLE);
  }

  @Test
  void theAgeOfDataIsTakenByTheClockThatTheKitWasGiven() {
    Lab lab = freshness().target("a", Lab.NOW.minusSeconds(90));

    assertThat(lab.measure().compared()).containsExactly("1.5");
    assertThat(lab.definition().alertWhen().quantity()).isEqualTo(AGE_MINUTES);
  }

  @Test
  void aTargetThatIsAheadOfItsSourceLagsByLessThanNothing() {
    Instant time = Instant.parse("2026-11-26T10:00:00Z");
    Lab lab = latency(LAG_MINUTES).source("a", time).target("a", time.plusSeconds(90));

    assertThat(lab.alertWhen(LT, "0").measure().compared()).containsExactly("-1.5");
    assertThat(lab.measure().findings()).containsExactly(ALERT);
  }
}
