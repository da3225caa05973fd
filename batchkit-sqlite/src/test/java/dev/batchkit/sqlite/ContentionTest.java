package dev.batchkit.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.batchkit.BatchKit;
import dev.batchkit.Batches;
import dev.batchkit.batch.Batch;
import dev.batchkit.batch.BatchStatus;
import dev.batchkit.batch.Run;
import dev.batchkit.batch.RunOutcome;
import dev.batchkit.error.BatchBusy;
import dev.batchkit.error.StoreBusy;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several processes want the same file, and the same batch, at the same time. */
class ContentionTest {
  private static final int ROWS = 1_500;
  private static final int THREADS = 8;

  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void name() {
    file = directory.resolve("x.db");
  }

  @Test
  void of_sixteen_threads_in_two_processes_one_executes_and_none_waits_for_it() throws Exception {
    populate();
    try (Child one = contender("chunk", "a", THREADS);
        Child two = contender("chunk", "a", THREADS)) {
      one.until("ready");
      two.until("ready");
      one.say("go");
      two.say("go");
      List<String> answers = lines(one);
      Child winner = answers.contains("waiting") ? one : two;
      Child loser = winner == one ? two : one;
      answers.addAll(lines(two));
      // all have answered, and the winner has not been told to go on yet
      assertThat(answers).containsOnlyOnce("waiting");
      assertThat(answers).containsOnly("waiting", "answer BatchBusy");

      winner.say("go on");
      assertThat(winner.until("answer")).isEqualTo("answer SUCCESS");

      loser.say("go");
      assertThat(lines(loser)).containsOnly("answer BatchFrozen");
    }
    requireAppliedOnce();
  }

