package dev.batchkit.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.batchkit.BatchKit;
import dev.batchkit.Batches;
import dev.batchkit.batch.Batch;
import dev.batchkit.batch.Row;
import dev.batchkit.batch.Severity;
import dev.batchkit.examples.guide.Orders.Line;
import dev.batchkit.examples.guide.Orders.Order;
import dev.batchkit.spi.RowSource;
import dev.batchkit.sqlite.SqliteStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MakingGuideTest {
  @TempDir Path folder;
  private SqliteStore store;
  private BatchKit kit;
  private Batches<Line, Order> orders;
  private Batch may;

  @BeforeEach
  void open() throws IOException {
    Path file = Files.writeString(folder.resolve("may.csv"), "A-1;10\nA-2;2,5\nA-3;5000\n");
    store = SqliteStore.create(folder.resolve("orders.db"));
    kit = BatchKit.open(store, k -> k.handler(new Orders()));
    orders = kit.batches(Orders.TYPE);
    may = orders.create(b -> b.description("May").params(new Orders.File(file.toString())));
    orders.populate(may.id());
    may = orders.get(may.id());
  }

  @AfterEach
  void close() {
    kit.close();
  }

  @Test
  void a_file_is_on_record_with_its_size_and_hash() {
    assertThat(String.valueOf(may.source() == null ? null : may.source().text()))
        .contains("may.csv", "\"size\":24", "\"sha256\":");
  }

  @Test
  void a_batch_is_cloned() {
    // shown:begin clone
    Batch june = orders.cloneOf(may.id(), b -> b.key("2026-06").description("June, like May"));
    // shown:end
    assertThat(june.parent()).isEqualTo(may.id());
    assertThat(orders.rows(june.id()).page(10)).hasSize(3);
  }

  @Test
  void a_batch_is_made_from_rows_of_another() {
    // shown:begin rows
    Batch large = orders.create(b -> b.description("To be split"));
    orders.populate(
        large.id(),
        orders
            .rows(may.id())
            .severity(Severity.WARNING)
            .as(row -> new Line(row.value().article(), "1000")));
    // shown:end
    assertThat(orders.rows(large.id()).page(10))
        .extracting(Row::value)
        .containsExactly(new Order("A-3", 1000L));
    assertThat(orders.get(large.id()).parent()).isEqualTo(may.id());
  }

  @Test
  void a_batch_is_made_from_a_query() throws SQLException {
    var database = store.dataSource();
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate("CREATE TABLE stock (article TEXT, pieces INTEGER)");
      statement.executeUpdate("INSERT INTO stock VALUES ('A-7', 3), ('A-8', 70)");
    }
    // shown:begin query
    Batch low = orders.create(b -> b.description("What runs out"));
    orders.populate(
        low.id(),
        RowSource.query(
            database,
            "SELECT article, 100 - pieces FROM stock WHERE pieces < ?",
            List.of(10),
            stock -> new Line(stock.getString(1), stock.getString(2))));
    // shown:end
    assertThat(orders.rows(low.id()).page(10))
        .extracting(Row::value)
        .containsExactly(new Order("A-7", 97L));
  }
}
