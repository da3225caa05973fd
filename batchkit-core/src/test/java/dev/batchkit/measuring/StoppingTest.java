package dev.batchkit.measuring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.batchkit.error.MeasurementFailed;
import dev.batchkit.indicator.Dataset;
import dev.batchkit.indicator.JoinedDatasets;
import dev.batchkit.indicator.Side;
import dev.batchkit.measuring.Database.Driver;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A stop ends whatever is under way, and nothing is left behind. */
class StoppingTest {
  private static final Duration SOON = Duration.ofSeconds(2).multipliedBy(load());

  @TempDir Path directory;
  private Path temporary;
  private final Setup setup = new Setup();

  /** How many times slower than by itself the machine is now. */
  private static int load() {
    OperatingSystemMXBean machine = ManagementFactory.getOperatingSystemMXBean();
    return 1 + (int) (machine.getSystemLoadAverage() / machine.getAvailableProcessors());
  }

  @BeforeEach
  void prepare() throws IOException {
    temporary = Files.createDirectory(directory.resolve("temporary"));
    setup.sorting(100, 4, temporary);
  }

  @AfterEach
  void nothingIsLeft() throws IOException {
    setup.close();
    try (Stream<Path> files = Files.list(temporary)) {
      assertThat(files).isEmpty();
    }
  }

  /** Stops from another thread once it is likely under way; how long the rest took. */
  private void assertStops(Duration after, ThrowingCallable work) {
    AtomicInteger at = new AtomicInteger();
    long begin = System.nanoTime();
    Thread stopper =
        new Thread(
            () -> {
              try {
                TimeUnit.NANOSECONDS.sleep(after.toNanos());
              } catch (InterruptedException e) {
                return;
              }
              at.set((int) millisSince(begin));
              setup.stop.now(Stop.Cause.TIME);
            });
    stopper.start();
    assertThatExceptionOfType(Stopped.class).isThrownBy(work);
    assertThat(millisSince(begin) - at.get()).isLessThan(SOON.toMillis());
  }

