package dev.batchkit.benchmarks;

import dev.batchkit.BatchKit;
import dev.batchkit.batch.Run;
import dev.batchkit.session.AlertOperator;
import dev.batchkit.session.Quantity;
import dev.batchkit.session.RecordCounts;
import dev.batchkit.session.Session;
import dev.batchkit.sqlite.SqliteStore;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.sqlite.SQLiteDataSource;

/**
 * Measures how long completeness over two tables takes, beside plain JDBC that reads the two result
 * sets and does nothing with them: in turns, in one process.
 */
final class CompletenessTimes {
  private static final int LOST = 1000;

  private final CompletenessArguments arguments;
  private final Scratch scratch;
  private final PrintStream out = System.out;
  private final SQLiteDataSource source;
  private final SQLiteDataSource target;

  CompletenessTimes(CompletenessArguments arguments, Scratch scratch) {
    this.arguments = arguments;
    this.scratch = scratch;
    source = database(scratch.file("source.db"));
    target = database(scratch.file("target.db"));
  }

  private static SQLiteDataSource database(Path file) {
    SQLiteDataSource database = new SQLiteDataSource();
    database.setUrl("jdbc:sqlite:" + file);
    return database;
  }

  void run() throws Exception {
    make(source, arguments.rows(), Integer.MAX_VALUE);
    make(target, arguments.rows(), LOST);
    print("%s", Machine.describe(arguments.words(), scratch.directory()));
    print(
        "Two tables of %,d rows, of which the target lacks every %,dth; medians of %d rounds in"
            + " turns after one that is not counted",
        arguments.rows(), LOST, arguments.rounds());
    Meter meter = new Meter();
    List<long[]> rounds = new ArrayList<>();
    round();
    for (int i = 0; i < arguments.rounds(); i++) {
      rounds.add(round());
    }
    report(rounds);
    print("");
    print(
        "Heap: peak %,d KB, after GC at most %,d KB",
        meter.figures().peakHeap() / 1024, meter.figures().liveHeap() / 1024);
  }

  /** Table a is in the order of its key, b is not. */
  private static void make(SQLiteDataSource database, int rows, int lost) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE a (order_id INTEGER PRIMARY KEY, amount REAL)");
      statement.execute(
          """
          WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d)
          INSERT INTO a SELECT i, (i * 7919 %% 100000) / 100.0 FROM n WHERE i %% %d != 0
          """
              .formatted(rows, lost));
      statement.execute(
          "CREATE TABLE b AS SELECT order_id, amount FROM a ORDER BY order_id * 7919 % 1000003");
    }
  }

  private long[] round() throws Exception {
    long[] nanos = new long[CompletenessWay.ALL.size()];
    for (int i = 0; i < nanos.length; i++) {
      CompletenessWay way = CompletenessWay.ALL.get(i);
      long begun = System.nanoTime();
      if (way.kit()) {
        nanos[i] = measure(way);
      } else {
        read(way);
        nanos[i] = System.nanoTime() - begun;
      }
    }
    return nanos;
  }

  private void read(CompletenessWay way) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(way.atOnce() ? 2 : 1);
    try {
      Future<Double> first = threads.submit(() -> read(source, way.table()));
      Future<Double> second = threads.submit(() -> read(target, way.table()));
      if (first.get() < second.get()) {
        throw new IllegalStateException("the target has more than the source");
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static double read(SQLiteDataSource database, String table) throws SQLException {
    double sum = 0;
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query(table))) {
      while (rows.next()) {
        sum += rows.getLong(1) * 1e-9 + rows.getDouble(2);
      }
    }
    return sum;
  }

  private static String query(String table) {
    return "SELECT order_id, amount FROM " + table;
  }

  /** The whole of it: batch, session, seal. */
  private long measure(CompletenessWay way) throws Exception {
    Path file = scratch.file("kit.db");
    try (BatchKit kit =
        BatchKit.open(
            SqliteStore.create(file),
            k -> k.dataSource("source", source).dataSource("target", target))) {
      kit.indicators()
          .define(
              "orders",
              i -> {
                var draft =
                    i.name("orders")
                        .type("completeness")
                        .source("source", query(way.table()))
                        .target("target", query(way.table()))
                        .key("order_id")
                        .measures("amount")
                        .alertWhen(Quantity.DIFFERENCE, AlertOperator.GT, "0");
                return way.sorted() ? draft.sorted() : draft;
              });
      long begun = System.nanoTime();
      Run run = kit.indicators().measure("orders");
      long nanos = System.nanoTime() - begun;
      require(kit.indicators().sessions().batch(run.batchId()).page(1).get(0));
      return nanos;
    } finally {
      scratch.delete(file);
    }
  }

  private void require(Session session) {
    RecordCounts counts =
        Objects.requireNonNull(session.counts(), String.valueOf(session.reason()));
    if (counts.records() != arguments.rows() || counts.alerts() != arguments.rows() / LOST) {
      throw new IllegalStateException(
          counts.alerts() + " of " + counts.records() + " records alert");
    }
  }

  private void report(List<long[]> rounds) {
    print("");
    print("| way | ms | of reading one after the other | of reading both at the same time |");
    print("|---|---:|---:|---:|");
    for (int way = 0; way < CompletenessWay.ALL.size(); way++) {
      double millis = median(rounds, way) / 1e6;
      print(
          "| %s | %,.0f | %.2f | %.2f |",
          CompletenessWay.ALL.get(way).title(),
          millis,
          millis * 1e6 / median(rounds, 0),
          millis * 1e6 / median(rounds, 1));
    }
  }

  private static double median(List<long[]> rounds, int way) {
    long[] sorted = rounds.stream().mapToLong(round -> round[way]).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  private void print(String format, Object... values) {
    out.println(String.format(Locale.ROOT, format, values));
    out.flush();
  }
}
