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

  /**
   * Makes a clock that stands still.
   *
   * @param instant what it shows
   * @return the clock
   */
  public static ManualClock at(Instant instant) {
    return new ManualClock(instant);
  }

  /**
   * Makes a clock that stands still.
   *
   * @param instant what it shows, in ISO form, such as {@code 2026-05-04T09:08:07Z}
   * @return the clock
   * @throws java.time.DateTimeException if it is in another form
   */
  public static ManualClock at(String instant) {
    return at(Instant.parse(instant));
  }

  /**
   * Puts it.
   *
   * @param instant what it shows from now on, later or earlier
   */
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
