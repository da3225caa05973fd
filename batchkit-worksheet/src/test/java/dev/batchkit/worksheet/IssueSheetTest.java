package dev.batchkit.worksheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.batchkit.BatchKit;
import dev.batchkit.batch.Severity;
import dev.batchkit.error.InvalidValue;
import dev.batchkit.orchestration.EntryRecording;
import dev.batchkit.orchestration.Issue;
import dev.batchkit.orchestration.Nature;
import dev.batchkit.orchestration.Recording;
import dev.batchkit.testkit.InMemoryStore;
import dev.batchkit.testkit.ManualClock;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IssueSheetTest {
  private static final Nature LOAD = Nature.of("load", "Load");

  @TempDir Path folder;

  private BatchKit kit;
  private IssueSheet sheets;
  private Path file;

  @BeforeEach
  void open() {
    ManualClock clock = ManualClock.at("2026-05-04T09:08:07Z");
    kit = BatchKit.open(InMemoryStore.create(), k -> k.discoverIn(null).clock(clock));
    sheets = IssueSheet.of(kit.orchestration());
    file = folder.resolve("issues.csv");
  }

  @AfterEach
  void close() {
    kit.close();
  }

  @Test
  void an_issue_is_a_line() throws IOException {
    String session = recorded("acme.csv", "The price is -3 EUR", "-3");
    assertThat(sheets.write(session, file)).isEqualTo(2);
    assertThat(Files.readString(file))
        .isEqualTo(
            "\uFEFFentry,severity,type,row,column,message,remediation,found_at\r\n"
                + "acme.csv,ERROR,Range Violation,17,price,The price is [not shown] EUR,"
                + "Ask ACME,2026-05-04T09:08:07.000Z\r\n"
                + ",WARNING,Structural,,,No header,,2026-05-04T09:08:07.000Z\r\n");
  }

  @Test
  void invalid_values_are_written_when_asked_for() throws IOException {
    String session = recorded("acme.csv", "The price is -3 EUR", "-3");
    sheets.withInvalidValues().separator(';').write(session, file);
    assertThat(Files.readAllLines(file))
        .element(1)
        .isEqualTo(
            "acme.csv;ERROR;Range Violation;17;price;The price is -3 EUR;Ask ACME;"
                + "2026-05-04T09:08:07.000Z;-3");
  }

  @Test
  void no_cell_is_a_formula() throws IOException {
    String session = recorded("=cmd|'/c calc'!A0", "@SUM(A1:A9)", "+1+2");
    sheets.withInvalidValues().write(session, file);
    NamedCsvRecord line = records().get(0);
    assertThat(line.getField("entry")).isEqualTo("'=cmd|'/c calc'!A0");
    assertThat(line.getField("message")).isEqualTo("'@SUM(A1:A9)");
    assertThat(line.getField("invalid_value")).isEqualTo("'+1+2");
  }

  @Test
  void more_issues_than_a_page_are_all_there_in_their_order() throws IOException {
    String id;
    try (Recording load = kit.orchestration().record(LOAD, "1", null)) {
      id = load.id();
      for (int i = 0; i < 2_345; i++) {
        int row = i;
        Issue unused = load.issue(x -> x.type("T").message("m").row(row));
      }
      load.finish();
    }
    assertThat(sheets.write(id, file)).isEqualTo(2_345);
    assertThat(records()).extracting(line -> line.getField("row")).hasSize(2_345).endsWith("2344");
  }

  @Test
  void a_file_that_is_there_is_left_alone() throws IOException {
    Files.writeString(file, "mine");
    assertThatThrownBy(() -> sheets.write("s", file))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(file).hasContent("mine");
    assertThatThrownBy(() -> sheets.separator('x')).isInstanceOf(InvalidValue.class);
  }

  private String recorded(String source, String message, String value) {
    try (Recording load = kit.orchestration().record(LOAD, "1", null)) {
      try (EntryRecording entry = load.entry(source)) {
        Issue unused =
            entry.issue(
                i ->
                    i.type("Range Violation")
                        .message(message)
                        .row(17)
                        .column("price")
                        .invalidValue(value)
                        .remediation("Ask ACME"));
        entry.finish();
      }
      Issue unused =
          load.issue(i -> i.type("Structural").message("No header").severity(Severity.WARNING));
      load.finish();
      return load.id();
    }
  }

  private List<NamedCsvRecord> records() throws IOException {
    String text = Files.readString(file).substring(1);
    return CsvReader.builder().ofNamedCsvRecord(text).stream().toList();
  }
}
