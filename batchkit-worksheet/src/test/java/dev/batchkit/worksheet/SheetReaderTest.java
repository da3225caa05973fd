package dev.batchkit.worksheet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.batchkit.spi.RowEdits;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a worksheet says, line by line. */
class SheetReaderTest {
  private static final String HEADER =
      "row:sequence,row:version,row:check,row:action,row:status,row:problems,sku,price\r\n";

  @TempDir Path folder;

  private final List<String> taken = new ArrayList<>();

  private final RowEdits.Taker taker =
      new RowEdits.Taker() {
        @Override
        public void add(Map<String, ?> cells) {
          taken.add("add " + cells);
        }

        @Override
        public void edit(long sequence, long version, Map<String, ?> cells) {
          taken.add("edit " + sequence + "/" + version + " " + cells);
        }

        @Override
        public void remove(long sequence, long version) {
          taken.add("remove " + sequence + "/" + version);
        }

        @Override
        public void fault(String fault) {
          taken.add("fault " + fault);
        }
      };

  private List<String> read(String sheet) throws IOException {
    return read(sheet, StandardCharsets.UTF_8);
  }

  private List<String> read(String sheet, Charset charset) throws IOException {
    Path file = folder.resolve("sheet.csv");
    Files.writeString(file, sheet, charset);
    try (SheetCopy copy = SheetCopy.of(file)) {
      new SheetReader(copy, List.of("sku", "price")).giveTo(taker);
    }
    return taken;
  }

  private static String check(long sequence, long version, String... cells) {
    return Sheet.check(sequence, version, List.of(cells));
  }

  @Test
  void a_line_that_nobody_changed_says_nothing() throws IOException {
    assertThat(read(HEADER + "1,1," + check(1, 1, "A", "2.50") + ",,OK,,A,2.50\r\n")).isEmpty();
  }

  @Test
  void a_line_whose_line_breaks_a_spreadsheet_changed_says_nothing() throws IOException {
    String check = check(1, 1, "A\r\nB", "2.50");
    assertThat(read(HEADER + "1,1," + check + ",,OK,,\"A\nB\",2.50\r\n")).isEmpty();
  }

  @Test
  void a_changed_cell_is_an_edit_with_all_cells() throws IOException {
    assertThat(read(HEADER + "1,3," + check(1, 3, "A", "2.50") + ",,OK,,A,3\r\n"))
        .containsExactly("edit 1/3 {sku=A, price=3}");
  }

  @Test
  void a_line_without_row_is_a_new_one_and_a_blank_one_is_none() throws IOException {
    assertThat(read(HEADER + ",,,,,,'=B,4\r\n,,,,,,,\r\n\r\n"))
        .containsExactly("add {sku==B, price=4}");
  }

  @Test
  void remove_is_an_action() throws IOException {
    assertThat(read(HEADER + "7,2," + check(7, 2, "A", "1") + ", Remove ,OK,,A,1\r\n"))
        .containsExactly("remove 7/2");
  }

  @Test
  void columns_may_be_moved_and_separated_by_semicolons_or_tabs_and_have_a_byte_order_mark()
      throws IOException {
    for (char separator : SheetReader.SEPARATORS.toCharArray()) {
      taken.clear();
      String sheet =
          "\uFEFFprice,row:check,sku,row:version,row:sequence\n3,"
              + check(1, 1, "A", "2")
              + ",A,1,1\n";
      assertThat(read(sheet.replace(',', separator))).containsExactly("edit 1/1 {sku=A, price=3}");
    }
  }

  @Test
  void all_faults_are_told_with_their_lines() throws IOException {
    String check = check(1, 1, "A", "1");
    assertThat(
            read(
                HEADER
                    + "1,1,"
                    + check
                    + ",destroy,OK,,A,1\r\n"
                    + "one,1,"
                    + check
                    + ",,OK,,A,1\r\n"
                    + ",,,remove,,,A,1\r\n"
                    + "1,1,"
                    + check
                    + ",,OK,,A,1,more\r\n"))
        .containsExactly(
            "fault line 2: row:action must be empty or remove",
            "fault line 3: row:sequence and row:version are not as written",
            "fault line 4: a line without row:sequence cannot be removed; delete it",
            "fault line 5: has more cells than the header");
  }

  @Test
  void a_header_that_cannot_be_understood_is_told_once() throws IOException {
    assertThat(read("row:sequence,row:version,sku,sku,colour\r\n1,1,A,A,red\r\n"))
        .containsExactly(
            "fault line 1: column 4 has the name of an earlier one",
            "fault line 1: column 5 is none of [sku, price]",
            "fault line 1: the column row:check is missing");
  }

  @Test
  void an_empty_file_a_wrong_encoding_and_a_torn_quote_are_faults() throws IOException {
    assertThat(read("")).containsExactly("fault line 1: there is no header");
    taken.clear();
    assertThat(read(HEADER + ",,,,,,Käse,1\r\n", StandardCharsets.ISO_8859_1))
        .containsExactly("fault the file is not in UTF-8; save it as CSV UTF-8");
    taken.clear();
    assertThat(read(HEADER + ",,,,,,\"A,1\r\n"))
        .containsExactly(
            "fault the file is no readable CSV: a quote is not closed, or stands where none may");
  }
}
