package dev.batchkit.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.batchkit.BatchKit;
import dev.batchkit.Batches;
import dev.batchkit.batch.BatchId;
import dev.batchkit.batch.Row;
import dev.batchkit.batch.RowOutcome;
import dev.batchkit.batch.Run;
import dev.batchkit.batch.RunOutcome;
import dev.batchkit.error.StoreFailed;
import dev.batchkit.spi.RowExecutor;
import dev.batchkit.spi.RowResult;
import dev.batchkit.testkit.contract.PriceLine;
import dev.batchkit.testkit.contract.PriceRow;
import dev.batchkit.testkit.contract.Prices;
import dev.batchkit.testkit.contract.ScriptedHandler;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** Repositories of the application, written for any data source, inside a chunk and outside. */
class HostRepositoryTest {
  private static final String INSERT = "INSERT INTO price VALUES (?, ?)";
  private static final Set<String> NO_TRANSACTION = Set.of("jdbc", "spring", "jdbi", "jooq");

  @TempDir Path directory;
  private Path file;
  private SqliteStore store;
  private BatchKit kit;
  private Batches<PriceLine, PriceRow> prices;
  private ScriptedHandler<PriceLine, PriceRow> handler;

  /** Saves a price. */
  @FunctionalInterface
  interface Repository {
    /**
     * Saves.
     *
     * @param after runs in the same transaction, if there is one
     */
    void save(DataSource source, String sku, Runnable after) throws Exception;
  }

  static Stream<Map.Entry<String, Repository>> repositories() {
    return Stream.<Map.Entry<String, Repository>>of(
        Map.entry("jdbc", HostRepositoryTest::byJdbc),
        Map.entry(
            "spring",
            (source, sku, after) -> {
              new JdbcTemplate(source).update(INSERT, sku, "1");
              after.run();
            }),
        Map.entry(
            "spring in a transaction",
            (source, sku, after) ->
                new TransactionTemplate(new DataSourceTransactionManager(source))
                    .executeWithoutResult(
                        status -> {
                          new JdbcTemplate(source).update(INSERT, sku, "1");
                          after.run();
                        })),
        Map.entry(
            "jdbi",
            (source, sku, after) -> {
              Jdbi.create(source).useHandle(handle -> handle.execute(INSERT, sku, "1"));
              after.run();
            }),
        Map.entry(
            "jdbi in a transaction",
            (source, sku, after) ->
                Jdbi.create(source)
                    .useTransaction(
                        handle -> {
                          handle.execute(INSERT, sku, "1");
                          after.run();
                        })),
        Map.entry(
            "jooq",
            (source, sku, after) -> {
              DSL.using(source, SQLDialect.SQLITE).execute(INSERT, sku, "1");
              after.run();
            }),
        Map.entry(
            "jooq in a transaction",
            (source, sku, after) ->
                DSL.using(source, SQLDialect.SQLITE)
                    .transaction(
                        inner -> {
                          inner.dsl().execute(INSERT, sku, "1");
                          after.run();
                        })));
  }

  private static void byJdbc(DataSource source, String sku, Runnable after) throws SQLException {
    try (Connection connection = source.getConnection();
        PreparedStatement statement = connection.prepareStatement(INSERT)) {
      statement.setString(1, sku);
      statement.setString(2, "1");
      statement.executeUpdate();
    }
    after.run();
  }

  @BeforeEach
  void open() throws SQLException {
    file = directory.resolve("x.db");
    store = SqliteStore.create(file);
    try (Connection connection = Sample.plain(file)) {
      Connections.execute(connection, "CREATE TABLE price (sku TEXT PRIMARY KEY, price TEXT)");
    }
    handler = Prices.handler();
    kit = BatchKit.open(store, k -> k.handler(handler).discoverIn(null));
    prices = kit.batches(Prices.TYPE);
  }

  @AfterEach
  void close() {
    kit.close();
  }

  private BatchId batch(int rows) {
    BatchId id = prices.create(draft -> draft).id();
    handler.rows(Prices.lines(rows));
    prices.populate(id);
    return id;
  }

  private String saved() throws SQLException {
    return Sample.one(file, "SELECT group_concat(sku) FROM (SELECT sku FROM price ORDER BY sku)");
  }

  private void execute(Repository repository, String failing) {
    handler.executor(
        RowExecutor.inStore(
            (row, tx) -> {
              String sku = String.valueOf(row.value().sku());
              repository.save(
                  store.dataSource(),
                  sku,
                  () -> {
                    if (sku.equals(failing)) {
                      throw new IllegalStateException("told to fail");
                    }
                  });
              return RowResult.applied();
            }));
  }

