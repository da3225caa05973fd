package dev.batchkit.examples.vendorprices;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PriceListReaderTest {
  @TempDir Path folder;

  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("list.csv");
  }

  @Test
  void reads_quotes_commas_and_line_breaks() throws Exception {
    write("SKU,Name,Price\r\n1,\"Saw, 22\"\"\",5\r\n2,\"Pan,\nlarge\",\"1,234.50\"\r\n", UTF_8);
    assertThat(lines(list("UTF-8")))
        .containsExactly(
            new PriceLine("1", "Saw, 22\"", "5"), new PriceLine("2", "Pan,\nlarge", "1,234.50"));
  }

  @Test
  void skips_a_byte_order_mark_before_a_quoted_header() throws Exception {
    write("\uFEFF\"SKU\",\"Name\",\"Price\"\n1,Saw,5\n", UTF_8);
    assertThat(lines(list("UTF-8"))).containsExactly(new PriceLine("1", "Saw", "5"));
  }

  @Test
  void finds_columns_in_any_order_and_case() throws Exception {
    write(" price ,x,NAME,sKu\n5,?,Saw,1\n", UTF_8);
    assertThat(lines(list("UTF-8"))).containsExactly(new PriceLine("1", "Saw", "5"));
  }

  @Test
  void gives_null_for_what_a_short_line_has_not_and_passes_by_what_a_long_one_has_more()
      throws Exception {
    write("SKU,Name,Price\n1\n2,Saw,5,6,7\n", UTF_8);
    assertThat(lines(list("UTF-8")))
        .containsExactly(new PriceLine("1", null, null), new PriceLine("2", "Saw", "5"));
  }

  @Test
  void passes_by_blank_lines() throws Exception {
    write("SKU,Name,Price\n\n , ,\n1,Saw,5\n,,\n\n", UTF_8);
    assertThat(lines(list("UTF-8"))).hasSize(1);
  }

  @Test
  void reads_other_encodings() throws Exception {
    for (Charset charset : List.of(ISO_8859_1, UTF_16)) {
      write("SKU,Name,Price\n1,Caf\u00E9,5\n", charset);
      assertThat(lines(list(charset.name()))).containsExactly(new PriceLine("1", "Caf\u00E9", "5"));
    }
  }

  @Test
  void refuses_what_is_in_another_encoding() throws Exception {
    write("SKU,Name,Price\n" + "1,Saw,5\n".repeat(9_000) + "2,Caf\u00E9,5\n", ISO_8859_1);
    assertThatThrownBy(() -> lines(list("UTF-8")))
        .isInstanceOf(PriceListException.class)
        .hasMessageContaining("not encoded in UTF-8")
        .hasMessageContaining("--encoding");
  }

  @Test
  void refuses_an_encoding_that_fails_in_the_header() throws Exception {
    write("SKU,Name,Price,Caf\u00E9\n", ISO_8859_1);
    assertThatThrownBy(() -> lines(list("UTF-8"))).hasMessageContaining("--encoding");
  }

  @Test
  void names_all_missing_columns_those_of_the_file_and_the_options() throws Exception {
    write("StockCode,Name,UnitPrice\n1,Saw,5\n", UTF_8);
    assertThatThrownBy(() -> lines(list("UTF-8")))
        .isInstanceOf(PriceListException.class)
        .hasMessageContainingAll(
            "\"SKU\"; name another with --sku-column",
            "\"Price\"; name another with --price-column",
            "\"StockCode\", \"Name\", \"UnitPrice\"");
  }

  @Test
  void refuses_a_column_that_stands_there_twice() throws Exception {
    write("SKU,Name,Price,price\n1,Saw,5,6\n", UTF_8);
    assertThatThrownBy(() -> lines(list("UTF-8")))
        .hasMessageContaining("several columns \"Price\"");
  }

  @Test
  void refuses_an_empty_file() throws Exception {
    write("", UTF_8);
    assertThatThrownBy(() -> lines(list("UTF-8"))).hasMessageContaining("it is empty");
  }

  @Test
  void refuses_a_quote_that_never_ends() throws Exception {
    write("SKU,Name,Price\n1,\"Saw,5\n2,Pan,6\n", UTF_8);
    assertThatThrownBy(() -> lines(list("UTF-8")))
        .isInstanceOf(PriceListException.class)
        .hasMessageContaining("no readable CSV");
  }

  @Test
  void bears_spaces_around_quotes() throws Exception {
    write("SKU, \"Name\" ,Price\n1 , \"Saw, 22\" ,5\n", UTF_8);
    assertThat(lines(list("UTF-8"))).containsExactly(new PriceLine("1 ", "Saw, 22", "5"));
  }

  @Test
  void refuses_a_file_that_is_not_there_and_a_folder() throws Exception {
    assertThatThrownBy(() -> PriceSource.fingerprint(PriceSource.file(file)))
        .isInstanceOf(PriceListException.class)
        .hasMessageContaining("There is no file");
    assertThatThrownBy(() -> PriceSource.fingerprint(PriceSource.file(folder)))
        .isInstanceOf(PriceListException.class)
        .hasMessageContaining("cannot be read");
  }

  @Test
  void finds_out_that_a_list_changed_after_its_batch_was_created() throws Exception {
    write("SKU,Name,Price\n1,Saw,5\n", UTF_8);
    PriceList list = list("UTF-8");
    write("SKU,Name,Price\n1,Saw,6\n", UTF_8);
    assertThatThrownBy(() -> lines(list)).hasMessageContaining("has changed");
  }

  @Test
  void knows_the_shipped_lists() throws Exception {
    assertThat(PriceSource.fingerprint(PriceSource.shipped("acme-2026-05")).lines())
        .isGreaterThan(4_000);
    assertThatThrownBy(() -> PriceSource.fingerprint(PriceSource.shipped("acme-1999-01")))
        .isInstanceOf(PriceListException.class)
        .hasMessageContaining("--csv");
  }

  private void write(String text, Charset charset) throws IOException {
    Files.write(file, text.getBytes(charset));
  }

  private PriceList list(String encoding) throws PriceListException {
    String source = PriceSource.file(file);
    var content = PriceSource.fingerprint(source);
    return new PriceList(
        source, content.sha256(), content.lines(), encoding, "SKU", "Name", "Price", 50);
  }

  private static List<PriceLine> lines(PriceList list) throws PriceListException, IOException {
    List<PriceLine> lines = new ArrayList<>();
    try (PriceListReader reader = PriceListReader.open(list)) {
      for (PriceLine line = reader.next(); line != null; line = reader.next()) {
        lines.add(line);
      }
      reader.checkContent();
    }
    return lines;
  }
}
