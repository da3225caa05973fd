package dev.batchkit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.batchkit.session.Session;
import dev.batchkit.session.SessionStatus;
import dev.batchkit.session.Verdict;
import dev.batchkit.store.SessionFilter;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sessions of batches by what is asked for, newest first. */
abstract class SessionPageContract extends MeasuredFixture {
  private static final Instant NEXT_DAY = Samples.AT.plusSeconds(86_400);

  private long later;
  private long ok;
  private long alert;
  private long failed;
  private long running;
  private long elsewhere;

  SessionPageContract(StoreContract contract) {
    super(contract);
  }

  /** Stores sessions of two batches of the group and of one of another. */
  @BeforeEach
  final void storeSessions() {
    later = newMeasuringBatch();
    long other = in(unit -> Measurements.batch(unit, Measurements.group(unit, "weekly")));
    ok = put(sample().get());
    alert = put(Measurements.Sample.of(batchId, second).verdict(Verdict.ALERT).get());
    failed = put(of(later, indicatorId).verdict(Verdict.NOT_MEASURED).get());
    running = put(of(later, second).running().get());
    elsewhere = put(of(other, indicatorId).verdict(Verdict.ALERT).get());
  }

  private static Measurements.Sample of(long batch, long indicator) {
    return Measurements.Sample.of(batch, indicator).at(NEXT_DAY);
  }

  private List<Long> page(SessionFilter filter) {
    return store().sessions().page(filter, Long.MAX_VALUE, 10).stream().map(Session::id).toList();
  }

  private static SessionFilter filter(
      @Nullable Long indicator, @Nullable Long group, @Nullable Long batch) {
    return new SessionFilter(indicator, group, batch, null, null, null, null);
  }

  @Test
  void sessionsComeNewestFirstInPages() {
    assertThat(page(SessionFilter.ALL)).containsExactly(elsewhere, running, failed, alert, ok);
    assertThat(store().sessions().page(SessionFilter.ALL, failed, 1))
        .extracting(Session::id)
        .containsExactly(alert);
    assertThat(store().sessions().page(SessionFilter.ALL, Long.MAX_VALUE, 0)).isEmpty();
    assertThat(store().sessions().page(SessionFilter.ALL, ok, 10)).isEmpty();
  }

  @Test
  void sessionsAreFoundByIndicatorGroupAndBatchAndByAllOfThem() {
    assertThat(page(filter(indicatorId, null, null))).containsExactly(elsewhere, failed, ok);
    assertThat(page(filter(null, groupId, null))).containsExactly(running, failed, alert, ok);
    assertThat(page(filter(null, null, later))).containsExactly(running, failed);
    assertThat(page(filter(indicatorId, groupId, null))).containsExactly(failed, ok);
    assertThat(page(filter(second, null, later))).containsExactly(running);
    assertThat(page(filter(second, groupId, later))).containsExactly(running);
    assertThat(page(filter(null, groupId + 1, later))).isEmpty();
    assertThat(page(filter(99L, null, null))).isEmpty();
  }

  @Test
  void sessionsAreFoundByStatusAndVerdict() {
    assertThat(page(new SessionFilter(null, null, null, SessionStatus.RUNNING, null, null, null)))
        .containsExactly(running);
    assertThat(page(new SessionFilter(null, null, null, null, Verdict.ALERT, null, null)))
        .containsExactly(elsewhere, alert);
    assertThat(page(new SessionFilter(null, groupId, null, null, Verdict.ALERT, null, null)))
        .containsExactly(alert);
    assertThat(
            page(
                new SessionFilter(
                    null, null, null, SessionStatus.FAILED, Verdict.ALERT, null, null)))
        .isEmpty();
  }

  @Test
  void sessionsAreFoundByTheTimeInWhichTheyBegan() {
    assertThat(page(span(NEXT_DAY, null))).containsExactly(elsewhere, running, failed);
    assertThat(page(span(null, NEXT_DAY))).containsExactly(alert, ok);
    assertThat(page(span(Samples.AT, Samples.AT.plusMillis(1)))).containsExactly(alert, ok);
    assertThat(page(span(Samples.AT.plusMillis(1), NEXT_DAY))).isEmpty();
  }

  private static SessionFilter span(@Nullable Instant from, @Nullable Instant before) {
    return new SessionFilter(null, null, null, null, null, from, before);
  }

  @Test
  void theLastSessionIsTheNewestBelowAnIdThatHasAVerdict() {
    assertThat(store().sessions().last(indicatorId, Long.MAX_VALUE).map(Session::id))
        .contains(elsewhere);
    assertThat(store().sessions().last(indicatorId, elsewhere).map(Session::id)).contains(failed);
    assertThat(store().sessions().last(indicatorId, failed).map(Session::id)).contains(ok);
    assertThat(store().sessions().last(indicatorId, ok)).isEmpty();
    assertThat(store().sessions().last(second, Long.MAX_VALUE).map(Session::id)).contains(alert);
    assertThat(store().sessions().last(third, Long.MAX_VALUE)).isEmpty();
  }
}
