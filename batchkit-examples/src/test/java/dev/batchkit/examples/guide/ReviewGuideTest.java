package dev.batchkit.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.batchkit.BatchKit;
import dev.batchkit.Batches;
import dev.batchkit.batch.Actor;
import dev.batchkit.batch.BatchId;
import dev.batchkit.batch.Change;
import dev.batchkit.batch.Row;
import dev.batchkit.batch.Severity;
import dev.batchkit.error.StaleRow;
import dev.batchkit.examples.guide.Orders.Line;
import dev.batchkit.examples.guide.Orders.Order;
import dev.batchkit.testkit.InMemoryStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The code of docs/review.md. */
class ReviewGuideTest {
  private BatchKit kit;
  private Batches<Line, Order> orders;
  private BatchId id;

  @BeforeEach
  void open() {
    kit =
        BatchKit.open(InMemoryStore.create(), k -> k.handler(new Orders()))
            .as(Actor.of("ann@shop.example", "buyers"));
    orders = kit.batches(Orders.TYPE);
    id = orders.create(b -> b.description("May")).id();
    orders.addAll(
        id,
        List.of(
            new Line("A-1", "10"),
            new Line("A-2", "2,5"),
            new Line("A-3", "5000"),
            new Line("A-1", "7")));
  }

  @AfterEach
  void close() {
    kit.close();
  }

  @Test
  void rows_are_edited() {
    // shown:begin edit
    Row<Order> added = orders.add(id, new Line("A-9", "1"));

    Row<Order> row = orders.row(id, 2).orElseThrow();
    Row<Order> mended =
        orders.edit(id, row.sequence(), row.version(), in -> new Line(in.article(), "25"));

    orders.remove(id, added.sequence(), added.version());
    // shown:end
    assertThat(mended.value()).isEqualTo(new Order("A-2", 25L));
    assertThat(orders.rows(id).page(10)).hasSize(4);
  }

  @Test
  void a_form_is_shown_and_taken_back() {
    // shown:begin form
    Row<Order> row = orders.row(id, 2).orElseThrow();
    Map<String, String> form = orders.cells(row); // {article=A-2, pieces=2,5}
    // ... the page shows it, with row.version() in a hidden field; a person types ...
    Map<String, String> sent = new LinkedHashMap<>(form);
    sent.put("pieces", "25");
    Row<Order> mended = orders.edit(id, row.sequence(), row.version(), sent);
    // shown:end
    assertThat(mended.status().severity()).isEqualTo(Severity.OK);
  }

  @Test
  void somebody_else_was_faster() {
    Row<Order> row = orders.row(id, 2).orElseThrow();
    orders.edit(id, 2, row.version(), in -> new Line(in.article(), "25"));
    String shown = "";
    // shown:begin stale
    try {
      orders.edit(id, row.sequence(), row.version(), in -> new Line(in.article(), "26"));
    } catch (StaleRow stale) {
      Row<?> present = (Row<?>) stale.present(); // show it, and ask again with its version
      shown = String.valueOf(present);
    }
    // shown:end
    assertThat(shown).contains("sequence 2");
  }

  @Test
  void what_was_changed_is_told() {
    orders.edit(id, 2, 1, in -> new Line(in.article(), "25"));
    StringBuilder out = new StringBuilder();
    // shown:begin history
    for (Change<Line> change : orders.history(id, 2)) {
      out.append(change.at() + " user " + change.byId() + ", " + change.kind() + ": ")
          .append(change.before() + " -> " + change.after() + "\n");
    }
    // shown:end
    assertThat(out.toString()).contains("pieces=2,5", "pieces=25");
  }
}
