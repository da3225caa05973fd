package dev.batchkit.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.batchkit.BatchKit;
import dev.batchkit.Batches;
import dev.batchkit.batch.Actor;
import dev.batchkit.batch.BatchId;
import dev.batchkit.batch.Change;
import dev.batchkit.batch.Row;
import dev.batchkit.batch.Run;
import dev.batchkit.batch.RunOutcome;
import dev.batchkit.batch.Severity;
import dev.batchkit.error.StaleRow;
import dev.batchkit.error.WrongState;
import dev.batchkit.examples.guide.Orders.Line;
import dev.batchkit.examples.guide.Orders.Order;
import dev.batchkit.testkit.InMemoryStore;
import dev.batchkit.worksheet.Worksheet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    Row<Order> removed = orders.remove(id, added.sequence(), added.version());
    orders.restore(id, removed.sequence(), removed.version());
    // shown:end
    assertThat(mended.value()).isEqualTo(new Order("A-2", 25L));
    assertThat(orders.rows(id).page(10)).hasSize(5);
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

  @Test
  void a_change_is_undone() {
    orders.edit(id, 2, 1, in -> new Line(in.article(), "25"));
    // shown:begin undo
    List<Change<Line>> changes = orders.history(id, 2);
    orders.undo(id, changes.get(changes.size() - 1));
    // shown:end
    assertThat(orders.input(orders.row(id, 2).orElseThrow())).isEqualTo(new Line("A-2", "2,5"));
    assertThat(orders.history(id, 2)).hasSize(changes.size() + 1);
  }

  @Test
  void many_rows_are_changed_as_one_action() {
    // shown:begin bulk
    orders.setAll(orders.rows(id).status(Severity.WARNING), "pieces", "1000");
    Run removed = orders.removeAll(orders.rows(id).problem("DUPLICATE"));
    orders.undoAll(removed); // or: orders.restoreAll(orders.rows(id))
    // shown:end
    assertThat(orders.row(id, 3)).map(row -> row.value().pieces()).contains(1000L);
    assertThat(orders.rows(id).page(10)).hasSize(4);
  }

  @Test
  void a_text_is_scanned() {
    // shown:begin scan
    Optional<Row<Order>> row = orders.quickEntry(id, "A-1");
    // shown:end
    assertThat(row).map(found -> found.value().pieces()).contains(11L);
  }

  @Test
  void rows_are_looked_at() {
    // shown:begin read
    var rows = orders.rows(id).problemIn("pieces").sortedByDescending("pieces");
    long count = rows.count();
    List<Row<Order>> first = rows.page(20);
    List<Row<Order>> next = rows.after(first.get(first.size() - 1).sequence()).page(20);
    List<Row<Order>> last = rows.before(0).page(20);
    // shown:end
    assertThat(count).isEqualTo(2);
    assertThat(first).hasSize(2).isEqualTo(last);
    assertThat(next).isEmpty();
    assertThat(orders.breakdown(id)).isNotEmpty();
  }

  @Test
  void a_batch_is_described_anew() {
    // shown:begin amend
    orders.amend(id, b -> b.description("May, corrected").notes("Ask Bob about A-3"));
    // shown:end
    assertThat(orders.get(id).description()).isEqualTo("May, corrected");
  }

  @Test
  void a_batch_is_handed_over() {
    boolean refused = false;
    // shown:begin complete
    orders.complete(id); // from here on nobody edits it
    try {
      orders.add(id, new Line("A-10", "1"));
    } catch (WrongState complete) {
      refused = true;
    }
    orders.incomplete(id); // taken back
    // shown:end
    assertThat(refused).isTrue();
    assertThat(orders.get(id).isComplete()).isFalse();
  }

  @Test
  void a_worksheet_goes_out_and_comes_back(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("orders.csv");
    // shown:begin worksheet
    Worksheet<Line, Order> sheets = Worksheet.of(orders);
    sheets.write(id, file);
    // ... a person edits the file in a spreadsheet and saves it as CSV ...
    Run run = sheets.apply(id, file);
    // shown:end
    assertThat(run.outcome()).isEqualTo(RunOutcome.SUCCESS);
  }
}