  private static long millisSince(long begin) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
  }

  @ParameterizedTest
  @EnumSource(Driver.class)
  void aQueryThatNeverEndsIsStopped(Driver driver) {
    Database database = Database.in(directory, driver);
    setup.query(Side.SOURCE, database, database.endless());
    assertStops(Duration.ofMillis(300), () -> setup.open(Side.SOURCE).next());
    assertThat(database.open.get()).isZero();
  }

  @ParameterizedTest
  @EnumSource(Driver.class)
  void aQueryIsStoppedWheneverTheStopComes(Driver driver) {
    Database database = Database.in(directory, driver);
    for (int i = 0; i < 20; i++) {
      try (Setup other = new Setup()) {
        other.query(Side.SOURCE, database, database.endless());
        Thread stopper = new Thread(() -> other.stop.now(Stop.Cause.SESSION));
        stopper.start();
        assertThatExceptionOfType(Stopped.class).isThrownBy(() -> other.open(Side.SOURCE).next());
      }
    }
    assertThat(database.open.get()).isZero();
  }

  @ParameterizedTest
  @EnumSource(Driver.class)
  void twoQueriesThatNeverEndAreStopped(Driver driver) {
    Database database = Database.in(directory, driver);
    setup.query(Side.SOURCE, database, database.endless());
    setup.query(Side.TARGET, database, database.endless());
    assertStops(Duration.ofMillis(300), setup::join);
    assertThat(database.open.get()).isZero();
  }

  @ParameterizedTest
  @EnumSource(Driver.class)
  void ifOneSideFailsTheOtherIsCutShort(Driver driver) {
    Database database = Database.in(directory, driver);
    for (Side failing : Side.values()) {
      for (Side side : Side.values()) {
        setup.query(side, database, side == failing ? "SELECT 1 AS id" : database.endless());
      }
      long begin = System.nanoTime();
      assertThatExceptionOfType(MeasurementFailed.class)
          .isThrownBy(setup::join)
          .withMessageContaining("Column amount is not in the " + Layout.word(failing));
      assertThat(millisSince(begin)).isLessThan(2 * SOON.toMillis());
      assertThat(setup.stop.cause()).isNull();
      assertThat(database.open.get()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource(Driver.class)
  void aDriverThatDoesNotCancelLosesItsConnection(Driver driver) {
    Database database = Database.in(directory, driver);
    database.endsByAbortOnly = true;
    setup.query(Side.SOURCE, database, database.endless());
    assertStops(Duration.ofMillis(300), () -> setup.open(Side.SOURCE).next());
    assertThat(database.aborted.get()).isEqualTo(1);
    assertThat(database.open.get()).isZero();
  }

  @Test
  void whatIsAskedInVainIsTakenAfterAGrace() throws Exception {
    CountDownLatch taken = new CountDownLatch(1);
    Cut cut =
        Cut.by(
            setup.stop,
            () -> {
              throw new UnsupportedOperationException();
            },
            taken::countDown);
    long begin = System.nanoTime();
    setup.stop.now(Stop.Cause.TIME);
    assertThat(taken.await(5, TimeUnit.SECONDS)).isTrue();
    assertThat(millisSince(begin)).isBetween(900L, SOON.toMillis());
    cut.close();
  }

  @Test
  void whatIsOverIsNeitherAskedNorTaken() {
    AtomicInteger asked = new AtomicInteger();
    Cut.by(setup.stop, asked::incrementAndGet, asked::incrementAndGet).close();
    setup.stop.now(Stop.Cause.TIME);
    assertThat(asked).hasValue(0);
  }

  @Test
  void codeOfTheProgramThatWaitsIsInterruptedAndItsStreamClosed() {
    AtomicBoolean closed = new AtomicBoolean();
    setup.records(
        Side.SOURCE,
        () ->
            Stream.<Map<String, Object>>generate(StoppingTest::never)
                .onClose(() -> closed.set(true)));
    assertStops(Duration.ofMillis(200), () -> setup.open(Side.SOURCE).next());
    setup.close();
    assertThat(closed).isTrue();
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void codeOfTheProgramThatDoesNotOpenIsInterrupted() {
    setup.records(
        Side.SOURCE,
        () -> {
          never();
          return Stream.of();
        });
    setup.records(Side.TARGET, Stream::of);
    assertStops(Duration.ofMillis(200), setup::join);
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  private static Map<String, Object> never() {
    try {
      new CountDownLatch(1).await();
      return Map.of();
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
  }

  @Test
  void aStopWhileRecordsAreSortedEndsIt() {
    setup.records(Side.SOURCE, () -> endless());
    setup.records(Side.TARGET, () -> endless());
    assertStops(Duration.ofMillis(500), setup::join);
  }

  private static Stream<Map<String, Object>> endless() {
    return IntStream.iterate(0, i -> i * 31 + 7)
        .mapToObj(i -> Map.<String, Object>of("id", i, "amount", i));
  }

  @Test
  void aStopBetweenRecordsShowsAtTheNextOne() throws Exception {
    setup.records(Side.SOURCE, () -> endless());
    Dataset dataset = setup.open(Side.SOURCE);
    assertThat(dataset.next()).isTrue();
    setup.stop.now(Stop.Cause.RUN);
    assertThatExceptionOfType(Stopped.class).isThrownBy(dataset::next);
  }

  @Test
  void aStopBetweenKeysShowsAtTheNextOne() throws Exception {
    setup.records(Side.SOURCE, () -> endless().limit(1000));
    setup.records(Side.TARGET, () -> endless().limit(1000));
    JoinedDatasets joined = setup.join();
    assertThat(joined.next()).isTrue();
    setup.stop.now(Stop.Cause.RUN);
    assertThatExceptionOfType(Stopped.class).isThrownBy(joined::next);
  }

  @Test
  void aJoinRunsAlsoOnAnExecutorWithoutAFreeThreadOrNoneAtAll() throws Exception {
    CountDownLatch free = new CountDownLatch(1);
    setup.executor.execute(
        () -> {
          try {
            free.await();
          } catch (InterruptedException e) {
            return;
          }
        });
    setup.records(Side.SOURCE, () -> endless().limit(1));
    setup.records(Side.TARGET, () -> endless().limit(1));
    assertThat(setup.join().next()).isTrue();
    free.countDown();
    setup.executor.shutdown();
    assertThat(setup.join().next()).isTrue();
  }
}
