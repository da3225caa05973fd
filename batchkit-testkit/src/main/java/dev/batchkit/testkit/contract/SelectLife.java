package dev.batchkit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.batchkit.RowSelection;
import dev.batchkit.batch.BatchId;
import dev.batchkit.batch.Row;
import dev.batchkit.batch.RowStatus;
import dev.batchkit.batch.Severity;
import dev.batchkit.error.InvalidValue;
import dev.batchkit.spi.BatchType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Reading rows by conditions on them, in an order of them, page by page. */
interface SelectLife extends LifeFixture {
  private BatchId priced() {
    return populated(
        new PriceLine("A-1", "one", "9.50"),
        new PriceLine("A-2", "two", "100"),
        new PriceLine("A-3", "three", "-1"),
        new PriceLine("A-4", "four", "10.00"),
        new PriceLine("A-5", "five", "none"),
        new PriceLine("A-6", "six", "10"));
  }

  private static List<String> skus(List<Row<PriceRow>> rows) {
    return rows.stream().map(row -> String.valueOf(row.value().sku())).toList();
  }

  @Test
  default void decimalsSortByValueNullsFirstAndTiesBySequence() {
    RowSelection<PriceRow> byPrice = prices().rows(priced()).sortedBy("newPrice");
    assertThat(skus(byPrice.page(10))).containsExactly("A-5", "A-3", "A-1", "A-4", "A-6", "A-2");
  }

  @Test
  default void aSortedSelectionIsPagedFromRowToRowInBothDirections() {
    BatchId id = priced();
    for (boolean descending : new boolean[] {false, true}) {
      RowSelection<PriceRow> all = prices().rows(id);
      RowSelection<PriceRow> sorted =
          descending ? all.sortedByDescending("newPrice") : all.sortedBy("newPrice");
      List<String> paged = new ArrayList<>();
      List<Row<PriceRow>> page = sorted.page(1);
      while (!page.isEmpty()) {
        paged.addAll(skus(page));
        page = sorted.after(page.get(0).sequence()).page(1);
      }
      assertThat(paged).isEqualTo(skus(sorted.page(10)));
    }
  }

  @Test
  default void rowsAreFoundByValueAndByRange() {
    BatchId id = priced();
    BigDecimal nine = new BigDecimal("9");
    assertThat(skus(prices().rows(id).where("sku", "A-2").page(10))).containsExactly("A-2");
    assertThat(skus(prices().rows(id).where("newPrice", BigDecimal.TEN).page(10)))
        .containsExactly("A-4", "A-6");
    assertThat(skus(prices().rows(id).between("newPrice", nine, null).page(10)))
        .containsExactly("A-1", "A-2", "A-4", "A-6");
    assertThat(skus(prices().rows(id).between("newPrice", null, nine).page(10)))
        .containsExactly("A-3");
  }

  @Test
  default void aComponentThatTheRowsDoNotHaveIsRefusedByName() {
    RowSelection<PriceRow> rows = prices().rows(priced());
    assertThatThrownBy(() -> rows.sortedBy("prize"))
        .isInstanceOf(InvalidValue.class)
        .hasMessageContaining("prize")
        .hasMessageContaining("new_price");
    assertThatThrownBy(() -> rows.where("sku\" OR 1=1 --", "x")).isInstanceOf(InvalidValue.class);
    assertThatThrownBy(() -> rows.where("newPrice", "12.30")).isInstanceOf(InvalidValue.class);
  }

  /** Every selection of these rows that differs in order or conditions. */
  private List<RowSelection<PriceRow>> selections(BatchId id) {
    RowSelection<PriceRow> all = prices().rows(id);
    List<RowSelection<PriceRow>> narrowed =
        List.of(
            all,
            all.severity(Severity.WARNING),
            all.status(Severity.OK, Severity.ERROR),
            all.problem("WARNING"),
            all.problemIn("price"),
            all.between("newPrice", BigDecimal.ONE, null),
            all.problemIn("name").between("sku", "A1", "A7"),
            all.severity(Severity.OK).where("sku", "A10"));
    List<RowSelection<PriceRow>> selections = new ArrayList<>(narrowed);
    for (RowSelection<PriceRow> one : narrowed) {
      for (String component : List.of("sku", "name", "oldPrice", "newPrice")) {
        selections.add(one.sortedBy(component));
        selections.add(one.sortedByDescending(component));
      }
    }
    return selections;
  }

