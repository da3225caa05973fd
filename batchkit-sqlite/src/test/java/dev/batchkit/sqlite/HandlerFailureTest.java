package dev.batchkit.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.batchkit.BatchKit;
import dev.batchkit.Batches;
import dev.batchkit.batch.Batch;
import dev.batchkit.batch.BatchId;
import dev.batchkit.batch.BatchStatus;
import dev.batchkit.batch.Row;
import dev.batchkit.batch.RowOutcome;
import dev.batchkit.batch.Run;
import dev.batchkit.batch.RunOutcome;
import dev.batchkit.error.HandlerFailed;
import dev.batchkit.error.InsideUnit;
import dev.batchkit.error.StoreFailed;
import dev.batchkit.spi.BatchHandler;
import dev.batchkit.spi.BatchType;
import dev.batchkit.spi.BatchView;
import dev.batchkit.spi.ExecuteContext;
import dev.batchkit.spi.PopulateContext;
import dev.batchkit.spi.RowExecutor;
import dev.batchkit.spi.RowRefresher;
import dev.batchkit.spi.RowResult;
import dev.batchkit.spi.RowWork;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Handlers that break, on a real file: the store stays whole, and the batch can be gone on with.
 */
class HandlerFailureTest {
  private static final int ROWS = 1_500;
  private static final long BAD = 600;

  @TempDir Path directory;
  private Path file;

  /** Rows with a text of some length, so that a disk fills. */
  record Line(long number, String text) {}

  /** A handler whose work is given. */
  private record Working(int rows, int failing, RowWork<Line> work)
      implements BatchHandler<Line, Line> {
    static final BatchType<Line, Line> TYPE = BatchType.of("working", Line.class).needsSql();

    @Override
    public BatchType<Line, Line> type() {
      return TYPE;
    }

    @Override
    public void populate(PopulateContext<Line> batch) {
      for (int i = 1; i <= rows; i++) {
        if (i == failing) {
          throw new IllegalStateException("the source broke");
        }
        batch.add(new Line(i, "x".repeat(100)));
      }
    }

    @Override
    public RowRefresher<Line, Line> refresher(BatchView batch) {
      return (in, row) -> in;
    }

    @Override
    public RowExecutor<Line> executor(ExecuteContext batch) {
      return RowExecutor.inStore(work);
    }
  }

  private static final RowWork<Line> GOOD =
      (row, tx) -> {
        put(tx.connection(), row.sequence());
        return RowResult.applied();
      };

