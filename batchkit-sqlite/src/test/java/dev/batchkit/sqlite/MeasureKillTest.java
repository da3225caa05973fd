package dev.batchkit.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.batchkit.BatchKit;
import dev.batchkit.batch.BatchId;
import dev.batchkit.batch.RunOutcome;
import dev.batchkit.session.Session;
import dev.batchkit.session.SessionStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real processes are killed while they measure a group. */
@Tag("kill")
class MeasureKillTest {
  private static final long SEED = Long.getLong("batchkit.seed", System.nanoTime() & 0xffff_ffffL);
  private static final int MOST_MICROS = 5_000;
  private static final Random RANDOM = new Random(SEED);

  @TempDir private Path directory;

  @RepeatedTest(4)
  @Timeout(120)
  void killed_at_any_moment_what_was_measured_is_not_measured_again() throws Exception {
    Path file = directory.resolve("measured.db");
    Path opened = directory.resolve("opened.txt");
    try (Child child = Child.start(KilledMeasuring.class, directory, file, opened)) {
      child.until("opened " + KilledMeasuring.name(RANDOM.nextInt(KilledMeasuring.INDICATORS)));
      child.run(RANDOM.nextInt(MOST_MICROS));
      child.kill();
    }
    try (BatchKit kit = KilledMeasuring.kit(file, opened)) {
      List<Session> before = sessions(kit);
      System.out.printf("%d measured when killed. -Dbatchkit.seed=%d%n", before.size(), SEED);
      assertThat(before).allMatch(session -> session.status() == SessionStatus.SUCCESS);
      BatchId batch = finish(kit);
      lookAt(kit, batch, before, KilledMeasuring.opened(opened));
    }
  }

  private static List<Session> sessions(BatchKit kit) {
    return kit.indicators().sessions().page(10_000);
  }

  /** Takes the batch to its end, from wherever it stands: it may not even have been made. */
  private static BatchId finish(BatchKit kit) {
    var batches = kit.batches().newest(10);
    if (batches.isEmpty() || batches.get(0).populatedAt() == null) {
      return kit.indicators().measure(KilledMeasuring.GROUP).batchId();
    }
    BatchId batch = batches.get(0).id();
    if (!batches.get(0).isFrozen()) {
      assertThat(kit.indicators().resume(batch).outcome()).isEqualTo(RunOutcome.SUCCESS);
    }
    return batch;
  }

  private static void lookAt(
      BatchKit kit, BatchId batch, List<Session> before, Map<String, Long> opened)
      throws IOException {
    List<Session> after = sessions(kit);
    assertThat(after).hasSize(KilledMeasuring.INDICATORS).containsAll(before);
    assertThat(after).extracting(Session::indicator).doesNotHaveDuplicates();
    assertThat(before).allMatch(session -> opened.get(session.indicator()) == 1);
    assertThat(opened).hasSize(KilledMeasuring.INDICATORS);
    assertThat(kit.batches().verify(batch).intact()).isTrue();
  }
}
