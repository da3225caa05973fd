package dev.batchkit.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.batchkit.BatchKit;
import dev.batchkit.batch.BatchId;
import dev.batchkit.batch.Row;
import dev.batchkit.batch.Run;
import dev.batchkit.batch.RunOutcome;
import java.nio.file.Path;
import java.util.Scanner;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run whose handler is slow inside its units does not keep other programs from writing. */
class FairnessTest {
  private static final int ROWS = 600;
  private static final long A_ROW_NANOS = 10_000_000;

  @TempDir Path directory;

  @Test
  void another_program_writes_within_a_second_while_a_slow_run_goes_on() throws Exception {
    Path file = directory.resolve("x.db");
    Effects.found(file);
    CountDownLatch slow = new CountDownLatch(1);
    Effects handler =
        new Effects(
            new Effects.Aside() {
              @Override
              public void inUnit(Row<Effects.Made> row) {
                slow.countDown();
                LockSupport.parkNanos(A_ROW_NANOS);
              }
            });
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try (BatchKit kit = Life.open(file, handler);
        Child neighbour = Child.start(Neighbour.class, directory, file)) {
      neighbour.until("ready");
      BatchId id = kit.batches(Effects.TYPE).create(b -> b.params(new Effects.Size(ROWS))).id();
      kit.batches(Effects.TYPE).populate(id);
      Future<Run> run = thread.submit(() -> kit.batches(Effects.TYPE).execute(id));
      slow.await();
      assertThat(run.get().outcome()).isEqualTo(RunOutcome.SUCCESS);
      neighbour.say("stop");
      String waits = neighbour.until("waits");
      System.out.println("beside a slow run, in microseconds: " + waits);
      try (Scanner scanner = new Scanner(waits.substring("waits ".length()))) {
        long[] figures = scanner.tokens().mapToLong(Long::parseLong).toArray();
        assertThat(figures[3]).as("longest wait in microseconds").isLessThan(1_000_000);
      }
    } finally {
      thread.shutdownNow();
    }
    assertThat(Effects.count(file, "SELECT count(*) FROM effect WHERE batch > 0")).isEqualTo(ROWS);
  }
}