  /** A line of each thread. */
  private static List<String> lines(Child child) throws InterruptedException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      lines.add(child.until(""));
    }
    return lines;
  }

  @Test
  void four_processes_work_on_their_own_batches_in_one_file_and_nothing_is_lost() throws Exception {
    int batches = 25;
    int rows = 200;
    List<Child> all = new ArrayList<>();
    try {
      for (int i = 0; i < 4; i++) {
        all.add(
            Child.start(Contender.class, directory, "live", file, i * batches + 1, batches, rows));
      }
      for (Child child : all) {
        assertThat(child.exit()).as("%s", child).isZero();
        assertThat(child.all()).hasSize(batches);
      }
    } finally {
      all.forEach(Child::close);
    }

    try (BatchKit kit = Life.open(file)) {
      Batches<Effects.Line, Effects.Made> door = kit.batches(Effects.TYPE);
      List<Batch> found = door.newest(1_000);
      assertThat(found).hasSize(4 * batches).allMatch(Batch::isFrozen);
      for (Batch batch : found) {
        assertThat(door.verify(batch.id()).intact()).isTrue();
        assertThat(door.runs(batch.id()))
            .extracting(Run::outcome)
            .containsExactlyElementsOf(Collections.nCopies(3, RunOutcome.SUCCESS));
      }
    }
    assertThat(number("SELECT count(*) FROM effect")).isEqualTo(4L * batches * rows);
    assertThat(number("SELECT count(*) FROM (SELECT DISTINCT batch, sequence FROM effect)"))
        .isEqualTo(4L * batches * rows);
    assertThat(Effects.faults(file)).isEmpty();
  }

  @Test
  void a_stopped_process_keeps_its_run_and_ends_it_when_it_goes_on() throws Exception {
    populate();
    try (Child stopped = stopped("chunk")) {
      try (BatchKit kit = Life.open(file)) {
        Batches<Effects.Line, Effects.Made> batches = kit.batches(Effects.TYPE);
        Batch batch = batches.find("a").orElseThrow();
        assertThat(batch.status()).isEqualTo(BatchStatus.RUNNING);
        assertThatThrownBy(() -> batches.execute(batch.id()))
            .isInstanceOf(BatchBusy.class)
            .hasMessageContaining(Contender.FREE + " of " + ROWS + " rows done");
        assertThat(kit.recover()).isEmpty();
        assertThat(batches.get(batch.id()).status()).isEqualTo(BatchStatus.RUNNING);
      }
      stopped.signal("CONT");
      stopped.say("go on");
      assertThat(stopped.until("answer")).isEqualTo("answer SUCCESS");
    }
    requireAppliedOnce();
  }

  @Test
  void a_stopped_process_that_was_taken_over_can_write_nothing_more() throws Exception {
    populate();
    try (Child stopped = stopped("chunk")) {
      try (BatchKit kit = Life.open(file)) {
        Batches<Effects.Line, Effects.Made> batches = kit.batches(Effects.TYPE);
        Batch batch = batches.find("a").orElseThrow();
        assertThat(batches.takeOver(batch.id()).outcome()).isEqualTo(RunOutcome.INTERRUPTED);
        assertThat(number("SELECT count(*) FROM effect")).isEqualTo(Contender.FREE);
        assertThat(batches.execute(batch.id()).outcome()).isEqualTo(RunOutcome.SUCCESS);
      }
      stopped.signal("CONT");
      stopped.say("go on");
      assertThat(stopped.until("answer")).isEqualTo("answer ClaimLost");
    }
    requireAppliedOnce();
  }

  @Test
  void taken_over_and_not_executed_again_it_is_fenced_all_the_same() throws Exception {
    populate();
    try (Child stopped = stopped("chunk")) {
      try (BatchKit kit = Life.open(file)) {
        Batches<Effects.Line, Effects.Made> batches = kit.batches(Effects.TYPE);
        Batch batch = batches.find("a").orElseThrow();
        batches.takeOver(batch.id());
        stopped.signal("CONT");
        stopped.say("go on");
        assertThat(stopped.until("answer")).isEqualTo("answer ClaimLost");
        assertThat(number("SELECT count(*) FROM effect")).isEqualTo(Contender.FREE);
        assertThat(batches.get(batch.id()).status()).isEqualTo(BatchStatus.FAILED);
        assertThat(batches.execute(batch.id()).outcome()).isEqualTo(RunOutcome.SUCCESS);
      }
    }
    requireAppliedOnce();
  }

  @Test
  void a_living_populate_that_is_taken_over_never_shows_a_part_of_its_rows() throws Exception {
    int rows = 3_500;
    Effects.found(file);
    try (BatchKit kit = Life.open(file)) {
      Batches<Effects.Line, Effects.Made> batches = kit.batches(Effects.TYPE);
      Batch batch = batches.create(b -> b.key("a").params(new Effects.Size(rows)));
      try (Child living = contender("populate", "a", 1)) {
        living.until("ready");
        living.say("go");
        living.until("waiting");
        // whatever the take-over has committed first, the other goes on right behind it
        AtomicReference<String> answer = new AtomicReference<>();
        FaultPoints.hook =
            point -> {
              if (point.equals("recover:committed") && answer.get() == null) {
                answer.set(goOn(living));
              }
            };
        batches.takeOver(batch.id());
        assertThat(answer.get()).isEqualTo("answer ClaimLost");
      } finally {
        FaultPoints.hook = FaultPoints.INERT;
      }

      assertThat(batches.get(batch.id()).rows().isEmpty()).isTrue();
      assertThat(number("SELECT count(*) FROM batchkit_row_effects")).isZero();
      batches.populate(batch.id());
      assertThat(batches.rows(batch.id()).page(10_000)).hasSize(rows);
      assertThat(batches.get(batch.id()).rows().from()).isGreaterThan(3_000);
    }
  }

  private static String goOn(Child child) {
    try {
      child.say("go on");
      return child.until("answer");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }

  @Test
  void stopped_inside_a_transaction_it_keeps_writers_out_by_name_and_readers_in() throws Exception {
    populate();
    try (Child stopped = stopped("unit")) {
      try (SqliteStore store = SqliteStore.open(file, o -> o.busyTimeout(Duration.ofMillis(300)))) {
        assertThatThrownBy(() -> store.inUnit("test", unit -> unit))
            .isInstanceOf(StoreBusy.class)
            .hasMessageContaining("another process");
        assertThat(store.batches().find(1)).isPresent();
        assertThat(number("SELECT count(*) FROM effect")).isEqualTo(Contender.FREE);
      }
      stopped.signal("CONT");
      stopped.say("go on");
      assertThat(stopped.until("answer")).isEqualTo("answer SUCCESS");
    }
    requireAppliedOnce();
  }

  /** A batch that is ready to be executed. */
  private void populate() throws SQLException {
    Effects.found(file);
    try (BatchKit kit = Life.open(file)) {
      Batches<Effects.Line, Effects.Made> batches = kit.batches(Effects.TYPE);
      Batch batch = batches.create(b -> b.key("a").params(new Effects.Size(ROWS)));
      batches.populate(batch.id());
    }
  }

  private Child contender(String where, String key, int threads) throws Exception {
    return Child.start(Contender.class, directory, where, file, key, threads);
  }

  /** A process that is stopped in the middle of an execution. */
  private Child stopped(String where) throws Exception {
    Child child = contender(where, "a", 1);
    try {
      child.until("ready");
      child.say("go");
      child.until("waiting");
      child.signal("STOP");
      return child;
    } catch (Throwable e) {
      child.close();
      throw e;
    }
  }

  private void requireAppliedOnce() throws SQLException {
    assertThat(number("SELECT count(*) FROM effect")).isEqualTo(ROWS);
    assertThat(number("SELECT count(DISTINCT sequence) FROM effect")).isEqualTo(ROWS);
    try (BatchKit kit = Life.open(file)) {
      Batches<Effects.Line, Effects.Made> batches = kit.batches(Effects.TYPE);
      Batch batch = batches.find("a").orElseThrow();
      assertThat(batch.isFrozen()).isTrue();
      assertThat(batches.verify(batch.id()).intact()).isTrue();
      assertThat(batches.runs(batch.id())).extracting(Run::outcome).doesNotContainNull();
    }
    assertThat(Effects.faults(file)).isEmpty();
  }

  private long number(String sql) throws SQLException {
    return Effects.count(file, sql);
  }
}
