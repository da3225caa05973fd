package dev.batchkit.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.batchkit.error.InsideUnit;
import dev.batchkit.error.StoreBusy;
import dev.batchkit.error.StoreFailed;
import dev.batchkit.store.BatchQuery;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriterTest {
  @TempDir Path directory;
  private SqliteStore store;

  @BeforeEach
  void create() {
    store =
        SqliteStore.create(directory.resolve("x.db"), o -> o.busyTimeout(Duration.ofMillis(600)));
  }

  @AfterEach
  void close() {
    FaultPoints.hook = FaultPoints.INERT;
    Thread.interrupted();
    store.close();
  }

  @Test
  void the_fault_points_of_a_unit_are_begun_before_commit_and_committed() {
    List<String> points = new ArrayList<>();
    FaultPoints.hook = points::add;

    insert();

    assertThat(points).containsExactly("x:begun", "x:before-commit", "x:committed");
    FaultPoints.hook = FaultPoints.INERT;
    insert();
    assertThat(points).hasSize(3);
  }

  @Test
  void a_fault_before_the_commit_leaves_nothing_and_one_after_it_leaves_all() {
    for (String point : List.of("x:begun", "x:before-commit", "x:committed")) {
      FaultPoints.hook =
          hit -> {
            if (hit.equals(point)) {
              throw new IllegalStateException(point);
            }
          };
      assertThatThrownBy(this::insert).hasMessage(point);
    }
    FaultPoints.hook = FaultPoints.INERT;
    assertThat(batches()).isEqualTo(1);
  }

  @Test
  void another_programs_lock_is_waited_for_until_the_deadline_also_by_an_interrupted_thread()
      throws SQLException {
    try (Connection other = Sample.plain(directory.resolve("x.db"));
        Statement statement = other.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      Thread.currentThread().interrupt();
      assertThatThrownBy(this::insert)
          .isInstanceOfSatisfying(
              StoreBusy.class, busy -> assertThat(busy.waitedMillis()).isBetween(500L, 5000L))
          .hasMessageContaining("another process or program");
      assertThat(Thread.currentThread().isInterrupted()).isTrue();
      statement.execute("COMMIT");
    }
    insert();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(batches()).isEqualTo(1);
  }

  @Test
  void two_stores_of_one_process_share_one_lock() throws Exception {
    try (SqliteStore other =
        SqliteStore.open(directory.resolve("x.db"), o -> o.busyTimeout(Duration.ofMillis(100)))) {
      CountDownLatch busy = new CountDownLatch(1);
      CountDownLatch asked = new CountDownLatch(1);
      Thread holder =
          new Thread(
              () ->
                  store.inUnit(
                      "hold",
                      unit -> {
                        busy.countDown();
                        try {
                          asked.await();
                        } catch (InterruptedException e) {
                          Thread.currentThread().interrupt();
                        }
                        return unit;
                      }));
      holder.start();
      busy.await();
      assertThatThrownBy(() -> other.inUnit("x", unit -> unit))
          .isInstanceOf(StoreBusy.class)
          .hasMessageContaining("the unit hold of this process");
      asked.countDown();
      holder.join();
      store.inUnit(
          "outer",
          unit -> {
            assertThatThrownBy(() -> other.inUnit("inner", inner -> inner))
                .isInstanceOf(InsideUnit.class)
                .hasMessageContaining("outer");
            return unit;
          });
    }
  }

  @Test
  void a_commit_whose_answer_was_lost_is_found_or_not_by_its_token() throws SQLException {
    Latch latch = new Latch("batchkit_latch");
    Latch.Hold[] holds = new Latch.Hold[1];
    Connections connections =
        new Connections(
            DataFile.locate(directory.resolve("x.db")), SqliteOptions.DEFAULTS.values(), true);
    try (Db db =
        Db.open(
            org.jdbi.v3.core.Jdbi.create(connections::writer)
                .setTransactionHandler(new NoTransactions()))) {
      Connections.execute(db.connection(), "BEGIN IMMEDIATE");
      holds[0] = latch.open(db);
      assertThat(latch.isOpen(db)).isTrue();
      assertThat(latch.close(db)).isTrue();
      Connections.execute(db.connection(), "COMMIT");
      assertThat(latch.find(db, holds[0])).isEqualTo(Latch.Verdict.COMMITTED);

      Connections.execute(db.connection(), "BEGIN IMMEDIATE");
      holds[0] = latch.open(db);
      Connections.execute(db.connection(), "ROLLBACK");
      assertThat(latch.find(db, holds[0])).isEqualTo(Latch.Verdict.NOT_COMMITTED);
      insert();
      assertThat(latch.find(db, holds[0])).isEqualTo(Latch.Verdict.NOT_COMMITTED);
      insert();
      assertThat(latch.find(db, holds[0])).isEqualTo(Latch.Verdict.UNKNOWN);
    }
  }

  @Test
  void a_deferred_reference_of_the_host_that_is_not_paid_fails_the_commit_as_a_whole()
      throws SQLException {
    try (Connection connection = Sample.plain(directory.resolve("x.db"));
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE p (id INTEGER PRIMARY KEY)");
      statement.execute("CREATE TABLE c (p INTEGER REFERENCES p DEFERRABLE INITIALLY DEFERRED)");
    }
    assertThatThrownBy(
            () ->
                store.inUnit(
                    "x",
                    unit -> {
                      long unused = unit.batches().insert(Sample.batch(null));
                      try (Statement statement = unit.connection().createStatement()) {
                        return statement.executeUpdate("INSERT INTO c VALUES (7)");
                      }
                    }))
        .isInstanceOfSatisfying(
            StoreFailed.class,
            failed -> assertThat(failed.code()).isEqualTo("SQLITE_CONSTRAINT_FOREIGNKEY"));
    assertThat(batches()).isZero();
    insert();
  }

  @Test
  void no_pragma_of_the_profile_is_left_to_chance() throws SQLException {
    store.inUnit(
        "x",
        unit -> {
          assertThat(pragma(unit.connection(), "foreign_keys")).isEqualTo("1");
          assertThat(pragma(unit.connection(), "recursive_triggers")).isEqualTo("0");
          assertThat(pragma(unit.connection(), "trusted_schema")).isEqualTo("0");
          assertThat(pragma(unit.connection(), "synchronous")).isEqualTo("2");
          return unit;
        });
  }

  private static String pragma(Connection connection, String name) throws SQLException {
    try (Statement statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT * FROM pragma_" + name)) {
      rows.next();
      return rows.getString(1);
    }
  }

  @Test
  void a_closed_store_says_so() {
    store.close();
    store.close();
    assertThatThrownBy(this::insert).isInstanceOf(StoreFailed.class).hasMessageContaining("closed");
    assertThatThrownBy(this::batches)
        .isInstanceOf(StoreFailed.class)
        .hasMessageContaining("closed");
  }

  private void insert() {
    long unused = store.inUnit("x", unit -> unit.batches().insert(Sample.batch(null)));
  }

  private int batches() {
    return store.batches().page(new BatchQuery(null, null, Long.MAX_VALUE, 100)).size();
  }
}