  @ParameterizedTest
  @MethodSource("repositories")
  void what_it_writes_in_a_chunk_commits_with_the_outcomes(Map.Entry<String, Repository> one)
      throws SQLException {
    BatchId id = batch(3);
    execute(one.getValue(), "");

    Run run = prices.execute(id);

    assertThat(run.outcome()).isEqualTo(RunOutcome.SUCCESS);
    assertThat(saved()).isEqualTo("A1,A2,A3");
    assertThat(prices.verify(id).intact()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("repositories")
  void a_row_that_throws_takes_only_its_own_writes_along(Map.Entry<String, Repository> one)
      throws SQLException {
    BatchId id = batch(4);
    execute(one.getValue(), "A3");

    Run run = prices.execute(id);

    assertThat(run.outcome()).isEqualTo(RunOutcome.FAILED);
    assertThat(saved()).isEqualTo("A1,A2,A4");
    assertThat(prices.rows(id).page(10))
        .extracting(Row::outcome)
        .containsExactly(
            RowOutcome.APPLIED, RowOutcome.APPLIED, RowOutcome.FAILED, RowOutcome.APPLIED);
    execute(one.getValue(), "");
    assertThat(prices.execute(id).outcome()).isEqualTo(RunOutcome.SUCCESS);
    assertThat(saved()).isEqualTo("A1,A2,A3,A4");
  }

  @ParameterizedTest
  @MethodSource("repositories")
  void what_it_writes_vanishes_with_the_unit(Map.Entry<String, Repository> one) throws Exception {
    IllegalStateException broken = new IllegalStateException("after it");

    assertThatThrownBy(
            () ->
                store.inUnit(
                    "x",
                    unit -> {
                      one.getValue().save(store.dataSource(), "A1", () -> {});
                      throw broken;
                    }))
        .isSameAs(broken);

    assertThat(saved()).isNull();
    one.getValue().save(store.dataSource(), "A1", () -> {});
    assertThat(saved()).isEqualTo("A1");
  }

  @ParameterizedTest
  @MethodSource("repositories")
  void outside_a_chunk_it_works_as_usual(Map.Entry<String, Repository> one) throws Exception {
    one.getValue().save(store.dataSource(), "A1", () -> {});

    assertThatThrownBy(
            () ->
                one.getValue()
                    .save(
                        store.dataSource(),
                        "A2",
                        () -> {
                          throw new IllegalStateException("told to fail");
                        }))
        .hasStackTraceContaining("told to fail");

    assertThat(saved()).isEqualTo(NO_TRANSACTION.contains(one.getKey()) ? "A1,A2" : "A1");
    kit.batches(Prices.TYPE).create(draft -> draft);
  }

  @Test
  void transactions_that_nest_by_savepoints_work_outside_and_are_refused_by_name_inside()
      throws SQLException {
    nested();
    assertThat(saved()).isEqualTo("A1");

    assertThatThrownBy(
            () ->
                store.inUnit(
                    "x",
                    unit -> {
                      new JdbcTemplate(store.dataSource()).update("DELETE FROM price");
                      nested();
                      return unit;
                    }))
        .isInstanceOf(StoreFailed.class)
        .hasStackTraceContaining("setSavepoint");
    assertThat(saved()).isEqualTo("A1");
  }

  private void nested() {
    DSLContext jooq = DSL.using(store.dataSource(), SQLDialect.SQLITE);
    jooq.transaction(
        outer -> {
          outer.dsl().execute(INSERT, "A1", "1");
          Throwable failure =
              catchThrowable(
                  () ->
                      outer
                          .dsl()
                          .transaction(
                              inner -> {
                                inner.dsl().execute(INSERT, "A2", "1");
                                throw new IllegalStateException("told to fail");
                              }));
          assertThat(failure).isNotNull();
        });
  }

  @Test
  void a_repository_with_a_pool_of_its_own_fails_the_run_by_name() throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(20);
    SQLiteDataSource own = new SQLiteDataSource(config);
    own.setUrl("jdbc:sqlite:" + file);
    BatchId id = batch(2);
    handler.executor(
        RowExecutor.inStore(
            (row, tx) -> {
              new JdbcTemplate(own).update(INSERT, row.value().sku(), "1");
              return RowResult.applied();
            }));

    assertThatThrownBy(() -> prices.execute(id))
        .isInstanceOfSatisfying(
            StoreFailed.class, failure -> assertThat(failure.code()).isEqualTo("SELF_DEADLOCK"))
        .hasMessageContaining("SqliteStore.dataSource()");

    assertThat(saved()).isNull();
    assertThat(prices.runs(id).get(1).outcome()).isEqualTo(RunOutcome.FAILED);
    assertThat(prices.breakdown(id)).allMatch(count -> count.outcome() == null);
  }
}
