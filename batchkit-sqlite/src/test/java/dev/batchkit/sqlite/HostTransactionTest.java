package dev.batchkit.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.batchkit.BatchKit;
import dev.batchkit.Batches;
import dev.batchkit.HostTransaction;
import dev.batchkit.batch.Actor;
import dev.batchkit.batch.Batch;
import dev.batchkit.batch.BatchId;
import dev.batchkit.batch.Row;
import dev.batchkit.batch.RunOutcome;
import dev.batchkit.error.BatchAlreadyExists;
import dev.batchkit.error.HandlerFailed;
import dev.batchkit.error.InsideUnit;
import dev.batchkit.error.InvalidValue;
import dev.batchkit.error.NoSuchBatch;
import dev.batchkit.error.StoreFailed;
import dev.batchkit.error.UnsupportedByStore;
import dev.batchkit.testkit.InMemoryStore;
import dev.batchkit.testkit.contract.PriceLine;
import dev.batchkit.testkit.contract.PriceRow;
import dev.batchkit.testkit.contract.Prices;
import dev.batchkit.testkit.contract.ScriptedHandler;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.support.TransactionTemplate;

/** Batches that the application makes inside its own transaction. */
class HostTransactionTest {
  private static final String ORDER = "INSERT INTO orders VALUES ('o1')";

  @TempDir Path directory;
  private Path file;
  private SqliteStore store;
  private BatchKit kit;
  private Batches<PriceLine, PriceRow> prices;
  private ScriptedHandler<PriceLine, PriceRow> handler;
  private Connection host;

  @BeforeEach
  void open() throws SQLException {
    file = directory.resolve("x.db");
    store = SqliteStore.create(file);
    handler = Prices.handler();
    kit = BatchKit.open(store, k -> k.handler(handler).discoverIn(null));
    prices = kit.batches(Prices.TYPE);
    host = Sample.plain(file);
    Connections.execute(host, "CREATE TABLE orders (id TEXT)");
    Connections.execute(host, "PRAGMA foreign_keys = ON");
    host.setAutoCommit(false);
  }

  @AfterEach
  void close() throws SQLException {
    host.close();
    kit.close();
  }

  private Batch make(HostTransaction transaction) {
    Batch batch = transaction.createOrGet(Prices.TYPE, draft -> draft.key("may"));
    transaction.add(Prices.TYPE, batch.id(), List.of(Prices.lines(3)));
    return batch;
  }

  private String orders() throws SQLException {
    return Sample.one(file, "SELECT count(*) FROM orders");
  }

