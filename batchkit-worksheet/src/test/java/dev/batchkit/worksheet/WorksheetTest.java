package dev.batchkit.worksheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import dev.batchkit.BatchKit;
import dev.batchkit.Batches;
import dev.batchkit.batch.Actor;
import dev.batchkit.batch.BatchId;
import dev.batchkit.batch.Change;
import dev.batchkit.batch.Row;
import dev.batchkit.batch.Run;
import dev.batchkit.batch.RunOutcome;
import dev.batchkit.batch.Severity;
import dev.batchkit.error.InvalidValue;
import dev.batchkit.testkit.InMemoryStore;
import dev.batchkit.testkit.contract.PriceLine;
import dev.batchkit.testkit.contract.PriceRow;
import dev.batchkit.testkit.contract.Prices;
import dev.batchkit.testkit.contract.ScriptedHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorksheetTest {
  private static final long SEED = 20_260_504;
  private static final int SKU = 6;
  private static final int NAME = 7;
  private static final int PRICE = 8;

  @TempDir Path folder;

  private final ScriptedHandler<PriceLine, PriceRow> handler = Prices.handler();
  private BatchKit kit;
  private Batches<PriceLine, PriceRow> prices;
  private Path sheet;

  @BeforeEach
  void open() {
    kit =
        BatchKit.open(InMemoryStore.create(), k -> k.discoverIn(null).handler(handler))
            .as(Actor.of("ann@acme.example"));
    prices = kit.batches(Prices.TYPE);
    sheet = folder.resolve("sheet.csv");
  }

  @AfterEach
  void close() {
    kit.close();
  }

  private BatchId populated(PriceLine... lines) {
    handler.rows(lines);
    BatchId id = prices.create(draft -> draft).id();
    prices.populate(id);
    return id;
  }

  private List<PriceLine> inputs(BatchId id) {
    return prices.rows(id).page(10_000).stream().map(prices::input).toList();
  }

  /** What a person does in a spreadsheet: lines as lists of cells, the header first. */
  private void edit(UnaryOperator<List<List<String>>> person) throws IOException {
    List<List<String>> lines = new ArrayList<>();
    try (CsvReader<CsvRecord> reader =
        CsvReader.builder().detectBomHeader(true).ofCsvRecord(sheet)) {
      reader.forEach(line -> lines.add(new ArrayList<>(line.getFields())));
    }
    List<List<String>> edited = person.apply(lines);
    Files.delete(sheet);
    try (CsvWriter writer = CsvWriter.builder().build(sheet)) {
      edited.forEach(writer::writeRecord);
    }
  }

  private void set(int line, int column, String cell) throws IOException {
    edit(
        lines -> {
          lines.get(line).set(column, cell);
          return lines;
        });
  }

  @Test
  void a_cell_that_is_edited_is_an_edit_of_its_row() throws IOException {
    BatchId id = populated(Prices.line("A1", "Tea", "1.50"), Prices.line("A2", "Rum", "x"));
    assertThat(Worksheet.of(prices).write(id, sheet)).isEqualTo(2);
    set(2, PRICE, "12.30");
    Run run = Worksheet.of(prices).apply(id, sheet);
    assertThat(run.outcome()).isEqualTo(RunOutcome.SUCCESS);
    assertThat(inputs(id))
        .containsExactly(Prices.line("A1", "Tea", "1.50"), Prices.line("A2", "Rum", "12.30"));
    assertThat(prices.rows(id).severity(Severity.ERROR).page(10)).isEmpty();
    assertThat(prices.history(id, 1)).isEmpty();
    assertThat(prices.history(id, 2)).singleElement().extracting(Change::runId).isEqualTo(run.id());
  }

  @Test
  void lines_are_added_and_removed_sorted_and_left_out() throws IOException {
    BatchId id = populated(Prices.lines(4));
    Worksheet.of(prices).write(id, sheet);
    edit(
        lines -> {
          lines.get(2).set(3, "remove");
          List<String> added =
              new ArrayList<>(List.of("", "", "", "", "", "", "B1", "Gin", "9.00"));
          return List.of(lines.get(0), added, lines.get(4), lines.get(2));
        });
    Worksheet.of(prices).apply(id, sheet);
    assertThat(inputs(id)).extracting(PriceLine::sku).containsExactly("A1", "A3", "A4", "B1");
    assertThat(prices.row(id, 5)).map(Row::version).contains(1L);
  }

  @Test
  void what_was_applied_is_undone_as_one() throws IOException {
    BatchId id = populated(Prices.lines(3));
    List<PriceLine> before = inputs(id);
    Worksheet.of(prices).write(id, sheet);
    edit(
        lines -> {
          lines.get(1).set(NAME, "Tea");
          lines.get(2).set(3, "remove");
          lines.add(List.of("", "", "", "", "", "", "B1", "Gin", "9.00"));
          return lines;
        });
    Run run = Worksheet.of(prices).apply(id, sheet);
    assertThat(inputs(id)).hasSize(3).isNotEqualTo(before);
    prices.undoAll(run);
    assertThat(inputs(id)).isEqualTo(before);
  }

  @Test
  void all_faults_are_told_at_once_and_nothing_is_changed() throws IOException {
    BatchId id = populated(Prices.lines(5));
    Worksheet.of(prices).write(id, sheet);
    prices.edit(id, 1, 1, in -> new PriceLine(in.sku(), "changed meanwhile", in.price()));
    prices.remove(id, 2, 1);
    edit(
        lines -> {
          lines.get(1).set(NAME, "mine");
          lines.get(2).set(NAME, "mine");
          lines.get(3).set(0, "77");
          lines.get(4).set(3, "burn");
          lines.get(5).set(NAME, "good");
          return lines;
        });
    List<PriceLine> before = inputs(id);
    long version = prices.get(id).version();
    InvalidValue refused =
        catchThrowableOfType(InvalidValue.class, () -> Worksheet.of(prices).apply(id, sheet));
    assertThat(refused.faults())
        .containsExactlyInAnyOrder(
            "row 1: was changed meanwhile: it is at version 2, not at 1",
            "row 2: was changed meanwhile: it is at version 2, not at 1",
            "row 77: is not there",
            "line 5: row:action must be empty or remove");
    assertThat(inputs(id)).isEqualTo(before);
    assertThat(prices.get(id).version()).isEqualTo(version);
    assertThat(prices.get(id).needsRefresh()).isFalse();
    prices.execute(id);
  }

  @Test
  void a_line_that_nobody_edited_is_passed_by_although_its_row_was() throws IOException {
    BatchId id = populated(Prices.lines(2));
    Worksheet.of(prices).write(id, sheet);
    prices.edit(id, 1, 1, in -> new PriceLine(in.sku(), "changed meanwhile", in.price()));
    set(2, NAME, "mine");
    Worksheet.of(prices).apply(id, sheet);
    assertThat(inputs(id)).extracting(PriceLine::name).containsExactly("changed meanwhile", "mine");
  }

  @Test
  void a_worksheet_applied_twice_is_refused_the_second_time() throws IOException {
    BatchId id = populated(Prices.lines(1));
    Worksheet.of(prices).write(id, sheet);
    set(1, NAME, "Tea");
    Worksheet.of(prices).apply(id, sheet);
    Worksheet.of(prices).apply(id, sheet); // says what is there already
    prices.edit(id, 1, 2, in -> new PriceLine(in.sku(), "Rum", in.price()));
    assertThatThrownBy(() -> Worksheet.of(prices).apply(id, sheet))
        .isInstanceOf(InvalidValue.class)
        .hasMessageContaining("row 1: was changed meanwhile");
  }

  @Test
  void hostile_text_goes_out_and_comes_back_as_it_was() throws IOException {
    Random random = new Random(SEED);
    PriceLine[] lines = new PriceLine[400];
    for (int i = 0; i < lines.length; i++) {
      lines[i] = new PriceLine("S" + i, hostile(random), hostile(random));
    }
    BatchId id = populated(lines);
    for (char separator : SheetReader.SEPARATORS.toCharArray()) {
      Files.deleteIfExists(sheet);
      Worksheet.of(prices).separator(separator).write(id, sheet);
      Run run = Worksheet.of(prices).apply(id, sheet);
      assertThat(run.done()).as("seed %d", SEED).isZero();
    }
    assertThat(inputs(id)).containsExactly(lines);
    Files.delete(sheet);
    Worksheet.of(prices).write(id, sheet);
    BatchId other = populated(Prices.lines(lines.length));
    copyCells(other);
    Worksheet.of(prices).apply(other, sheet);
    assertThat(inputs(other).stream().map(WorksheetTest::visible).toList())
        .as("seed %d", SEED)
        .isEqualTo(inputs(id).stream().map(WorksheetTest::visible).toList());
  }

  /** Puts the cells of the sheet beside the rows of another batch. */
  private void copyCells(BatchId other) throws IOException {
    List<List<String>> from = new ArrayList<>();
    edit(
        lines -> {
          from.addAll(lines);
          return lines;
        });
    Files.delete(sheet);
    Worksheet.of(prices).write(other, sheet);
    edit(
        lines -> {
          for (int i = 1; i < lines.size(); i++) {
            for (int column = SKU; column <= PRICE; column++) {
              lines.get(i).set(column, from.get(i).get(column));
            }
          }
          return lines;
        });
  }

  /** As a cell shows it: null and the empty text alike. */
  private static List<String> visible(PriceLine line) {
    return List.of(text(line.sku()), text(line.name()), text(line.price()));
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static @Nullable String hostile(Random random) {
    if (random.nextInt(8) == 0) {
      return null;
    }
    String characters = "=+-@'\",;\t\r\n \u0000\uFEFF\u2028äñ\uFF1D\uD83E\uDD161aB|&<";
    StringBuilder text = new StringBuilder();
    for (int length = random.nextInt(9); length > 0; length--) {
      int at = random.nextInt(characters.length());
      char next = characters.charAt(at);
      text.append(Character.isSurrogate(next) ? "\uD83E\uDD16" : String.valueOf(next));
    }
    return text.toString();
  }

  @Test
  void no_cell_of_a_worksheet_is_a_formula() throws IOException {
    BatchId id = populated(Prices.line("=cmd|' /C calc'!A0", "@SUM(1)", "-5"));
    Worksheet.of(prices).write(id, sheet);
    assertThat(Files.readString(sheet, StandardCharsets.UTF_8))
        .startsWith("\uFEFFrow:sequence,row:version,row:check,")
        .contains(",'=cmd|' /C calc'!A0,'@SUM(1),-5");
  }

  @Test
  void a_selection_of_rows_can_be_written() throws IOException {
    BatchId id = populated(Prices.line("A1", "Tea", "1.50"), Prices.line("A2", "Rum", "x"));
    long written = Worksheet.of(prices).write(id, rows -> rows.severity(Severity.ERROR), sheet);
    assertThat(written).isEqualTo(1);
    assertThat(Files.readString(sheet)).contains("A2").doesNotContain("A1");
  }

  @Test
  void a_file_that_is_there_is_not_written_over() throws IOException {
    BatchId id = populated(Prices.lines(1));
    Files.writeString(sheet, "mine");
    assertThatThrownBy(() -> Worksheet.of(prices).write(id, sheet))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(sheet).hasContent("mine");
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(sheet);
    }
  }

  @Test
  void more_than_a_page_of_rows_is_written_and_applied() throws IOException {
    BatchId id = populated(Prices.lines(2_500));
    Worksheet.of(prices).write(id, sheet);
    edit(
        lines -> {
          lines.stream().skip(1).forEach(line -> line.set(NAME, line.get(NAME) + "!"));
          return lines;
        });
    Run run = Worksheet.of(prices).apply(id, sheet);
    assertThat(run.done()).isEqualTo(2_500);
    assertThat(inputs(id)).allMatch(line -> text(line.name()).endsWith("!"));
  }
}
