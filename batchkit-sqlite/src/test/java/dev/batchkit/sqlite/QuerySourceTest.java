package dev.batchkit.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.batchkit.BatchKit;
import dev.batchkit.Batches;
import dev.batchkit.batch.BatchId;
import dev.batchkit.batch.Row;
import dev.batchkit.error.HandlerFailed;
import dev.batchkit.json.Json;
import dev.batchkit.orchestration.Entry;
import dev.batchkit.spi.RowSource;
import dev.batchkit.testkit.contract.PriceLine;
import dev.batchkit.testkit.contract.PriceRow;
import dev.batchkit.testkit.contract.Prices;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.SQLiteDataSource;

/** Rows of a query on a data source of the application become the rows of a batch. */
class QuerySourceTest {
  private static final String SQL = "SELECT sku, price FROM offer WHERE vendor = ? ORDER BY sku";

  @TempDir Path directory;
  private BatchKit kit;
  private Batches<PriceLine, PriceRow> prices;
  private Watched watched;

  @BeforeEach
  void open() throws SQLException {
    kit =
        BatchKit.open(
            SqliteStore.create(directory.resolve("x.db")),
            k -> k.handler(Prices.handler()).discoverIn(null));
    prices = kit.batches(Prices.TYPE);
    watched = new Watched(offers("offers.db"), "SQLite");
  }

  @AfterEach
  void close() {
    kit.close();
  }

  private SQLiteDataSource offers(String file) throws SQLException {
    SQLiteDataSource source = new SQLiteDataSource();
    source.setUrl("jdbc:sqlite:" + directory.resolve(file));
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE offer (sku TEXT, price TEXT, vendor TEXT)");
      statement.execute(
          "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2500)"
              + " INSERT INTO offer SELECT printf('A%04d', i), i || '.50', 'canary' FROM n");
      statement.execute("INSERT INTO offer VALUES ('B', '1', 'other'), ('C', '2', NULL)");
    }
    return source;
  }

  private RowSource<PriceLine> query(Watched database) {
    return RowSource.query(
        database.dataSource(),
        SQL,
        List.of("canary"),
        row -> new PriceLine(row.getString("sku"), "x", row.getString("price")));
  }

  private BatchId newBatch() {
    return prices.create(draft -> draft).id();
  }

  @Test
  void the_rows_of_a_query_become_rows_and_its_text_is_on_record() {
    BatchId id = newBatch();

    var run = prices.populate(id, query(watched));

    assertThat(run.done()).isEqualTo(2500);
    assertThat(prices.row(id, 2500).orElseThrow().value().sku()).isEqualTo("A2500");
    assertThat(prices.get(id).source())
        .isEqualTo(
            Json.of(
                "{\"sources\":[{\"name\":\"query\",\"sql\":\"" + SQL + "\",\"parameters\":1}]}"));
    assertThat(kit.orchestration().entries(run.id(), null, 1_000))
        .extracting(Entry::source)
        .containsExactly("query");
    assertThat(kit.orchestration().session(run.id()).toString()).doesNotContain("canary");
    assertThat(watched.open()).isZero();
    assertThat(watched.calls())
        .contains("setFetchSize[1000]")
        .noneMatch(call -> call.startsWith("setAutoCommit"));
  }

  @Test
  void a_driver_that_streams_in_transactions_only_gets_one_which_is_rolled_back()
      throws SQLException {
    Watched other = new Watched(offers("other.db"), "PostgreSQL");

    assertThat(prices.populate(newBatch(), query(other)).done()).isEqualTo(2500);

    assertThat(other.calls())
        .containsSubsequence(
            "setAutoCommit[false]", "executeQuery", "rollback", "setAutoCommit[true]", "close")
        .doesNotContain("commit");
    assertThat(other.open()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "getConnection",
        "getMetaData",
        "prepareStatement",
        "setFetchSize",
        "setObject",
        "executeQuery",
        "next",
        "getString",
        "rollback",
        "close"
      })
  void a_failure_leaves_nothing_open_and_the_batch_as_it_was(String method) throws SQLException {
    Watched other = new Watched(offers("other.db"), "PostgreSQL");
    BatchId id = newBatch();
    other.failAt(method);

    assertThatExceptionOfType(HandlerFailed.class)
        .isThrownBy(() -> prices.populate(id, query(other)))
        .withMessageContaining("the source of its rows")
        .withCauseInstanceOf(SQLException.class)
        .satisfies(failure -> assertThat(failure.getMessage()).doesNotContain("canary", SQL));

    assertThat(other.open()).isZero();
    assertThat(prices.get(id).rows().isEmpty()).isTrue();
    assertThat(prices.populate(id, query(watched)).done()).isEqualTo(2500);
  }

  @Test
  void a_parameter_may_be_null() {
    BatchId id = newBatch();

    prices.populate(
        id,
        RowSource.query(
            watched.dataSource(),
            "SELECT sku FROM offer WHERE vendor IS ?",
            Arrays.asList((Object) null),
            row -> new PriceLine(row.getString(1), "x", "1")));

    assertThat(prices.rows(id).page(10))
        .extracting(Row::value)
        .extracting(PriceRow::sku)
        .containsExactly("C");
  }

  @Test
  void the_file_of_the_store_itself_can_be_asked() throws SQLException {
    SQLiteDataSource same = offers("x.db");

    assertThat(prices.populate(newBatch(), query(new Watched(same, "SQLite"))).done())
        .isEqualTo(2500);
  }

  @Test
  void a_source_is_used_as_often_as_one_likes() {
    RowSource<PriceLine> source = query(watched);
    BatchId id = newBatch();

    prices.populate(id, source);
    prices.repopulate(id, source);

    assertThat(prices.breakdown(id)).singleElement().extracting("count").isEqualTo(2500L);
    assertThat(prices.get(id).source().members())
        .extractingByKey("sources")
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
        .containsExactly(Map.of("name", "query", "sql", SQL, "parameters", 1L));
  }
}
