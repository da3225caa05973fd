package dev.batchkit.examples;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code vendor-prices} as a person runs it. */
class VendorPricesTest {
  @TempDir Path folder;

  private Path file;
  private Database database;

  @BeforeEach
  void name() {
    file = folder.resolve("prices.db");
    database = new Database(file);
  }

  @Test
  void imports_the_shipped_list_once_however_often_it_is_run() throws Exception {
    Program first = Program.run("vendor-prices", "--db", file, "--yes");
    List<String> products = database.rows("SELECT * FROM product ORDER BY sku");
    Program second = Program.run("vendor-prices", "--db", file, "--yes");

    assertThat(first.exitCode()).as(first.output()).isZero();
    assertThat(first.output())
        .contains("Bad price", "Duplicate", "No SKU", "Zero price", "Audit trail", "Seal")
        .contains("every part of batch 1 is as it was when it was frozen");
    assertThat(products).hasSizeBetween(3_800, 3_960);

    assertThat(second.exitCode()).as(second.output()).isZero();
    assertThat(second.output())
        .contains("Batch 1 imported this very list on", "Nothing is changed");
    assertThat(database.rows("SELECT * FROM product ORDER BY sku")).isEqualTo(products);
    assertThat(database.number("SELECT count(*) FROM batch")).isEqualTo(1);
    assertThat(database.number("SELECT count(*) FROM batchkit_run")).isEqualTo(2);
  }

