package dev.batchkit.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.batchkit.BatchKit;
import dev.batchkit.Batches;
import dev.batchkit.batch.BatchId;
import dev.batchkit.batch.Row;
import dev.batchkit.batch.RowOutcome;
import dev.batchkit.batch.Run;
import dev.batchkit.batch.RunOutcome;
import dev.batchkit.spi.PreparedWork;
import dev.batchkit.spi.RowExecutor;
import dev.batchkit.spi.RowResult;
import dev.batchkit.store.StoreTx;
import dev.batchkit.testkit.contract.PriceLine;
import dev.batchkit.testkit.contract.PriceRow;
import dev.batchkit.testkit.contract.Prices;
import dev.batchkit.testkit.contract.ScriptedHandler;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What prepared rows write into a file: with their outcomes, or ahead of them, or not at all. */
class PreparedRowsTest {
  @TempDir Path directory;
  private final ScriptedHandler<PriceLine, PriceRow> handler = Prices.handler();
  private Path file;
  private BatchKit kit;
  private Batches<PriceLine, PriceRow> prices;
  private BatchId id;

  @BeforeEach
  void open() throws SQLException {
    file = directory.resolve("x.db");
    kit = BatchKit.open(SqliteStore.openOrCreate(file), k -> k.handler(handler).discoverIn(null));
    prices = kit.batches(Prices.TYPE);
    handler.rows(Prices.lines(4));
    id = prices.create(draft -> draft).id();
    prices.populate(id);
    try (Connection connection = Sample.plain(file);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE part (sequence INTEGER, number INTEGER)");
      statement.execute("CREATE TABLE one (sequence INTEGER PRIMARY KEY)");
    }
  }

  @AfterEach
  void close() {
    kit.close();
  }

  /** Writes two parts, then one line with the outcome; what was there is replaced. */
  private static final class Parts implements PreparedWork<PriceRow> {
    private final long badPart;
    private final long badOutcome;
    private int written;

    Parts(long badPart, long badOutcome) {
      this.badPart = badPart;
      this.badOutcome = badOutcome;
    }

    @Override
    public boolean hasAhead() {
      return written < 2;
    }

    @Override
    public void ahead(Row<PriceRow> row, StoreTx tx) throws Exception {
      if (written == 0) {
        run(tx, "DELETE FROM part WHERE sequence = " + row.sequence());
      }
      written++;
      run(tx, "INSERT INTO part VALUES (" + row.sequence() + ", " + written + ")");
      if (row.sequence() == badPart && written == 2) {
        throw new IOException("no second part");
      }
    }

    @Override
    public RowResult apply(Row<PriceRow> row, StoreTx tx) throws Exception {
      run(tx, "INSERT INTO one VALUES (" + row.sequence() + ")");
      if (row.sequence() == badOutcome) {
        throw new IOException("no outcome");
      }
      return RowResult.applied();
    }
  }

  private static void run(StoreTx tx, String sql) throws SQLException {
    try (Statement statement = tx.connection().createStatement()) {
      statement.execute(sql);
    }
  }

  private String all(String sql) throws SQLException {
    return Sample.one(file, sql);
  }

  @Test
  void what_throws_takes_its_own_transaction_with_it_and_parts_before_it_stay() throws Exception {
    handler.executor(RowExecutor.prepared(row -> new Parts(2, 3)));

    Run run = prices.execute(id, o -> o.concurrency(2));

    assertThat(run.outcome()).isEqualTo(RunOutcome.FAILED);
    assertThat(prices.rows(id).page(10))
        .extracting(Row::outcome)
        .containsExactly(
            RowOutcome.APPLIED, RowOutcome.FAILED, RowOutcome.FAILED, RowOutcome.APPLIED);
    assertThat(
            all(
                "SELECT group_concat(sequence || '.' || number, ' ') FROM"
                    + " (SELECT * FROM part ORDER BY sequence, number)"))
        .isEqualTo("1.1 1.2 2.1 3.1 3.2 4.1 4.2");
    assertThat(all("SELECT group_concat(sequence, ' ') FROM one")).isEqualTo("1 4");

    handler.executor(RowExecutor.prepared(row -> new Parts(0, 0)));
    assertThat(prices.execute(id).outcome()).isEqualTo(RunOutcome.SUCCESS);
    assertThat(all("SELECT count(*) || ' ' || count(DISTINCT sequence) FROM part"))
        .isEqualTo("8 4");
    assertThat(all("SELECT group_concat(sequence, ' ') FROM one")).isEqualTo("1 2 3 4");
  }

  @Test
  void rows_that_are_ready_together_are_written_apart_from_one_that_throws() throws Exception {
    handler.executor(
        RowExecutor.prepared(
            row ->
                (same, tx) -> {
                  run(tx, "INSERT INTO one VALUES (" + row.sequence() + ")");
                  if (row.sequence() == 3) {
                    throw new IOException("no outcome");
                  }
                  return RowResult.applied();
                }));

    assertThat(prices.execute(id, o -> o.concurrency(4)).failed()).isEqualTo(1);

    assertThat(all("SELECT group_concat(sequence, ' ') FROM one")).isEqualTo("1 2 4");
  }

  @Test
  void the_seal_has_what_was_hung_on_the_batch_while_it_was_executed() throws Exception {
    handler.executor(
        RowExecutor.prepared(
            row ->
                (same, tx) -> {
                  run(tx, "INSERT INTO session (status, batch_id) VALUES ('Success', " + id + ")");
                  return RowResult.applied();
                }));

    assertThat(prices.execute(id, o -> o.concurrency(2)).outcome()).isEqualTo(RunOutcome.SUCCESS);

    assertThat(all("SELECT count(*) FROM session")).isEqualTo("4");
    assertThat(prices.verify(id).intact()).isTrue();
  }
}
