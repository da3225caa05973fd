package dev.batchkit;

import dev.batchkit.batch.BatchId;
import dev.batchkit.error.InvalidValue;
import dev.batchkit.error.NoSuchIndicator;
import dev.batchkit.measuring.Defining;
import dev.batchkit.session.IndicatorGroup;
import dev.batchkit.session.Quality;
import dev.batchkit.session.Session;
import dev.batchkit.session.SessionDurations;
import dev.batchkit.session.SessionStatus;
import dev.batchkit.session.TrendPoint;
import dev.batchkit.session.TrendStep;
import dev.batchkit.session.Verdict;
import dev.batchkit.store.SessionFilter;
import dev.batchkit.store.Store;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Which sessions to read, and what they say together. Immutable: every method that narrows gives a
 * new one; everything is read anew at every call, so it holds nothing open. Safe for any number of
 * threads.
 */
public final class Measurements {
  private static final int MOST = 10_000;

  private final Store store;
  private final Values values;

  Measurements(Store store) {
    this(store, new Values());
  }

  private Measurements(Store store, Values values) {
    this.store = store;
    this.values = values;
  }

  /** What was asked for; changed by nobody once it is in a selection. */
  private static final class Values implements Cloneable {
    @Nullable Long indicatorId;
    @Nullable Long groupId;
    @Nullable Long batchId;
    @Nullable SessionStatus status;
    @Nullable Verdict verdict;
    @Nullable Instant from;
    @Nullable Instant before;
    long below = Long.MAX_VALUE;

    SessionFilter filter() {
      return new SessionFilter(indicatorId, groupId, batchId, status, verdict, from, before);
    }

    @Override
    public Values clone() {
      try {
        return (Values) super.clone();
      } catch (CloneNotSupportedException e) {
        throw new AssertionError(e);
      }
    }
  }

  private Measurements with(Consumer<Values> change) {
    Values changed = values.clone();
    change.accept(changed);
    return new Measurements(store, changed);
  }

  /**
   * Only sessions of the indicator of this name.
   *
   * @throws NoSuchIndicator if there is none
   */
  public Measurements indicator(String name) {
    long id = Defining.require(store.indicators(), name).id();
    return with(v -> v.indicatorId = id);
  }

  /**
   * Only sessions of batches of the indicator group of this name.
   *
   * @throws NoSuchIndicator if there is none
   */
  public Measurements group(String name) {
    IndicatorGroup group =
        store
            .indicators()
            .group(name)
            .orElseThrow(
                () ->
                    new NoSuchIndicator(
                        "There is no indicator group " + name + ". Its name counts by case.",
                        name));
    return with(v -> v.groupId = group.id());
  }

  /** Only sessions of this batch. */
  public Measurements batch(BatchId id) {
    return with(v -> v.batchId = id.value());
  }

  /** Only sessions in this status. */
  public Measurements status(SessionStatus status) {
    return with(v -> v.status = status);
  }

  /** Only sessions with this verdict. */
  public Measurements verdict(Verdict verdict) {
    return with(v -> v.verdict = verdict);
  }

  /** Only sessions that began then or later, by the millisecond. */
  public Measurements from(Instant instant) {
    return with(v -> v.from = instant);
  }

  /** Only sessions that began before, by the millisecond. */
  public Measurements before(Instant instant) {
    return with(v -> v.before = instant);
  }

  /**
   * Has a page begin after this session: the last of the page before.
   *
   * @param session null for the first page
   */
  public Measurements after(@Nullable Session session) {
    return with(v -> v.below = session == null ? Long.MAX_VALUE : session.id());
  }

  /**
   * Reads the next sessions, newest first.
   *
   * @param limit at most so many; 1 to 10,000
   * @throws InvalidValue if the limit is outside
   */
  public List<Session> page(int limit) {
    requireLimit(limit);
    return store.sessions().page(values.filter(), values.below, limit);
  }

  /** What they say all together, wherever a page begins. */
  public Quality quality() {
    return store.sessions().quality(values.filter());
  }

  /**
   * What they say by the hour or day in which they began, newest first; hours and days without a
   * session are left out.
   *
   * @param limit at most so many; 1 to 10,000
   * @throws InvalidValue if the limit is outside
   */
  public List<TrendPoint> trend(TrendStep step, int limit) {
    requireLimit(limit);
    return store.sessions().trend(values.filter(), step, limit);
  }

  /** How long they took, from their real begin to their real end. */
  public SessionDurations durations() {
    return store.sessions().durations(values.filter());
  }

  static void requireLimit(int limit) {
    if (limit < 1 || limit > MOST) {
      String fault = "limit: must be 1 to 10,000";
      throw new InvalidValue("A page cannot be read: " + fault + ".", List.of(fault), null);
    }
  }
}
