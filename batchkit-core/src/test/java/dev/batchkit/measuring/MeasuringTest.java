package dev.batchkit.measuring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.batchkit.error.InvalidValue;
import dev.batchkit.error.MeasurementFailed;
import dev.batchkit.indicator.DatasetKey;
import dev.batchkit.indicator.Exact;
import dev.batchkit.indicator.IndicatorType;
import dev.batchkit.indicator.Measurement;
import dev.batchkit.indicator.Reading;
import dev.batchkit.indicator.Side;
import dev.batchkit.json.Json;
import dev.batchkit.session.AlertCondition;
import dev.batchkit.session.AlertOperator;
import dev.batchkit.session.IndicatorDefinition;
import dev.batchkit.session.KeepRecords;
import dev.batchkit.session.Quantity;
import dev.batchkit.session.SessionStatus;
import dev.batchkit.session.Verdict;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MeasuringTest {
  private static final long ID = 7;
  private static final Duration LONG = Duration.ofHours(1);

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final ExecutorService callers = Executors.newCachedThreadPool();
  private final Set<Long> cancelled = ConcurrentHashMap.newKeySet();
  private final Watch watch = new Watch(() -> cancelled);
  private final AtomicInteger tries = new AtomicInteger();
  private final AtomicInteger closedDoors = new AtomicInteger();

  @AfterEach
  void close() {
    watch.close();
    threads.shutdownNow();
    callers.shutdownNow();
  }

  /** What a type does in place of measuring. */
  private interface Work {
    void on(Measurement measurement, int attempt) throws Exception;
  }

  private IndicatorType type(Work work) {
    return new IndicatorType() {
      @Override
      public String key() {
        return "custom";
      }

      @Override
      public Set<Quantity> quantities() {
        return Set.of(Quantity.VALUE);
      }

      @Override
      public Set<Side> sides() {
        return Set.of(Side.TARGET);
      }

      @Override
      public void measure(Measurement measurement) throws Exception {
        work.on(measurement, tries.incrementAndGet());
      }
    };
  }

  private static IndicatorDefinition definition(Duration limit, int retries, Duration after) {
    return new IndicatorDefinition(
        "custom",
        null,
        "custom",
        null,
        null,
        null,
        null,
        List.of(),
        List.of("v"),
        AlertCondition.of(Quantity.VALUE, AlertOperator.GT, "0"),
        null,
        null,
        null,
        null,
        limit,
        retries,
        after,
        KeepRecords.all(),
        null,
        null,
        Json.of("{}"));
  }

  private Measured measure(IndicatorDefinition definition, Work work) throws InterruptedException {
    DoorOpener doors =
        (which, stop, pool) ->
            new DatasetDoor() {
              @Override
              public dev.batchkit.indicator.Dataset open(Side side) {
                throw new AssertionError("no test of this class reads");
              }

              @Override
              public dev.batchkit.indicator.JoinedDatasets join() {
                throw new AssertionError("no test of this class reads");
              }

              @Override
              public void close() {
                closedDoors.incrementAndGet();
              }
            };
    return new Measuring(doors, Clock.systemUTC(), threads)
        .measure(type(work), definition, watch, ID, (keys, sessions) -> Map.of());
  }

  private static void add(Measurement measurement, long value) {
    Reading.Result result = Reading.Result.of(Exact.of(BigDecimal.valueOf(value)));
    measurement.add(
        DatasetKey.NONE,
        List.of(new Reading("v", null, null, null, Map.of(Quantity.VALUE, result))));
  }

  private static void untilStopped(Measurement measurement) throws Exception {
    while (true) {
      measurement.requireGoing();
      Thread.onSpinWait();
    }
  }

  private static void ignoringInterrupts(CountDownLatch latch) {
    while (true) {
      try {
        latch.await();
        return;
      } catch (InterruptedException e) {
        // that is what it is for
      }
    }
  }

  @Test
  void whatIsMeasuredIsASuccessWhateverTheVerdict() throws Exception {
    try (Measured measured = measure(definition(LONG, 0, LONG), (m, attempt) -> add(m, 1))) {
      assertThat(measured.status()).isEqualTo(SessionStatus.SUCCESS);
      assertThat(measured.verdict()).isEqualTo(Verdict.ALERT);
      assertThat(measured.reason()).isNull();
      assertThat(measured.attempts()).isEqualTo(1);
      assertThat(measured.finishedAt()).isAfterOrEqualTo(measured.startedAt());
      assertThat(measured.take(10)).hasSize(1);
      assertThat(closedDoors).hasValue(1);
    }
  }

  @Test
  void aFailureIsTriedAgainUntilItIsGone() throws Exception {
    try (Measured measured =
        measure(
            definition(LONG, 5, Duration.ofMillis(1)),
            (m, attempt) -> {
              add(m, attempt);
              if (attempt < 3) {
                throw new IOException("the line is down");
              }
            })) {
      assertThat(measured.status()).isEqualTo(SessionStatus.SUCCESS);
      assertThat(measured.attempts()).isEqualTo(3);
      assertThat(measured.counts().records()).isEqualTo(1);
      assertThat(measured.extreme()).isEqualTo("3");
      assertThat(closedDoors).hasValue(3);
    }
  }

  @Test
  void aFailureIsTriedAgainAsOftenAsTheDefinitionSays() throws Exception {
    try (Measured measured =
        measure(
            definition(LONG, 2, Duration.ofMillis(1)),
            (m, attempt) -> {
              throw new IOException("no " + attempt + "\u0000\ud800");
            })) {
      assertThat(measured.status()).isEqualTo(SessionStatus.FAILED);
      assertThat(measured.verdict()).isEqualTo(Verdict.NOT_MEASURED);
      assertThat(measured.counts()).isNull();
      assertThat(measured.attempts()).isEqualTo(3);
      assertThat(measured.reason()).isEqualTo("IOException: no 3");
      assertThat(measured.take(1)).isEmpty();
    }
  }

  @Test
  void aLastingFailureIsNotTriedAgain() throws Exception {
    List<RuntimeException> lasting =
        List.of(
            new MeasurementFailed("The columns do not fit.", true),
            new InvalidValue("The columns do not fit.", List.of(), null));
    for (RuntimeException failure : lasting) {
      try (Measured measured =
          measure(
              definition(LONG, 5, LONG),
              (m, attempt) -> {
                throw failure;
              })) {
        assertThat(measured.attempts()).isEqualTo(1);
        assertThat(measured.status()).isEqualTo(SessionStatus.FAILED);
        assertThat(measured.reason()).isEqualTo("The columns do not fit.");
      }
    }
  }

  @Test
  void aTryThatTakesTooLongIsStoppedAndTriedAgain() throws Exception {
    IndicatorDefinition definition = definition(Duration.ofMillis(20), 1, Duration.ofMillis(1));
    try (Measured measured = measure(definition, (m, attempt) -> untilStopped(m))) {
      assertThat(measured.status()).isEqualTo(SessionStatus.FAILED);
      assertThat(measured.verdict()).isEqualTo(Verdict.NOT_MEASURED);
      assertThat(measured.attempts()).isEqualTo(2);
      assertThat(measured.reason()).isEqualTo("It took longer than its time limit of PT0.02S");
    }
  }

  @Test
  void whatAStoppedTryThrowsIsNotTheReason() throws Exception {
    try (Measured measured =
        measure(
            definition(Duration.ofMillis(20), 0, LONG),
            (m, attempt) -> {
              try {
                untilStopped(m);
              } catch (Stopped e) {
                throw new IOException("the query was cancelled", e);
              }
            })) {
      assertThat(measured.reason()).startsWith("It took longer than its time limit");
    }
  }

  @Test
  void aTypeThatSwallowsTheStopIsStoppedAllTheSame() throws Exception {
    try (Measured measured =
        measure(
            definition(Duration.ofMillis(20), 0, LONG),
            (m, attempt) -> {
              try {
                untilStopped(m);
              } catch (Stopped e) {
                // as if nothing had been
              }
            })) {
      assertThat(measured.status()).isEqualTo(SessionStatus.FAILED);
    }
  }

  @Test
  void aTryThatDoesNotEndIsLeftBehindAndLeavesNothing() throws Exception {
    CountDownLatch held = new CountDownLatch(1);
    CountDownLatch left = new CountDownLatch(1);
    try (Measured measured =
        measure(
            definition(Duration.ofMillis(20), 5, Duration.ofMillis(1)),
            (m, attempt) -> {
              for (int i = 0; i <= Kept.IN_MEMORY; i++) {
                add(m, i);
              }
              ignoringInterrupts(held);
              left.countDown();
            })) {
      assertThat(measured.status()).isEqualTo(SessionStatus.FAILED);
      assertThat(measured.attempts()).isEqualTo(1);
      assertThat(measured.reason())
          .isEqualTo(
              "It took longer than its time limit of PT0.02S;"
                  + " it did not end within 2 seconds after that and was left behind");
    }
    held.countDown();
    left.await();
    threads.shutdown();
    assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    assertThat(closedDoors).hasValue(1);
  }

  @Test
  void aSessionThatIsCancelledIsKilled() throws Exception {
    try (Measured measured =
        measure(
            definition(LONG, 5, Duration.ofMillis(1)),
            (m, attempt) -> {
              cancelled.add(ID);
              untilStopped(m);
            })) {
      assertThat(measured.status()).isEqualTo(SessionStatus.KILLED);
      assertThat(measured.verdict()).isEqualTo(Verdict.NOT_MEASURED);
      assertThat(measured.reason()).isEqualTo("cancelled");
      assertThat(measured.attempts()).isEqualTo(1);
    }
  }

  @Test
  void aSessionCanBeCancelledWhileItWaitsToBeTriedAgain() throws Exception {
    try (Measured measured =
        measure(
            definition(LONG, 1, LONG),
            (m, attempt) -> {
              cancelled.add(ID + 1);
              callers.execute(() -> cancelled.add(ID));
              throw new IOException("again, please");
            })) {
      assertThat(measured.status()).isEqualTo(SessionStatus.KILLED);
      assertThat(measured.reason()).isEqualTo("cancelled");
      assertThat(measured.attempts()).isEqualTo(1);
    }
  }

  @Test
  void anErrorIsNotSwallowed() throws Exception {
    assertThatThrownBy(
            () ->
                measure(
                    definition(LONG, 5, LONG),
                    (m, attempt) -> {
                      for (int i = 0; i <= Kept.IN_MEMORY; i++) {
                        add(m, i);
                      }
                      throw new OutOfMemoryError("as if");
                    }))
        .isInstanceOf(OutOfMemoryError.class);
    assertThat(tries).hasValue(1);
  }

  @Test
  void anErrorOfTheTypeIsAFailureThatIsNotTriedAgain() throws Exception {
    try (Measured measured =
        measure(
            definition(LONG, 5, LONG),
            (m, attempt) -> {
              throw new NoClassDefFoundError("a driver");
            })) {
      assertThat(measured.status()).isEqualTo(SessionStatus.FAILED);
      assertThat(measured.reason()).contains("NoClassDefFoundError");
      assertThat(measured.attempts()).isEqualTo(1);
    }
  }

  @Test
  void anInterruptStopsTheTryAndIsPassedOn() throws Exception {
    CompletableFuture<Thread> caller = new CompletableFuture<>();
    CompletableFuture<Throwable> stopped = new CompletableFuture<>();
    var outcome =
        callers.submit(
            () -> {
              Thread me = Thread.currentThread();
              return measure(
                  definition(LONG, 0, LONG),
                  (m, attempt) -> {
                    caller.complete(me);
                    try {
                      untilStopped(m);
                    } catch (Stopped e) {
                      stopped.complete(e);
                      throw e;
                    }
                  });
            });
    caller.get().interrupt();

    assertThatThrownBy(outcome::get)
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(InterruptedException.class);
    assertThat(stopped.get()).isInstanceOf(Stopped.class);
  }

  @Test
  void aReadingWithoutWhatIsComparedFailsTheMeasurement() throws Exception {
    try (Measured measured =
        measure(
            definition(LONG, 0, LONG),
            (m, attempt) ->
                m.add(DatasetKey.NONE, List.of(new Reading("v", null, null, null, Map.of()))))) {
      assertThat(measured.status()).isEqualTo(SessionStatus.FAILED);
      assertThat(measured.reason()).contains("a result for each quantity");
    }
  }
}
