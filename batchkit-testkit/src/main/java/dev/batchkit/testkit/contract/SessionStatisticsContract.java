package dev.batchkit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.batchkit.batch.BatchId;
import dev.batchkit.batch.BatchStatus;
import dev.batchkit.session.BatchSummary;
import dev.batchkit.session.Quality;
import dev.batchkit.session.SessionDurations;
import dev.batchkit.session.TrendPoint;
import dev.batchkit.session.TrendStep;
import dev.batchkit.session.Verdict;
import dev.batchkit.store.NewSession;
import dev.batchkit.store.SessionFilter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What sessions say together. */
abstract class SessionStatisticsContract extends MeasuredFixture {
  private static final long SEED = Long.getLong("batchkit.seed", System.nanoTime() & 0xffff_ffffL);
  private static final int BATCHES = 700;
  private static final List<Verdict> VERDICTS = List.copyOf(EnumSet.allOf(Verdict.class));

  SessionStatisticsContract(StoreContract contract) {
    super(contract);
  }

  @Test
  void nothingIsSaidWhereThereAreNoSessions() {
    assertThat(store().sessions().quality(SessionFilter.ALL))
        .isEqualTo(new Quality(0, 0, 0, 0, 0, 0, 0));
    assertThat(store().sessions().trend(SessionFilter.ALL, TrendStep.DAY, 10)).isEmpty();
    assertThat(store().sessions().durations(SessionFilter.ALL))
        .isEqualTo(new SessionDurations(0, null, null, null, null));
    assertThat(store().sessions().batches(null, Long.MAX_VALUE, 10))
        .containsExactly(
            new BatchSummary(
                new BatchId(batchId),
                groupId,
                "nightly",
                BatchStatus.PENDING,
                null,
                null,
                new Quality(0, 0, 0, 0, 0, 0, 0)));
  }

  @Test
  void qualityCountsWhatEndedAndTheRecordsOfWhatWasMeasured() {
    long unused = put(sample().counts(2, 8).get());
    unused = put(Measurements.Sample.of(batchId, second).verdict(Verdict.ALERT).counts(5, 0).get());
    unused = put(Measurements.Sample.of(batchId, third).running().counts(7, 7).get());
    long next = newMeasuringBatch();
    unused =
        put(
            Measurements.Sample.of(next, indicatorId)
                .verdict(Verdict.NOT_MEASURED)
                .counts(9, 9)
                .get());
    unused = put(Measurements.Sample.of(next, second).verdict(Verdict.NO_DATA).counts(0, 0).get());
    unused = put(Measurements.Sample.of(next, third).verdict(Verdict.WARN).counts(0, 5).get());
    Quality quality = store().sessions().quality(SessionFilter.ALL);
    assertThat(quality).isEqualTo(new Quality(5, 1, 1, 1, 1, 20, 13));
    assertThat(quality.level()).isEqualByComparingTo("0.65");
  }

  @Test
  void aPercentileIsTheDurationInPlaceWhenTheyAreSorted() {
    for (int i = 1; i <= 20; i++) {
      long unused =
          put(
              Measurements.Sample.of(newMeasuringBatch(), indicatorId)
                  .took(Duration.ofMillis(i * 8 % 21 * 1_000L))
                  .get());
    }
    assertThat(store().sessions().durations(SessionFilter.ALL))
        .isEqualTo(
            new SessionDurations(
                20,
                Duration.ofSeconds(1),
                Duration.ofSeconds(10),
                Duration.ofSeconds(19),
                Duration.ofSeconds(20)));
  }

  @Test
  void batchesOfGroupsComeNewestFirstWithWhatTheirSessionsSay() {
    long first = put(sample().counts(2, 8).get());
    long unused = put(Measurements.Sample.of(batchId, second).at(Samples.LATER).running().get());
    long plain = newBatch();
    long empty = newMeasuringBatch();
    long weekly = in(unit -> Measurements.group(unit, "weekly"));
    long other = in(unit -> Measurements.batch(unit, weekly));
    BatchSummary summary =
        new BatchSummary(
            new BatchId(batchId),
            groupId,
            "nightly",
            BatchStatus.PENDING,
            Samples.AT,
            Samples.AT.plusMillis(1_234),
            new Quality(1, 0, 0, 0, 0, 10, 8));
    assertThat(store().sessions().find(first)).isPresent();
    assertThat(ids(null, Long.MAX_VALUE, 10)).containsExactly(other, empty, batchId);
    assertThat(ids(null, other, 1)).containsExactly(empty);
    assertThat(ids(groupId, Long.MAX_VALUE, 10)).containsExactly(empty, batchId);
    assertThat(ids(weekly, other, 10)).isEmpty();
    assertThat(ids(null, plain, 10)).containsExactly(batchId);
    assertThat(ids(null, Long.MAX_VALUE, 0)).isEmpty();
    assertThat(store().sessions().batches(groupId, empty, 10)).containsExactly(summary);
  }

