package dev.batchkit.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.batchkit.BatchKit;
import dev.batchkit.batch.Batch;
import dev.batchkit.batch.BatchId;
import dev.batchkit.error.BatchPurged;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A purge dies at every durable step, and at any moment between; the next open finishes it. */
@Tag("kill")
class PurgeKillTest {
  private static final long SEED = Long.getLong("batchkit.seed", System.nanoTime() & 0xffff_ffffL);
  private static final int HALTED = 9;
  private static final int ROWS = 3_000;

  @TempDir Path directory;
  private Path file;
  private BatchId first;
  private BatchId second;
  private BatchId draft;

  @BeforeEach
  void live() throws SQLException {
    file = directory.resolve("x.db");
    Effects.found(file);
    try (BatchKit kit = Life.open(file)) {
      Life life = new Life(kit, ROWS, line -> {});
      first = life.live("a");
      second = life.live("b");
      draft = kit.batches(Effects.TYPE).create(b -> b.params(new Effects.Size(5))).id();
      kit.batches(Effects.TYPE).populate(draft);
    }
  }

  static Stream<String> points() {
    return Stream.of("purge.record", "purge.delete", "purge.reclaim")
        .flatMap(
            step -> Stream.of("begun", "before-commit", "committed").map(at -> step + ":" + at))
        .flatMap(
            point ->
                point.startsWith("purge.record")
                    ? Stream.of(point + " 1")
                    : Stream.of(point + " 1", point + " 2"));
  }

  @ParameterizedTest
  @MethodSource("points")
  void halted_at_any_durable_step_it_is_finished_by_the_next_open(String point) throws Exception {
    String[] nameAndTime = point.split(" ", -1);
    try (Child child =
        Child.start(
            KilledKeeping.class, directory, "purge", file, "-", nameAndTime[0], nameAndTime[1])) {
      assertThat(child.exit()).as("%s", child).isEqualTo(HALTED);
    }
    boolean recorded = !point.startsWith("purge.record") || point.contains("committed");
    requireFinished(recorded);
  }

  static LongStream seeds() {
    return new Random(SEED).longs(4);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void killed_at_any_moment_it_is_finished_by_the_next_open(long seed) throws Exception {
    try (Child child = Child.start(KilledKeeping.class, directory, "purge", file, "-")) {
      child.until("begin");
      child.run(new Random(seed).nextLong(800_000));
      child.kill();
    }
    boolean recorded = Effects.count(file, "SELECT count(*) FROM batchkit_purged") > 0;
    requireFinished(recorded);
  }

  @Test
  void killed_while_the_next_open_finishes_it_the_one_after_does() throws Exception {
    for (String point : new String[] {"purge.delete:committed", "purge.delete:before-commit"}) {
      try (Child child =
          Child.start(KilledKeeping.class, directory, "purge", file, "-", point, 1)) {
        assertThat(child.exit()).as("%s", child).isEqualTo(HALTED);
      }
    }
    requireFinished(true);
  }

  private void requireFinished(boolean recorded) throws SQLException {
    try (BatchKit kit = Life.open(file)) {
      assertThat(Effects.count(file, "SELECT count(*) FROM batchkit_purged"))
          .isEqualTo(recorded ? 2 : 0);
      long left = recorded ? 5 : 2 * ROWS + 5;
      assertThat(Effects.count(file, "SELECT count(*) FROM batchkit_row_effects")).isEqualTo(left);
      assertThat(Effects.count(file, "SELECT count(*) FROM batch")).isEqualTo(recorded ? 1 : 3);
      if (recorded) {
        assertThatThrownBy(() -> kit.batches().get(first)).isInstanceOf(BatchPurged.class);
        assertThatThrownBy(() -> kit.batches().get(second)).isInstanceOf(BatchPurged.class);
        assertThat(kit.batches(Effects.TYPE).find("a")).isEmpty();
      } else {
        assertThat(kit.batches().newest(3)).extracting(Batch::id).contains(first, second);
      }
      assertThat(kit.verifyAll().faults()).isEmpty();
      assertThat(kit.doctor().isSound()).isTrue();
      assertThat(kit.batches().rows(draft).page(10)).hasSize(5);
      new Life(kit, 10, line -> {}).live("c");
    }
    assertThat(Effects.faults(file)).isEmpty();
  }
}
