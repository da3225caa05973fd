package dev.batchkit.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.batchkit.BatchKit;
import dev.batchkit.HostTransaction;
import dev.batchkit.batch.Batch;
import dev.batchkit.examples.guide.Orders.Line;
import dev.batchkit.sqlite.SqliteStore;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of docs/host.md. */
class HostGuideTest {
  @TempDir Path folder;

  @Test
  void a_batch_is_made_in_a_transaction_of_the_program() throws SQLException {
    Path path = folder.resolve("shop.db");
    SqliteStore.create(path).close();
    // shown:begin source
    SqliteStore store = SqliteStore.open(path);
    DataSource database = store.dataSource(); // for your repositories, in place of their own pool
    BatchKit kit = BatchKit.open(store, k -> k.handler(new Orders()));
    // shown:end
    try (kit;
        Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate("CREATE TABLE customer (name TEXT)");
      // shown:begin in
      connection.setAutoCommit(false);
      statement.executeUpdate("INSERT INTO customer VALUES ('Ann')");
      HostTransaction transaction = kit.in(connection);
      Batch batch = transaction.create(Orders.TYPE, b -> b.description("Ann's first order"));
      transaction.add(Orders.TYPE, batch.id(), List.of(new Line("A-1", "1")));
      connection.commit(); // the customer, the batch and its row, or none of them
      // shown:end
      assertThat(kit.batches(Orders.TYPE).rows(batch.id()).page(10)).hasSize(1);
      try (ResultSet count = statement.executeQuery("SELECT count(*) FROM customer")) {
        assertThat(count.next()).isTrue();
        assertThat(count.getLong(1)).isEqualTo(1);
      }
      connection.rollback();
    }
  }
}