  private List<Long> ids(@Nullable Long group, long below, int limit) {
    return store().sessions().batches(group, below, limit).stream()
        .map(summary -> summary.batchId().value())
        .toList();
  }

  @Test
  void whatIsSaidOfManySessionsIsWhatAPlainComputationSays() {
    System.out.printf("statistics of random sessions. -Dbatchkit.seed=%d%n", SEED);
    Random random = new Random(SEED);
    List<NewSession> sessions = new ArrayList<>();
    write(
        unit -> {
          for (int i = 0; i < BATCHES; i++) {
            long batch = Measurements.batch(unit, groupId);
            for (long indicator : new long[] {indicatorId, second, third}) {
              NewSession session = random(random, batch, indicator);
              long unused = unit.sessions().put(session);
              sessions.add(session);
            }
          }
        });
    Instant from = Samples.AT.plus(Duration.ofHours(20));
    Instant before = Samples.AT.plus(Duration.ofHours(70));
    for (SessionFilter filter :
        List.of(
            SessionFilter.ALL,
            new SessionFilter(second, null, null, null, null, null, null),
            new SessionFilter(null, groupId, null, null, Verdict.WARN, null, null),
            new SessionFilter(third, groupId, null, null, null, from, before))) {
      List<NewSession> wanted = sessions.stream().filter(one -> passes(one, filter)).toList();
      assertSame(filter, wanted);
    }
  }

  private void assertSame(SessionFilter filter, List<NewSession> wanted) {
    assertThat(store().sessions().quality(filter)).isEqualTo(quality(wanted));
    assertThat(store().sessions().durations(filter)).isEqualTo(durations(wanted));
    for (TrendStep step : TrendStep.values()) {
      List<TrendPoint> points = trend(wanted, step);
      assertThat(store().sessions().trend(filter, step, 10_000)).isEqualTo(points);
      assertThat(store().sessions().trend(filter, step, 3)).isEqualTo(points.subList(0, 3));
    }
  }

  private static NewSession random(Random random, long batch, long indicator) {
    Verdict verdict = VERDICTS.get(random.nextInt(VERDICTS.size()));
    Measurements.Sample sample =
        Measurements.Sample.of(batch, indicator)
            .at(Samples.AT.plusMillis(random.nextInt(100 * 3_600_000)));
    if (random.nextInt(10) == 0) {
      return sample.running().get();
    }
    return sample
        .verdict(verdict)
        .counts(random.nextInt(50), random.nextInt(1_000))
        .took(random.nextInt(10) == 0 ? null : Duration.ofMillis(random.nextInt(100_000)))
        .get();
  }

  private static boolean passes(NewSession session, SessionFilter filter) {
    return session.verdict() != null
        && (filter.indicatorId() == null || filter.indicatorId() == session.indicatorId())
        && (filter.verdict() == null || filter.verdict() == session.verdict())
        && (filter.from() == null || !session.startedAt().isBefore(filter.from()))
        && (filter.before() == null || session.startedAt().isBefore(filter.before()));
  }

  private static Quality quality(List<NewSession> sessions) {
    long records = 0;
    long noAlerts = 0;
    for (NewSession session : sessions) {
      if (session.counts() != null && session.verdict() != Verdict.NOT_MEASURED) {
        records += session.counts().records();
        noAlerts += session.counts().noAlerts();
      }
    }
    return new Quality(
        sessions.size(),
        count(sessions, Verdict.NOT_MEASURED),
        count(sessions, Verdict.NO_DATA),
        count(sessions, Verdict.WARN),
        count(sessions, Verdict.ALERT),
        records,
        noAlerts);
  }

  private static long count(List<NewSession> sessions, Verdict verdict) {
    return sessions.stream().filter(session -> session.verdict() == verdict).count();
  }

  private static SessionDurations durations(List<NewSession> sessions) {
    List<Duration> sorted =
        sessions.stream()
            .filter(session -> session.finishedAt() != null)
            .map(
                session ->
                    Duration.between(
                        session.startedAt(), Objects.requireNonNull(session.finishedAt())))
            .sorted()
            .toList();
    int last = sorted.size() - 1;
    return new SessionDurations(
        sorted.size(),
        sorted.get(0),
        sorted.get((int) Math.ceil(sorted.size() * 0.5) - 1),
        sorted.get((sorted.size() * 95 + 99) / 100 - 1),
        sorted.get(last));
  }

  private static List<TrendPoint> trend(List<NewSession> sessions, TrendStep step) {
    ChronoUnit unit = step == TrendStep.DAY ? ChronoUnit.DAYS : ChronoUnit.HOURS;
    TreeMap<Instant, List<NewSession>> points = new TreeMap<>(Comparator.reverseOrder());
    for (NewSession session : sessions) {
      points
          .computeIfAbsent(session.startedAt().truncatedTo(unit), at -> new ArrayList<>())
          .add(session);
    }
    return points.entrySet().stream()
        .map(point -> new TrendPoint(point.getKey(), quality(point.getValue())))
        .toList();
  }
}