  @Test
  void a_batch_and_its_rows_are_there_once_the_application_commits() throws SQLException {
    Connections.execute(host, ORDER);
    BatchId id = make(kit.in(host)).id();
    assertThat(prices.find("may")).isEmpty();
    assertThatThrownBy(() -> prices.get(id)).isInstanceOf(NoSuchBatch.class);
    assertThat(host.getAutoCommit()).isFalse();
    assertThat(host.isClosed()).isFalse();

    host.commit();

    assertThat(orders()).isEqualTo("1");
    assertThat(prices.rows(id).page(10))
        .extracting(row -> row.value().sku())
        .containsExactly("A1", "A2", "A3");
    assertThat(prices.execute(id).outcome()).isEqualTo(RunOutcome.SUCCESS);
    assertThat(prices.verify(id).intact()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void neither_is_there_after_a_rollback_or_a_death(boolean death) throws SQLException {
    Connections.execute(host, ORDER);
    make(kit.in(host));

    if (death) {
      host.close();
    } else {
      host.rollback();
    }

    assertThat(orders()).isEqualTo("0");
    assertThat(prices.newest(10)).isEmpty();
    assertThat(Sample.one(file, "SELECT count(*) FROM batchkit_key")).isEqualTo("0");
    assertThat(prices.create(draft -> draft.key("may")).key()).isEqualTo("may");
  }

  @Test
  void what_a_call_does_is_there_for_the_next_and_as_a_whole_or_not_at_all() throws SQLException {
    HostTransaction transaction = kit.as(Actor.of("ann@acme.example", "buyers")).in(host);
    Batch batch = make(transaction);
    assertThat(make(transaction).id()).isEqualTo(batch.id());
    assertThatThrownBy(() -> transaction.create(Prices.TYPE, draft -> draft.key("may")))
        .isInstanceOf(BatchAlreadyExists.class);
    handler.refresher(
        (in, row) -> {
          if ("A2".equals(in.sku())) {
            throw new IllegalStateException("look-up broken");
          }
          return new PriceRow(in.sku(), in.name(), null, null);
        });
    assertThatThrownBy(() -> transaction.add(Prices.TYPE, batch.id(), List.of(Prices.lines(3))))
        .isInstanceOf(HandlerFailed.class);
    Connections.execute(host, ORDER);
    host.commit();
    assertThat(prices.rows(batch.id()).count()).isEqualTo(6);
    assertThat(prices.rows(batch.id()).problem("DUPLICATE").count()).isEqualTo(3);
    assertThat(prices.history(batch.id(), 1)).hasSize(1);
    assertThat(prices.get(batch.id()).createdById()).isNotNull();
    assertThat(orders()).isEqualTo("1");
  }

  @Test
  void a_failure_of_the_store_takes_back_its_own_call_only() throws SQLException {
    Connections.execute(host, ORDER);
    HostTransaction transaction = kit.in(host);
    Batch batch = transaction.create(Prices.TYPE, draft -> draft);
    Connections.execute(
        host,
        "CREATE TEMP TRIGGER full BEFORE INSERT ON main.batchkit_change"
            + " BEGIN SELECT RAISE(ABORT, 'told to fail'); END");
    assertThatThrownBy(() -> transaction.add(Prices.TYPE, batch.id(), List.of(Prices.lines(3))))
        .isInstanceOf(StoreFailed.class)
        .hasStackTraceContaining("told to fail");
    host.commit();
    assertThat(orders()).isEqualTo("1");
    assertThat(prices.get(batch.id()).rows().isEmpty()).isTrue();
    assertThat(Sample.one(file, "SELECT count(*) FROM batchkit_row_life_prices")).isEqualTo("0");
    assertThat(prices.addAll(batch.id(), List.of(Prices.lines(3))))
        .extracting(Row::sequence)
        .containsExactly(1L, 2L, 3L);
  }

  @Test
  void a_transaction_that_was_begun_by_a_statement_counts() throws SQLException {
    host.rollback();
    host.setAutoCommit(true);
    Connections.execute(host, "BEGIN IMMEDIATE");
    BatchId id = make(kit.in(host)).id();
    Connections.execute(host, "COMMIT");
    assertThat(prices.rows(id).count()).isEqualTo(3);
  }

  @Test
  void the_stores_own_data_source_serves_as_well() {
    JdbcTemplate jdbc = new JdbcTemplate(store.dataSource());
    TransactionTemplate template =
        new TransactionTemplate(new DataSourceTransactionManager(store.dataSource()));
    AtomicReference<BatchId> id = new AtomicReference<>();
    template.executeWithoutResult(
        status -> {
          jdbc.update(ORDER);
          id.set(make(kit.in(DataSourceUtils.getConnection(store.dataSource()))).id());
          jdbc.update(ORDER);
        });
    assertThat(prices.rows(id.get()).count()).isEqualTo(3);
    assertThat(jdbc.queryForObject("SELECT count(*) FROM orders", Long.class)).isEqualTo(2);

    template.executeWithoutResult(
        status -> {
          kit.in(DataSourceUtils.getConnection(store.dataSource()))
              .create(Prices.TYPE, draft -> draft.key("june"));
          status.setRollbackOnly();
        });
    assertThat(prices.find("june")).isEmpty();
  }

  private void assertRefused(Connection connection, String fault) {
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> kit.in(connection))
        .withMessageContainingAll(file.toString(), fault);
  }

  @Test
  void a_connection_that_is_not_fit_is_refused_by_name() throws SQLException {
    host.rollback();
    host.setAutoCommit(true);
    assertRefused(host, "no transaction open");
    try (Connection connection = store.dataSource().getConnection()) {
      assertRefused(connection, "no transaction open");
    }
    try (Connection other = Sample.plain(directory.resolve("y.db"))) {
      other.setAutoCommit(false);
      assertRefused(other, "another file");
    }
    try (Connection memory = DriverManager.getConnection("jdbc:sqlite::memory:")) {
      memory.setAutoCommit(false);
      assertRefused(memory, "another file");
    }
    for (String pragma :
        List.of("foreign_keys = OFF", "ignore_check_constraints = ON", "query_only = ON")) {
      try (Connection lax = Sample.plain(file)) {
        Connections.execute(lax, "PRAGMA foreign_keys = ON");
        Connections.execute(lax, "PRAGMA " + pragma);
        lax.setAutoCommit(false);
        assertRefused(lax, pragma.substring(0, pragma.indexOf(' ')));
      }
    }
    assertThat(host.getAutoCommit()).isTrue();
  }

  @Test
  void a_transaction_that_has_ended_meanwhile_is_refused() throws SQLException {
    Connections.execute(host, ORDER);
    HostTransaction transaction = kit.in(host);
    host.commit();
    host.setAutoCommit(true);
    assertThatThrownBy(() -> make(transaction))
        .isInstanceOf(InvalidValue.class)
        .hasMessageContaining("no transaction open");
    assertThat(prices.newest(10)).isEmpty();
  }

  @Test
  void a_thread_inside_a_unit_is_refused() {
    assertThatThrownBy(() -> store.inUnit("x", unit -> kit.in(unit.connection())))
        .isInstanceOf(InsideUnit.class);
    assertThatThrownBy(() -> store.inUnit("x", unit -> kit.in(host)))
        .isInstanceOf(InsideUnit.class);
  }

  @Test
  void a_store_that_cannot_is_refused_by_name() {
    try (BatchKit memory =
        BatchKit.open(InMemoryStore.create(), k -> k.handler(handler).discoverIn(null))) {
      assertThatThrownBy(() -> memory.in(host))
          .isInstanceOf(UnsupportedByStore.class)
          .hasMessageContaining("SqliteStore");
    }
    kit.close();
    try (BatchKit reading =
        BatchKit.open(SqliteStore.readOnly(file), k -> k.handler(handler).discoverIn(null))) {
      assertThatThrownBy(() -> reading.in(host)).isInstanceOf(UnsupportedByStore.class);
    }
  }

  @Test
  void no_statement_is_left_on_the_connection() throws SQLException {
    for (int i = 0; i < 50; i++) {
      String key = "k" + i;
      kit.in(host).create(Prices.TYPE, draft -> draft.key(key));
    }
    host.commit();
    host.setAutoCommit(true);
    Connections.execute(host, "VACUUM");
    assertThat(prices.newest(100)).hasSize(50);
  }
}
