package dev.batchkit.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.batchkit.BatchKit;
import dev.batchkit.batch.PurgeReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Scanner;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A large batch is purged while another process writes by plain JDBC. Its rows have an index in
 * another order than theirs, so that each deletion touches pages all over the file.
 */
class PurgeLoadTest {
  private static final long MOST_MICROS = 100_000;

  /** For a machine that is busy with other tests. */
  private static final long MOST_BESIDE_OTHERS_MICROS = 300_000;

  @TempDir Path directory;
  private final List<Long> held = Collections.synchronizedList(new ArrayList<>());
  private volatile long begun;

  @AfterEach
  void unhook() {
    FaultPoints.hook = FaultPoints.INERT;
  }

  @Test
  void another_writer_waits_for_a_moment_while_50_000_rows_are_purged() throws Exception {
    long[] waits = purge(50_000);
    assertThat(waits[2]).as("wait at 99 %").isLessThan(MOST_BESIDE_OTHERS_MICROS);
  }

  @Tag("long")
  @Test
  void another_writer_waits_for_a_moment_while_1_000_000_rows_are_purged() throws Exception {
    long[] waits = purge(1_000_000);
    assertThat(waits[3]).as("longest wait").isLessThan(MOST_MICROS);
  }

  private long[] purge(int rows) throws Exception {
    Path file = directory.resolve("x.db");
    Effects.found(file);
    fill(file, rows);
    long before = Files.size(file);
    try (BatchKit kit = BatchKit.open(SqliteStore.open(file), k -> k.discoverIn(null));
        Child neighbour = Child.start(Neighbour.class, directory, file);
        WalWatch wal = new WalWatch(file)) {
      neighbour.until("ready");
      FaultPoints.hook = this::time;
      long start = System.nanoTime();
      PurgeReport report = kit.purge(p -> p.olderThan(Duration.ZERO));
      long millis = (System.nanoTime() - start) / 1_000_000;
      neighbour.say("stop");
      long[] waits = figures(neighbour.until("waits"));
      long[] writes = figures(neighbour.until("writes"));
      assertThat(report.rows()).isEqualTo(rows);
      assertThat(Effects.count(file, "SELECT count(*) FROM batchkit_row_vendor_prices")).isZero();
      tell(rows, millis, before, wal.most(), waits, writes, report.freedBytes());
      return waits;
    } finally {
      assertThat(Files.size(file)).isLessThan(before / 5);
      assertThat(Effects.faults(file)).isEmpty();
    }
  }

  private void time(String point) {
    if (point.endsWith(":begun")) {
      begun = System.nanoTime();
    } else if (point.endsWith(":committed")) {
      held.add((System.nanoTime() - begun) / 1_000);
    }
  }

  private void tell(
      int rows, long millis, long before, long wal, long[] waits, long[] writes, long freed) {
    long most = held.stream().mapToLong(Long::longValue).max().orElse(0);
    long median = held.stream().sorted().skip(held.size() / 2).findFirst().orElse(0L);
    System.out.printf(
        Locale.ROOT,
        "purge of %,d rows: %,d ms in %d units, held %.1f ms in the median, %.1f ms at most; the"
            + " other writer wrote %d times, waited %.1f ms in the median, %.1f ms at 99 %%,"
            + " %.1f ms at most (with its own commit %.1f ms); WAL %.1f MB at most; file %.1f MB"
            + " before, %.1f MB given back%n",
        rows,
        millis,
        held.size(),
        median / 1e3,
        most / 1e3,
        waits[0],
        waits[1] / 1e3,
        waits[2] / 1e3,
        waits[3] / 1e3,
        writes[3] / 1e3,
        wal / 1e6,
        before / 1e6,
        freed / 1e6);
  }

  private static long[] figures(String line) {
    try (Scanner scanner = new Scanner(line.substring(line.indexOf(' ')))) {
      return scanner.tokens().mapToLong(Long::parseLong).toArray();
    }
  }

  private static void fill(Path file, int rows) throws SQLException {
    try (SqliteStore store = SqliteStore.open(file)) {
      long id = Sample.filled(store, 0);
      try (Connection connection = Sample.plain(file);
          Statement statement = connection.createStatement()) {
        statement.executeUpdate(
            """
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d)
            INSERT INTO batchkit_row_vendor_prices (batch_id, sequence, row_status, row_outcome,
              row_updated_at, sku, name, old_price, quantity, weight)
            SELECT %d, i, CASE WHEN i %% 100 = 0 THEN 'WARNING' ELSE 'OK' END, 'APPLIED', '%s',
              'sku-' || (i * 7919 %% 1000003), 'The name of article ' || i, i || '.50', i, i / 7.0
            FROM n
            """
                .formatted(rows, id, Sample.AT));
        statement.executeUpdate(
            "UPDATE batchkit_batch SET rows_through = %1$d, rows_used = %1$d WHERE batch_id = %2$d"
                .formatted(rows, id));
        statement.executeUpdate("UPDATE batch SET status = 'Success'");
      }
      store.inUnit(
          "freeze",
          unit -> {
            unit.batches().freeze(id, "abc", Sample.NOW);
            return unit;
          });
    }
  }

  /** Looks at the size of the log all the time. */
  private static final class WalWatch implements AutoCloseable {
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final Path wal;
    private volatile long most;

    WalWatch(Path file) {
      wal = file.resolveSibling(file.getFileName() + "-wal");
      Thread thread = new Thread(this::watch, "wal");
      thread.setDaemon(true);
      thread.start();
    }

    private void watch() {
      while (!stopped.get()) {
        try {
          most = Math.max(most, Files.size(wal));
        } catch (IOException e) {
          most = Math.max(most, 0);
        }
        LockSupport.parkNanos(1_000_000);
      }
    }

    long most() {
      return most;
    }

    @Override
    public void close() {
      stopped.set(true);
    }
  }
}