  @Test
  void prints_no_stack_trace_and_no_very_long_lines() {
    Program run = Program.run("vendor-prices", "--db", file, "--yes");
    assertThat(run.output()).doesNotContain("Exception", "\tat ");
    assertThat(run.output().lines().filter(line -> !line.contains("sqlite3")))
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(120));
  }

  @Test
  void sees_what_moved_from_may_to_june() throws Exception {
    Program.run("vendor-prices", "--db", file, "--yes");
    Program june = Program.run("vendor-prices", "--db", file, "--yes", "--sample", "acme-2026-06");

    assertThat(june.exitCode()).as(june.output()).isZero();
    assertThat(june.output()).contains("Price jump", "New price", "New name", "Unchanged", " -> ");
    assertThat(database.number("SELECT count(*) FROM batch WHERE status = 'Success'")).isEqualTo(2);
    assertThat(
            database.number(
                "SELECT count(*) FROM batchkit_row_vendor_prices r JOIN product p USING (sku)"
                    + " WHERE r.batch_id = 2 AND r.row_outcome = 'APPLIED'"
                    + " AND r.new_price <> p.price"))
        .isZero();
  }

  @Test
  void leaves_a_sound_file() throws Exception {
    Program.run("vendor-prices", "--db", file, "--yes");
    assertThat(database.rows("PRAGMA integrity_check")).containsExactly("ok");
    assertThat(database.rows("PRAGMA foreign_key_check")).isEmpty();
  }

  @Test
  void imports_a_list_that_nobody_here_made() throws Exception {
    Path list = folder.resolve("retail.csv");
    Files.writeString(
        list,
        """
        InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country
        536365,85123A,WHITE HANGING HEART T-LIGHT HOLDER,6,12/1/10 8:26,2.55,17850,United Kingdom
        536365,71053,"LANTERN, ""WHITE"" METAL",6,12/1/10 8:26,3.39,17850,United Kingdom
        536373,85123A,WHITE HANGING HEART T-LIGHT HOLDER,6,12/1/10 9:02,2.95,17850,United Kingdom
        536370,POST,POSTAGE,3,12/1/10 8:45,18,12583,France
        C536379,D,Discount,-1,12/1/10 9:41,27.5,14527,United Kingdom
        536414,22139,,56,12/1/10 11:52,0,,United Kingdom
        A563185,B,Adjust bad debt,1,8/12/11 14:50,-11062.06,,United Kingdom
        536597,gift_0001_20,Dotcomgiftshop Gift Voucher £20.00,1,12/1/10 9:00,16.67,,United Kingdom
        536598,,?,1,12/1/10 9:00,1.00,,United Kingdom
        536599,84029G,KNITTED BOTTLE,1,12/1/10 9:00,"1.234,00",,United Kingdom
        """,
        UTF_8);
    Program run =
        Program.run(
            "vendor-prices",
            "--db",
            file,
            "--yes",
            "--csv",
            list,
            "--sku-column",
            "StockCode",
            "--name-column",
            "Description",
            "--price-column",
            "UnitPrice");

    assertThat(run.exitCode()).as(run.output()).isZero();
    assertThat(database.rows("SELECT sku, name, price FROM product ORDER BY sku"))
        .containsExactly(
            "22139|null|0",
            "71053|LANTERN, \"WHITE\" METAL|3.39",
            "85123A|WHITE HANGING HEART T-LIGHT HOLDER|2.55",
            "gift_0001_20|Dotcomgiftshop Gift Voucher £20.00|16.67");
    assertThat(
            database.rows(
                "SELECT row_status, count(*) FROM batchkit_row_vendor_prices"
                    + " GROUP BY row_status ORDER BY row_status"))
        .containsExactly(
            "BAD_PRICE|1", "DUPLICATE|1", "NEW|3", "NO_NAME|1", "NO_PRODUCT|3", "NO_SKU|1");
  }

  @Test
  void names_columns_that_are_missing_before_it_makes_a_file() throws Exception {
    Path list = folder.resolve("list.csv");
    Files.writeString(list, "Code,Product Name,Unit Price\n1,Saw,5\n");
    Program run = Program.run("vendor-prices", "--db", file, "--yes", "--csv", list);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.output()).contains("no column \"SKU\"", "--sku-column", "\"Code\"");
    assertThat(file).doesNotExist();
  }

  @Test
  void a_wrong_column_can_be_put_right() throws Exception {
    Path list = folder.resolve("list.csv");
    Files.writeString(list, "SKU,Product Name,Unit Price,Net\nA1,Saw,5,4\n");
    Program.run("vendor-prices", "--db", file, "--yes", "--csv", list);
    Program.run("vendor-prices", "--db", file, "--yes", "--csv", list, "--price-column", "Net");
    assertThat(database.rows("SELECT sku, price FROM product")).containsExactly("A1|4");
  }

  @Test
  void a_wrong_encoding_can_be_put_right() throws Exception {
    Path list = folder.resolve("list.csv");
    String lines = "A1,Saw,5\n".repeat(2_000) + "A2,Caf\u00E9 press,6\n";
    Files.writeString(list, "SKU,Product Name,Unit Price\n" + lines, ISO_8859_1);
    Program wrong = Program.run("vendor-prices", "--db", file, "--yes", "--csv", list);
    Program right =
        Program.run(
            "vendor-prices", "--db", file, "--yes", "--csv", list, "--encoding", "ISO-8859-1");

    assertThat(wrong.exitCode()).isEqualTo(1);
    assertThat(wrong.output()).contains("not encoded in UTF-8", "--encoding");
    assertThat(right.exitCode()).as(right.output()).isZero();
    assertThat(database.rows("SELECT sku, name FROM product ORDER BY sku"))
        .containsExactly("A1|Saw", "A2|Caf\u00E9 press");
  }

  @Test
  void the_same_list_under_another_name_is_the_same_list() throws Exception {
    Path list = folder.resolve("list.csv");
    Files.writeString(list, "SKU,Product Name,Unit Price\nA1,Saw,5\n");
    Path copy = Files.copy(list, folder.resolve("copy.csv"));
    Program.run("vendor-prices", "--db", file, "--yes", "--csv", list);
    Program again = Program.run("vendor-prices", "--db", file, "--yes", "--csv", copy);
    assertThat(again.exitCode()).isZero();
    assertThat(again.output()).contains("Batch 1 imported this very list");
  }

  @Test
  void imports_a_list_without_lines() throws Exception {
    Path list = folder.resolve("list.csv");
    Files.writeString(list, "SKU,Product Name,Unit Price\n");
    Program run = Program.run("vendor-prices", "--db", file, "--yes", "--csv", list);
    assertThat(run.exitCode()).as(run.output()).isZero();
    assertThat(database.number("SELECT count(*) FROM product")).isZero();
  }

  @Test
  void refuses_a_database_of_another_program_and_leaves_it_alone() throws Exception {
    database.run("CREATE TABLE mine(x)");
    byte[] before = Files.readAllBytes(file);
    Program run = Program.run("vendor-prices", "--db", file, "--yes");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.output()).contains("prices.db").doesNotContain("\tat ");
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
  }

  @Test
  void refuses_what_is_no_database() throws Exception {
    Files.writeString(
        file,
        "this is a shopping list, and longer than a header of SQLite would be, "
            + "so that nobody can take it for an empty file");
    Program run = Program.run("vendor-prices", "--db", file, "--yes");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.output()).doesNotContain("\tat ");
  }

  @Test
  void refuses_wrong_command_lines() {
    assertThat(Program.run().exitCode()).isEqualTo(2);
    assertThat(Program.run("vendor-price").exitCode()).isEqualTo(2);
    assertThat(Program.run("vendor-prices", "--cvs", "x").exitCode()).isEqualTo(2);
    assertThat(Program.run("vendor-prices", "--jump", "0").exitCode()).isEqualTo(2);
    assertThat(Program.run("vendor-prices", "--encoding", "utf-99").exitCode()).isEqualTo(2);
  }

  @Test
  void helps() {
    Program help = Program.run("vendor-prices", "--help");
    assertThat(help.exitCode()).isZero();
    assertThat(help.output().replaceAll("\\s+", " "))
        .contains("--csv=FILE", "Default: prices.db", "Exit codes");
  }
}