  private static void put(Connection connection, long sequence) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO effect VALUES (1, ?)")) {
      insert.setLong(1, sequence);
      insert.executeUpdate();
    }
  }

  @BeforeEach
  void found() throws SQLException {
    file = directory.resolve("x.db");
    Effects.found(file);
    run("CREATE TABLE only_one (id INTEGER PRIMARY KEY)", "INSERT INTO only_one VALUES (1)");
  }

  @AfterEach
  void nothingIsBroken() throws SQLException {
    FaultPoints.hook = FaultPoints.INERT;
    assertThat(Effects.faults(file)).isEmpty();
  }

  private void run(String... statements) throws SQLException {
    try (Connection connection = Sample.plain(file);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private BatchKit open(RowWork<Line> work) {
    return open(new Working(ROWS, 0, work));
  }

  private BatchKit open(Working handler) {
    return BatchKit.open(SqliteStore.open(file), k -> k.handler(handler).discoverIn(null));
  }

  private static BatchId populated(BatchKit kit) {
    Batches<Line, Line> batches = kit.batches(Working.TYPE);
    Batch batch = batches.createOrGet(b -> b.key("a"));
    if (batch.rows().isEmpty()) {
      batches.populate(batch.id());
    }
    return batch.id();
  }

  /** Executes with a handler that was mended. */
  private void requireGoesOn() throws SQLException {
    try (BatchKit kit = open(GOOD)) {
      BatchId id = populated(kit);
      assertThat(kit.batches(Working.TYPE).execute(id).outcome()).isEqualTo(RunOutcome.SUCCESS);
      assertThat(kit.batches(Working.TYPE).verify(id).intact()).isTrue();
    }
    assertThat(effects()).isEqualTo(ROWS);
    assertThat(Effects.count(file, "SELECT count(DISTINCT sequence) FROM effect")).isEqualTo(ROWS);
  }

  private long effects() throws SQLException {
    return Effects.count(file, "SELECT count(*) FROM effect");
  }

  private static List<Row<Line>> failed(BatchKit kit, BatchId id) {
    return kit.batches(Working.TYPE).rows(id).page(10_000).stream()
        .filter(row -> row.outcome() != RowOutcome.APPLIED)
        .toList();
  }

  @Test
  void a_swallowed_error_of_the_store_commits_nothing_of_its_chunk() throws SQLException {
    RowWork<Line> swallows =
        (row, tx) -> {
          put(tx.connection(), row.sequence());
          if (row.sequence() == BAD) {
            try (Statement statement = tx.connection().createStatement()) {
              statement.execute("INSERT INTO no_such_table VALUES (1)");
            } catch (SQLException e) {
              return RowResult.applied();
            }
          }
          return RowResult.applied();
        };
    try (BatchKit kit = open(swallows)) {
      BatchId id = populated(kit);

      assertThatThrownBy(() -> kit.batches(Working.TYPE).execute(id))
          .isInstanceOf(StoreFailed.class)
          .hasRootCauseInstanceOf(SQLException.class);

      Batch batch = kit.batches(Working.TYPE).get(id);
      assertThat(batch.status()).isEqualTo(BatchStatus.FAILED);
      List<Row<Line>> left = failed(kit, id);
      assertThat(left).extracting(Row::outcome).containsOnlyNulls();
      assertThat(left.get(0).sequence()).isLessThanOrEqualTo(BAD);
      assertThat(effects()).isEqualTo(ROWS - left.size());
    }
    requireGoesOn();
  }

  @Test
  void a_violated_constraint_that_is_caught_fails_its_row_only() throws SQLException {
    RowWork<Line> violates =
        (row, tx) -> {
          if (row.sequence() == BAD) {
            try (Statement statement = tx.connection().createStatement()) {
              statement.execute("INSERT INTO only_one VALUES (1)");
            } catch (SQLException e) {
              return RowResult.failed("it is there already");
            }
          }
          return GOOD.apply(row, tx);
        };
    try (BatchKit kit = open(violates)) {
      BatchId id = populated(kit);

      Run run = kit.batches(Working.TYPE).execute(id);

      assertThat(run.outcome()).isEqualTo(RunOutcome.FAILED);
      assertThat(failed(kit, id))
          .singleElement()
          .matches(row -> row.sequence() == BAD && row.outcome() == RowOutcome.FAILED)
          .matches(row -> row.outcomeDetail().text().contains("it is there already"));
      assertThat(effects()).isEqualTo(ROWS - 1);
    }
    requireGoesOn();
  }

  @Test
  void work_that_throws_fails_its_row_only_and_what_it_wrote_is_undone() throws SQLException {
    RowWork<Line> throwing =
        (row, tx) -> {
          RowResult result = GOOD.apply(row, tx);
          if (row.sequence() == BAD || row.sequence() == BAD + 1) {
            throw new IllegalStateException("broken row");
          }
          return result;
        };
    try (BatchKit kit = open(throwing)) {
      BatchId id = populated(kit);

      Run run = kit.batches(Working.TYPE).execute(id);

      assertThat(run.outcome()).isEqualTo(RunOutcome.FAILED);
      assertThat(run.failed()).isEqualTo(2);
      assertThat(failed(kit, id)).extracting(Row::sequence).containsExactly(BAD, BAD + 1);
      assertThat(effects()).isEqualTo(ROWS - 2);
      assertThat(
              Effects.count(
                  file,
                  "SELECT count(*) FROM effect WHERE sequence IN (" + BAD + "," + (BAD + 1) + ")"))
          .isZero();
    }
    requireGoesOn();
  }

  @Test
  void a_call_of_batchkit_from_inside_a_unit_is_refused_by_name_and_harms_nothing()
      throws SQLException {
    AtomicReference<BatchKit> inside = new AtomicReference<>();
    AtomicReference<RuntimeException> refusal = new AtomicReference<>();
    RowWork<Line> calls =
        (row, tx) -> {
          if (row.sequence() == BAD) {
            try {
              inside.get().batches(Working.TYPE).create(b -> b.key("inside"));
            } catch (InsideUnit e) {
              refusal.set(e);
            }
          }
          return GOOD.apply(row, tx);
        };
    try (BatchKit kit = open(calls)) {
      inside.set(kit);
      BatchId id = populated(kit);

      Run run = kit.batches(Working.TYPE).execute(id);

      assertThat(run.outcome()).isEqualTo(RunOutcome.SUCCESS);
      assertThat(refusal.get())
          .isInstanceOf(InsideUnit.class)
          .hasMessageContaining("execute.chunk");
      assertThat(kit.batches(Working.TYPE).find("inside")).isEmpty();
      assertThat(effects()).isEqualTo(ROWS);
    }
  }

  @Test
  void slow_work_is_spread_over_several_transactions_and_other_writers_get_in() throws Exception {
    int slow = 8;
    CountDownLatch never = new CountDownLatch(1);
    AtomicInteger units = new AtomicInteger();
    RowWork<Line> slowly =
        (row, tx) -> {
          if (row.sequence() > BAD && row.sequence() <= BAD + slow) {
            never.await(300, TimeUnit.MILLISECONDS);
          }
          return GOOD.apply(row, tx);
        };
    CountDownLatch begun = new CountDownLatch(1);
    FaultPoints.hook =
        point -> {
          if (point.equals("execute.chunk:committed")) {
            units.incrementAndGet();
            begun.countDown();
          }
        };
    List<Long> waited = Collections.synchronizedList(new ArrayList<>());
    try (BatchKit kit = open(slowly)) {
      BatchId id = populated(kit);
      Thread other = new Thread(() -> writeOften(kit, begun, waited));
      other.start();

      kit.batches(Working.TYPE).execute(id);
      other.join();

      assertThat(units.get()).isGreaterThanOrEqualTo(slow);
      assertThat(waited).hasSize(5).allMatch(millis -> millis < 2_000);
      assertThat(effects()).isEqualTo(ROWS);
    }
  }

  private static void writeOften(BatchKit kit, CountDownLatch begun, List<Long> waited) {
    try {
      begun.await();
      for (int i = 0; i < 5; i++) {
        long asked = System.nanoTime();
        kit.batches(Working.TYPE).create(b -> b);
        waited.add((System.nanoTime() - asked) / 1_000_000);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void a_source_that_fails_half_way_leaves_the_batch_as_it_was() throws SQLException {
    try (BatchKit kit = open(new Working(ROWS, ROWS - 10, GOOD))) {
      Batches<Line, Line> batches = kit.batches(Working.TYPE);
      Batch batch = batches.create(b -> b.key("a"));

      assertThatThrownBy(() -> batches.populate(batch.id()))
          .isInstanceOf(HandlerFailed.class)
          .hasRootCauseMessage("the source broke");

      Batch after = batches.get(batch.id());
      assertThat(after.status()).isEqualTo(BatchStatus.PENDING);
      assertThat(after.rows().isEmpty()).isTrue();
      assertThat(Effects.count(file, "SELECT count(*) FROM batchkit_row_working")).isZero();
      assertThat(batches.runs(batch.id()))
          .extracting(Run::outcome)
          .containsExactly(RunOutcome.FAILED);
    }
    requireGoesOn();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10, 20, 30, 40, 50, 60})
  void a_full_disk_stops_the_life_and_with_room_it_goes_on(int room) throws SQLException {
    try (BatchKit kit = open(GOOD)) {
      kit.batches(Working.TYPE).create(b -> b.key("a"));
    }
    long most = Effects.count(file, "PRAGMA page_count") + room;
    SqliteStore store =
        SqliteStore.open(
            file,
            o ->
                o.onConnect(
                    connection -> {
                      try (Statement statement = connection.createStatement()) {
                        statement.execute("PRAGMA max_page_count = " + most);
                      }
                    }));
    try (BatchKit kit =
        BatchKit.open(store, k -> k.handler(new Working(ROWS, 0, GOOD)).discoverIn(null))) {
      assertThatThrownBy(
              () -> {
                BatchId id = populated(kit);
                kit.batches(Working.TYPE).execute(id);
              })
          .isInstanceOf(StoreFailed.class)
          .hasMessageContaining("SQLITE_FULL")
          .hasMessageContaining("Make room");
    }

    long applied =
        Effects.count(
            file, "SELECT count(*) FROM batchkit_row_working WHERE row_outcome = 'APPLIED'");
    assertThat(effects()).isEqualTo(applied);
    try (BatchKit kit = open(GOOD)) {
      Batch batch = kit.batches(Working.TYPE).find("a").orElseThrow();
      long visible = batch.rows().through() - batch.rows().from() + 1;
      assertThat(visible).isIn(0L, (long) ROWS);
      assertThat(Effects.count(file, "SELECT count(*) FROM batchkit_row_working"))
          .isEqualTo(visible);
      assertThat(batch.activity()).isNull();
    }
    requireGoesOn();
  }
}
