package dev.batchkit.sqlite;

import dev.batchkit.BatchKit;
import dev.batchkit.Batches;
import dev.batchkit.batch.Batch;
import dev.batchkit.batch.BatchId;
import dev.batchkit.batch.Severity;
import dev.batchkit.json.Json;
import dev.batchkit.spi.BatchHandler;
import dev.batchkit.spi.BatchType;
import dev.batchkit.spi.BatchView;
import dev.batchkit.spi.ExecuteContext;
import dev.batchkit.spi.PopulateContext;
import dev.batchkit.spi.RowExecutor;
import dev.batchkit.spi.RowRefresher;
import dev.batchkit.spi.RowResult;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;

/** Rows with cells of every storage class, NULL in some, and every kind of outcome. */
final class Mixed implements BatchHandler<Mixed.Line, Mixed.Cells> {
  /** What the source says. */
  record Line(int number) {}

  /** What is made of it. */
  record Cells(
      String name, BigDecimal price, double weight, Long count, boolean good, Instant at) {}

  static final BatchType<Line, Cells> TYPE = BatchType.of("mixed", Line.class, Cells.class);
  static final String TABLE = "batchkit_row_mixed";

  private static final int ROWS = 400;

  /**
   * Makes a file with two batches. The first is executed and frozen, and has a session with a
   * record, and a change.
   */
  static BatchId frozen(Path file) throws SQLException {
    try (BatchKit kit = open(file)) {
      Batches<Line, Cells> batches = kit.batches(TYPE);
      Batch batch = batches.create(b -> b.key("a").description("first").notes("\uFFFD"));
      Batch other = batches.create(b -> b.key("b"));
      batches.populate(batch.id());
      batches.populate(other.id());
      attach(file, batch.id());
      batches.execute(batch.id(), o -> o.leaveOutErrors().acceptFailures(ROWS));
      return batch.id();
    }
  }

  static BatchKit open(Path file) {
    return BatchKit.open(
        SqliteStore.openOrCreate(file), k -> k.handler(new Mixed()).discoverIn(null));
  }

  private static void attach(Path file, BatchId id) throws SQLException {
    try (Connection connection = Sample.plain(file);
        Statement statement = connection.createStatement()) {
      statement.execute(
          "INSERT INTO session (id, status, alert_threshold, batch_id) VALUES (10, 'Success', 1.5, "
              + id
              + ")");
      statement.execute(
          "INSERT INTO batchkit_session VALUES (10, 'Prices', 'completeness', 'OK', 'VALUE', '1.50',"
              + " 0, '{\"OK\": 1}', NULL, NULL, 1, '2026-05-04T09:08:07.123Z',"
              + " '2026-05-04T09:08:08.123Z', NULL, '{\"name\": \"Prices\"}')");
      statement.execute("INSERT INTO batchkit_record VALUES (10, 1, '{\"a\": 1}', 0, NULL)");
      statement.execute(
          "INSERT INTO batchkit_change VALUES (" + id + ", 1, 1, 'x', NULL, '{}', NULL, NULL)");
    }
  }

  @Override
  public BatchType<Line, Cells> type() {
    return TYPE;
  }

  @Override
  public void populate(PopulateContext<Line> batch) {
    for (int i = 1; i <= ROWS; i++) {
      batch.add(new Line(i));
    }
  }

  @Override
  public RowRefresher<Line, Cells> refresher(BatchView batch) {
    return (in, row) -> {
      int i = in.number();
      if (i % 7 == 0) {
        row.problem(Severity.ERROR, "name", "Every seventh is wrong.");
      }
      return new Cells(
          i % 11 == 0 ? null : "Näme \uFFFD 😀 " + i,
          new BigDecimal(i + ".10"),
          i / 4.0,
          i % 3 == 0 ? null : (long) i * i,
          i % 2 == 0,
          Instant.ofEpochSecond(i));
    };
  }

  @Override
  public RowExecutor<Cells> executor(ExecuteContext batch) {
    return chunk ->
        chunk
            .rows()
            .forEach(
                row ->
                    chunk.verdict(
                        row,
                        switch ((int) (row.sequence() % 5)) {
                          case 1 -> RowResult.skipped("every fifth");
                          case 2 -> RowResult.failed("the next one");
                          case 3 -> RowResult.applied(Json.of("{\"id\": " + row.sequence() + "}"));
                          default -> RowResult.applied();
                        }));
  }
}
