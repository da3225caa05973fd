package dev.batchkit.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until it is told otherwise; in UTC. Safe for any number of threads. */
public final class ManualClock extends Clock {
  private final AtomicReference<Instant> now;

  private ManualClock(Instant now) {
    this.now = new AtomicReference<>(now);
  }

  /** A clock that stands at an instant. */
  public static ManualClock at(Instant instant) {
    return new ManualClock(instant);
  }

  /** A clock that stands at an instant in ISO form, such as {@code 2026-05-04T09:08:07Z}. */
  public static ManualClock at(String instant) {
    return at(Instant.parse(instant));
  }

  /** Puts it to an instant, later or earlier. */
  public void set(Instant instant) {
    now.set(Objects.requireNonNull(instant));
  }

  /**
   * Moves it.
   *
   * @param duration how far; backwards if negative
   */
  public void advance(Duration duration) {
    Instant unused = now.updateAndGet(instant -> instant.plus(duration));
  }

  @Override
  public Instant instant() {
    return Objects.requireNonNull(now.get());
  }

  /** UTC. */
  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  /** A clock in this zone that shows the time of this one, now and later. */
  @Override
  public Clock withZone(ZoneId zone) {
    return zone.equals(getZone()) ? this : new InZone(this, zone);
  }

  private static final class InZone extends Clock {
    private final ManualClock source;
    private final ZoneId zone;

    InZone(ManualClock source, ZoneId zone) {
      this.source = source;
      this.zone = zone;
    }

    @Override
    public Instant instant() {
      return source.instant();
    }

    @Override
    public ZoneId getZone() {
      return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
      return other.equals(zone) ? this : source.withZone(other);
    }
  }
}