  @Test
  default void pagesBackwardsAreThePagesForwardsInEveryOrder() {
    Random random = new Random(20261120);
    PriceLine[] lines = new PriceLine[60];
    for (int i = 0; i < lines.length; i++) {
      lines[i] =
          Prices.line(
              random.nextInt(9) == 0 ? null : "A" + i,
              List.of("Tea", "Gin", "gone", "").get(random.nextInt(4)),
              List.of("-1", "1.50", "1.5", "none", "20").get(random.nextInt(5)));
      if (random.nextInt(5) == 0) {
        lines[i] = Prices.line(lines[i].sku(), null, lines[i].price());
      }
    }
    BatchId id = populated(lines);
    for (RowSelection<PriceRow> selection : selections(id)) {
      List<Row<PriceRow>> all = selection.page(100);
      assertThat(selection.count()).isEqualTo(all.size());
      assertThat(selection.before(0).page(100)).isEqualTo(all);
      for (int size : new int[] {1, 7, 100}) {
        assertThat(backwards(selection, size)).isEqualTo(all);
        if (!all.isEmpty()) {
          long middle = all.get(all.size() / 2).sequence();
          assertThat(selection.before(middle).page(100)).isEqualTo(all.subList(0, all.size() / 2));
          assertThat(selection.before(middle).count()).isEqualTo(all.size());
          assertThat(selection.before(middle).after(middle).page(100))
              .isEqualTo(all.subList(all.size() / 2 + 1, all.size()));
        }
      }
    }
  }

  private static List<Row<PriceRow>> backwards(RowSelection<PriceRow> selection, int size) {
    List<Row<PriceRow>> found = new ArrayList<>();
    List<Row<PriceRow>> page = selection.before(0).page(size);
    while (!page.isEmpty()) {
      found.addAll(0, page);
      page = selection.before(page.get(0).sequence()).page(size);
    }
    return found;
  }

  @Test
  default void rowsAreFoundByAnyOfTheirProblems() {
    BatchId id =
        populated(
            Prices.line("A-1", "Tea", "1"),
            Prices.line("A-2", null, "none"),
            Prices.line("A-3", null, "-1"),
            Prices.line("A-4", "gone", "2"),
            Prices.line("A-4", "Gin", "2"));
    RowSelection<PriceRow> rows = prices().rows(id);
    assertThat(skus(rows.problem("WARNING").page(10))).containsExactly("A-2", "A-3");
    assertThat(skus(rows.problemIn("price").page(10))).containsExactly("A-2", "A-3");
    assertThat(skus(rows.problemIn("name").severity(Severity.ERROR).page(10)))
        .containsExactly("A-2");
    assertThat(skus(rows.severity(Severity.SKIP).problemIn("name").page(10)))
        .containsExactly("A-4");
    assertThat(rows.problem("DUPLICATE").page(10)).extracting(Row::sequence).containsExactly(5L);
    assertThat(rows.problem("DUPLICATE").count()).isEqualTo(1);
    assertThat(rows.problem("NONE").page(10)).isEmpty();
    assertThat(rows.problem("WARNING").severity(Severity.OK).count()).isZero();
  }

  @Test
  default void conditionsOnTheStatusAreAllMet() {
    BatchId id = priced();
    RowSelection<PriceRow> rows = prices().rows(id);
    assertThat(skus(rows.status(Severity.OK, Severity.ERROR).severity(Severity.ERROR).page(10)))
        .containsExactly("A-5");
    assertThat(rows.severity(Severity.OK).severity(Severity.ERROR).page(10)).isEmpty();
    assertThat(rows.severity(Severity.OK).severity(Severity.ERROR).count()).isZero();
    assertThat(rows.count()).isEqualTo(6);
  }

  /** Statuses of a type's own, of which one is in order. */
  enum Note implements RowStatus {
    NEW;

    @Override
    public String code() {
      return name();
    }

    @Override
    public String label() {
      return "New";
    }

    @Override
    public Severity severity() {
      return Severity.OK;
    }
  }

  @Test
  default void aProblemThatIsInOrderIsFoundUnderAnyStatus() {
    BatchType<PriceLine, PriceLine> type =
        BatchType.of("life-notes", PriceLine.class).statuses(Note.class);
    ScriptedHandler<PriceLine, PriceLine> scripted =
        new ScriptedHandler<>(
            type,
            (in, row) -> {
              if (in.name() == null) {
                row.problem(Note.NEW, "name", "is new");
              }
              return in;
            });
    scripted.rows(Prices.line("A1", "Tea", "1"), Prices.line("A2", null, "1"));
    var door = another(options -> options.handler(scripted)).batches(type);
    BatchId id = door.create(draft -> draft).id();
    door.populate(id);
    assertThat(door.rows(id).problem("NEW").page(10)).extracting(Row::sequence).containsExactly(2L);
    assertThat(door.rows(id).problemIn("name").count()).isEqualTo(1);
  }

  @Test
  default void aProblemIsNeverOk() {
    handler()
        .refresher(
            (in, row) -> {
              row.problem(Severity.OK, "name", "is fine");
              return new PriceRow(in.sku(), in.name(), null, null);
            });
    BatchId id = newBatch();
    assertThatThrownBy(() -> populate(id, Prices.lines(1)))
        .isInstanceOf(InvalidValue.class)
        .hasMessageContaining("cannot be OK");
  }

  @Test
  default void aSortedSelectionThatBeginsAtARowThatIsGoneIsRefused() {
    RowSelection<PriceRow> rows = prices().rows(priced());
    assertThatThrownBy(() -> rows.sortedBy("sku").before(4711).page(10))
        .isInstanceOf(InvalidValue.class)
        .hasMessageContaining("before");
    assertThat(rows.before(4711).page(10)).hasSize(6);
  }
}
