package dev.batchkit.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.batchkit.BatchKit;
import dev.batchkit.batch.Batch;
import dev.batchkit.batch.BatchId;
import dev.batchkit.batch.RestoreReport;
import dev.batchkit.batch.RunOutcome;
import dev.batchkit.error.InsideUnit;
import dev.batchkit.error.StoreFailed;
import dev.batchkit.error.WrongFile;
import dev.batchkit.store.Check.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A backup is whole or not there, and what comes out of it is gone on with. */
class BackupTest {
  private static final int WRITERS = 4;

  @TempDir Path directory;
  private Path file;
  private Path target;

  @BeforeEach
  void name() throws SQLException {
    file = directory.resolve("x.db");
    target = directory.resolve("copy.db");
    Effects.found(file);
  }

  @AfterEach
  void unhook() {
    FaultPoints.hook = FaultPoints.INERT;
  }

  @Test
  void while_four_threads_write_a_backup_is_as_of_one_moment() throws Exception {
    try (SqliteStore store = SqliteStore.open(file);
        BatchKit kit = BatchKit.open(store, k -> k.handler(new Effects()).discoverIn(null))) {
      BatchId frozen = new Life(kit, 500, line -> {}).live("before");
      AtomicBoolean enough = new AtomicBoolean();
      CountDownLatch writing = new CountDownLatch(WRITERS);
      ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
      List<Future<Integer>> lives = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        String name = "life-" + i + "-";
        lives.add(threads.submit(() -> live(kit, name, enough, writing)));
      }
      writing.await();
      for (int i = 0; i < 3; i++) {
        store.backup(directory.resolve("copy-" + i + ".db"));
      }
      enough.set(true);
      for (Future<Integer> life : lives) {
        assertThat(life.get()).isPositive();
      }
      threads.shutdown();
      for (int i = 0; i < 3; i++) {
        requireSound(directory.resolve("copy-" + i + ".db"), kit.batches().get(frozen));
      }
    }
  }

  private static int live(BatchKit kit, String name, AtomicBoolean enough, CountDownLatch writing) {
    Life life = new Life(kit, 300, line -> {});
    int lived = 0;
    while (!enough.get()) {
      lived += life.live(name + lived).value() > 0 ? 1 : 0;
      if (lived == 1) {
        writing.countDown();
      }
    }
    return lived;
  }

  private static void requireSound(Path copy, Batch frozen) throws Exception {
    assertThat(SqliteStore.check(copy).level()).isEqualTo(Level.OK);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)))
        .isEqualTo("rw-------");
    try (BatchKit restored = Life.open(copy)) {
      RestoreReport report = restored.afterRestore();
      assertThat(restored.verifyAll().faults()).isEmpty();
      assertThat(restored.batches().get(frozen.id())).isEqualTo(frozen);
      assertThat(restored.batches().newest(1_000))
          .allMatch(batch -> batch.isFrozen() == (batch.restoredAt() == null));
      assertThat(restored.batches().create(b -> b.type("effects").params(new Effects.Size(1))))
          .extracting(Batch::keyScope)
          .isEqualTo(report.keyScope());
    }
    assertThat(Effects.faults(copy)).isEmpty();
  }

  @Test
  void what_was_going_on_is_gone_on_with_after_a_restore() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    Effects slow =
        new Effects(
            new Effects.Aside() {
              @Override
              public void before(dev.batchkit.spi.Chunk<Effects.Made> chunk)
                  throws InterruptedException {
                begun.countDown();
                goOn.await();
              }
            });
    try (SqliteStore store = SqliteStore.open(file);
        BatchKit kit = BatchKit.open(store, k -> k.handler(slow).discoverIn(null))) {
      BatchId id = kit.batches(Effects.TYPE).create(b -> b.params(new Effects.Size(50))).id();
      kit.batches(Effects.TYPE).populate(id);
      Thread run = new Thread(() -> kit.batches(Effects.TYPE).execute(id));
      run.start();
      begun.await();
      store.backup(target);
      goOn.countDown();
      run.join();
      assertThat(kit.batches().get(id).isFrozen()).isTrue();
    }
    try (SqliteStore store = SqliteStore.open(target);
        BatchKit kit = BatchKit.open(store, k -> k.handler(new Effects()).discoverIn(null))) {
      assertThat(kit.afterRestore().batches()).isEqualTo(1);
      Batch batch = kit.batches().newest(1).get(0);
      assertThat(batch.isResumable()).isTrue();
      assertThat(batch.restoredAt()).isNotNull();
      assertThat(kit.batches().execute(batch.id()).outcome()).isEqualTo(RunOutcome.SUCCESS);
      assertThat(kit.verifyAll().intact()).isTrue();
    }
    assertThat(Effects.count(target, "SELECT count(*) FROM effect")).isEqualTo(50);
  }

  @Test
  void a_file_that_is_there_is_not_replaced() throws IOException {
    Files.writeString(target, "mine");
    try (SqliteStore store = SqliteStore.open(file)) {
      assertThatThrownBy(() -> store.backup(target))
          .isInstanceOf(WrongFile.class)
          .hasMessageContaining("never replaces");
      assertThatThrownBy(() -> store.backup(file)).isInstanceOf(WrongFile.class);
      assertThatThrownBy(() -> store.backup(directory.resolve("no/where.db")))
          .isInstanceOf(WrongFile.class);
    }
    assertThat(target).hasContent("mine");
    assertThat(leftOver()).isEmpty();
  }

  @Test
  void one_that_came_meanwhile_is_not_replaced() throws IOException {
    FaultPoints.hook =
        point -> {
          if (point.equals("backup:checked")) {
            write(target);
          }
        };
    try (SqliteStore store = SqliteStore.open(file)) {
      assertThatThrownBy(() -> store.backup(target)).isInstanceOf(WrongFile.class);
    }
    assertThat(target).hasContent("mine");
    assertThat(leftOver()).isEmpty();
  }

  private static void write(Path path) {
    try {
      Files.writeString(path, "mine");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void inside_a_unit_it_is_refused() {
    try (SqliteStore store = SqliteStore.open(file)) {
      assertThatThrownBy(
              () ->
                  store.inUnit(
                      "test",
                      unit -> {
                        store.backup(target);
                        return unit;
                      }))
          .isInstanceOf(InsideUnit.class);
    }
    assertThat(target).doesNotExist();
  }

  @Test
  void a_copy_that_is_not_sound_does_not_get_the_name() throws Exception {
    FaultPoints.hook =
        point -> {
          if (point.equals("backup:copied")) {
            spoil();
          }
        };
    try (SqliteStore store = SqliteStore.open(file)) {
      assertThatThrownBy(() -> store.backup(target))
          .isInstanceOf(StoreFailed.class)
          .hasMessageContaining("not sound");
    }
    assertThat(target).doesNotExist();
    assertThat(leftOver()).isEmpty();
  }

  private void spoil() {
    try {
      Path copy = leftOver().get(0);
      try (var connection = Sample.plain(copy);
          var statement = connection.createStatement()) {
        statement.execute("DROP TRIGGER \"batchkit_batch.delete\"");
      }
    } catch (SQLException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void a_store_that_is_read_only_can_be_backed_up() throws Exception {
    try (SqliteStore store = SqliteStore.readOnly(file)) {
      store.backup(target);
    }
    assertThat(SqliteStore.check(target).isSound()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"copied", "checked", "named"})
  void killed_at_any_step_nothing_half_has_the_name(String point) throws Exception {
    try (Child child =
        Child.start(KilledKeeping.class, directory, "backup", file, target, "backup:" + point, 1)) {
      assertThat(child.exit()).as("%s", child).isEqualTo(9);
    }
    if (point.equals("named")) {
      assertThat(SqliteStore.check(target).isSound()).isTrue();
    } else {
      assertThat(target).doesNotExist();
      try (SqliteStore store = SqliteStore.open(file)) {
        store.backup(target);
      }
      assertThat(SqliteStore.check(target).isSound()).isTrue();
    }
  }

  private List<Path> leftOver() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(path -> path.toString().endsWith(".tmp")).toList();
    }
  }
}
