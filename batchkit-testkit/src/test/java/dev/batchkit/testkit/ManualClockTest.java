package dev.batchkit.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ManualClockTest {
  private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

  private final ManualClock clock = ManualClock.at(NOON);

  @Test
  void standsStillUntilItIsTold() {
    assertThat(clock.instant()).isEqualTo(NOON).isEqualTo(clock.instant());
    assertThat(ManualClock.at("2026-05-04T12:00:00Z").instant()).isEqualTo(NOON);
  }

  @Test
  void isSetAndAdvanced() {
    clock.advance(Duration.ofMinutes(5));
    assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(300));
    clock.advance(Duration.ofMinutes(-10));
    assertThat(clock.instant()).isEqualTo(NOON.minusSeconds(300));
    clock.set(NOON);
    assertThat(clock.instant()).isEqualTo(NOON);
  }

  @Test
  void isInUtcAndShowsTheSameTimeInOtherZones() {
    assertThat(clock.getZone()).isEqualTo(ZoneOffset.UTC);
    assertThat(clock.withZone(ZoneOffset.UTC)).isSameAs(clock);
    ZoneId zone = ZoneId.of("America/New_York");
    Clock inNewYork = clock.withZone(zone);
    clock.advance(Duration.ofHours(1));
    assertThat(inNewYork.instant()).isEqualTo(clock.instant());
    assertThat(inNewYork.getZone()).isEqualTo(zone);
    assertThat(inNewYork.withZone(ZoneOffset.UTC)).isSameAs(clock);
  }
}
