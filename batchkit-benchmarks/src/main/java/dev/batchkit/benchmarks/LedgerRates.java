package dev.batchkit.benchmarks;

import dev.batchkit.BatchKit;
import dev.batchkit.orchestration.Nature;
import dev.batchkit.orchestration.Recording;
import dev.batchkit.sqlite.SqliteOptions.Synchronous;
import dev.batchkit.sqlite.SqliteStore;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Measures how many events a second the ledger takes, beside plain JDBC that commits each of them:
 * lines of the log of one session, each way on a fresh file with the same tables and indexes, in
 * turns.
 */
final class LedgerRates {
  private static final int MANY = 100_000;

  private final LedgerArguments arguments;
  private final Scratch scratch;

  LedgerRates(LedgerArguments arguments, Scratch scratch) {
    this.arguments = arguments;
    this.scratch = scratch;
  }

  void run() throws Exception {
    LedgerReport report = new LedgerReport(arguments, scratch.directory());
    report.head();
    for (Synchronous synchronous : List.of(Synchronous.FULL, Synchronous.NORMAL)) {
      List<List<Double>> rounds = new ArrayList<>();
      round(synchronous);
      for (int i = 0; i < arguments.rounds(); i++) {
        rounds.add(round(synchronous));
      }
      report.rates(synchronous, rounds);
    }
    Meter meter = new Meter();
    double rate = rate(new LedgerWay("", true, 1, MANY, 1), Synchronous.FULL, MANY);
    report.session(MANY, rate, meter.figures());
  }

  private List<Double> round(Synchronous synchronous) throws Exception {
    List<Double> rates = new ArrayList<>();
    for (LedgerWay way : LedgerWay.ALL) {
      rates.add(rate(way, synchronous, arguments.events() * way.factor()));
    }
    return rates;
  }

  /** Events per second. */
  private double rate(LedgerWay way, Synchronous synchronous, int events) throws Exception {
    Path file = scratch.file("ledger.db");
    long nanos = way.kit() ? kit(way, file, synchronous, events) : plain(file, synchronous, events);
    requireAll(file, events);
    scratch.delete(file);
    return events * 1e9 / nanos;
  }

  private static long kit(LedgerWay way, Path file, Synchronous synchronous, int events)
      throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(way.producers());
    try (BatchKit kit = BatchKit.open(SqliteStore.create(file, o -> o.synchronous(synchronous)));
        Recording recording = kit.orchestration().record(Nature.of("load", "Load"), "1", null)) {
      long begun = System.nanoTime();
      List<Future<?>> producers = new ArrayList<>();
      for (int i = 0; i < way.producers(); i++) {
        producers.add(
            threads.submit(() -> record(recording, events / way.producers(), way.inFlight())));
      }
      for (Future<?> producer : producers) {
        producer.get();
      }
      long nanos = System.nanoTime() - begun;
      recording.finish();
      return nanos;
    } finally {
      threads.shutdownNow();
    }
  }

  private static void record(Recording recording, int events, int inFlight) {
    for (int i = 1; i <= events; i++) {
      recording.log("load", content(i));
      if (i % inFlight == 0 || i == events) {
        recording.flush();
      }
    }
  }

  private static String content(int line) {
    return "Read line " + line + " of the price list of the vendor";
  }

  private static long plain(Path file, Synchronous synchronous, int events) throws Exception {
    String session = UUID.randomUUID().toString();
    BatchKit.open(SqliteStore.create(file)).close();
    try (ControlFile db = new ControlFile(file, synchronous.name())) {
      db.run("INSERT INTO device (device_id, name, state, boundary) VALUES ('d', 'd', '1', '')");
      db.run(
          "INSERT INTO orchestration_nature (orchestration_nature_id, nature) VALUES ('n', 'n')");
      db.run(
          "INSERT INTO orchestration_session (orchestration_session_id, device_id,"
              + " orchestration_nature_id, version) VALUES (?, 'd', 'n', '1')",
          session);
      PreparedStatement insert =
          db.prepare(
              "INSERT INTO orchestration_session_log (orchestration_session_log_id, category,"
                  + " content, sibling_order, elaboration) VALUES (?, ?, ?, ?, ?)");
      long begun = System.nanoTime();
      for (int i = 1; i <= events; i++) {
        insert(insert, session, i);
      }
      return System.nanoTime() - begun;
    }
  }

  /** Ids ascend, as batchkit's do, which is the cheaper way for the index. */
  private static void insert(PreparedStatement insert, String session, int line)
      throws SQLException {
    insert.setString(1, new UUID(line, line).toString());
    insert.setString(2, "load");
    insert.setString(3, content(line));
    insert.setInt(4, line);
    insert.setString(
        5, "{\"session_id\":\"" + session + "\",\"at\":\"" + ControlFile.now() + "\"}");
    insert.executeUpdate();
  }

  private static void requireAll(Path file, int events) throws SQLException {
    try (ControlFile db = new ControlFile(file, "FULL");
        PreparedStatement count = db.prepare("SELECT count(*) FROM orchestration_session_log");
        var rows = count.executeQuery()) {
      rows.next();
      if (rows.getInt(1) != events) {
        throw new IllegalStateException(rows.getInt(1) + " of " + events + " events are stored");
      }
    }
  }
}
