package dev.batchkit.examples.vendorprices;

import static dev.batchkit.examples.vendorprices.PriceStatus.BAD_PRICE;
import static dev.batchkit.examples.vendorprices.PriceStatus.CHANGED;
import static dev.batchkit.examples.vendorprices.PriceStatus.NEGATIVE_PRICE;
import static dev.batchkit.examples.vendorprices.PriceStatus.NEW;
import static dev.batchkit.examples.vendorprices.PriceStatus.NO_NAME;
import static dev.batchkit.examples.vendorprices.PriceStatus.NO_PRODUCT;
import static dev.batchkit.examples.vendorprices.PriceStatus.NO_SKU;
import static dev.batchkit.examples.vendorprices.PriceStatus.PRICE_JUMP;
import static dev.batchkit.examples.vendorprices.PriceStatus.RENAMED;
import static dev.batchkit.examples.vendorprices.PriceStatus.UNCHANGED;
import static dev.batchkit.examples.vendorprices.PriceStatus.ZERO_PRICE;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The handler over hostile cells, with one known product: A-1, Hammer, 12.30. */
class PriceRefresherTest {
  @TempDir Path folder;

  private final Noted noted = new Noted();
  private PriceRefresher refresher;

  @BeforeEach
  void open() throws SQLException {
    Path database = folder.resolve("prices.db");
    ProductTable.create(database);
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + database);
        var statement = connection.createStatement()) {
      statement.execute("INSERT INTO product VALUES ('A-1', 'Hammer', '12.30', '2026-01-01')");
    }
    refresher = new PriceRefresher(Products.open(database), 50);
  }

  @AfterEach
  void close() throws SQLException {
    refresher.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "12.30|12.30",
        "` 12.30 `|12.30",
        "$12.30|12.30",
        "$ 12.30|12.30",
        "12.30 USD|12.30",
        "USD12.30|12.30",
        "eur 7|7",
        "\u20AC7|7",
        "\u00A37.00|7.00",
        "1,234.50|1234.50",
        "$1,234,567|1234567",
        "1 234.50|1234.50",
        "1\u00A0234.50|1234.50",
        ".5|0.5",
        "00012.30|12.30",
        "12345678901234567890.123456789|12345678901234567890.123456789"
      })
  void reads_prices_as_vendors_write_them(String cell, BigDecimal price) throws SQLException {
    assertThat(refresh("B-2", "Saw", cell).newPrice()).isEqualByComparingTo(price);
    assertThat(noted.problems).isEmpty();
    assertThat(noted.status).isEqualTo(NEW);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "", "  ", "\u00A0", "n/a", "12,50", "1.234,50", "12,3x", "1O.99", "12 30", "1,23,456", "--",
            "-",
        "()", "(", "$", "USD", "$$5", "1e400", "NaN", "0x10", "\u0661\u0662", "12.30.1", "+5", ".",
        "99999999999999999999999999999999999999999999999999", "1;2", "\u0000", "DROP TABLE product"
      })
  void notes_what_is_no_price(String cell) throws SQLException {
    assertThat(refresh("B-2", "Saw", cell).newPrice()).isNull();
    assertThat(noted.codes()).containsExactly(BAD_PRICE.code());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"-5", "- 5.00", "-$5", "$-5", "$ -5", "5-", "(5.00)", "($5.00)", "\u20AC(5)"})
  void notes_negative_prices(String cell) throws SQLException {
    assertThat(refresh("B-2", "Saw", cell).newPrice()).isEqualByComparingTo("-5");
    assertThat(noted.codes()).containsExactly(NEGATIVE_PRICE.code());
    assertThat(noted.problems.get(0).invalidValue()).isEqualTo(cell);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "0.00", "$0", "-0"})
  void notes_a_price_of_zero(String cell) throws SQLException {
    refresh("B-2", "Saw", cell);
    assertThat(noted.codes()).containsExactly(ZERO_PRICE.code());
  }

  @Test
  void notes_all_faults_of_a_line_that_is_too_short() throws SQLException {
    PriceRow row = refresh(null, null, null);
    assertThat(row).isEqualTo(new PriceRow(null, null, null, null));
    assertThat(noted.codes()).containsExactly(NO_SKU.code(), NO_NAME.code(), BAD_PRICE.code());
  }

  @Test
  void cleans_names_and_numbers() throws SQLException {
    PriceRow row = refresh("\uFEFF B-2\u00A0", " Saw,\n  22\"\t\u0000fine ", "5");
    assertThat(row.sku()).isEqualTo("B-2");
    assertThat(row.name()).isEqualTo("Saw, 22\" fine");
  }

  @ParameterizedTest
  @ValueSource(strings = {"D", "POST", "FREIGHT", "BANK CHARGES", "\u0661"})
  void skips_charges_whatever_they_cost(String code) throws SQLException {
    refresh(code, "Discount", "-27.5");
    assertThat(noted.codes()).containsExactly(NO_PRODUCT.code());
  }

  @ParameterizedTest
  @CsvSource({
    "Hammer, 12.30, UNCHANGED",
    "Hammer, 12.3, UNCHANGED",
    "'', 12.30, UNCHANGED",
    "Sledge, 12.30, RENAMED",
    "Hammer, 12.31, CHANGED",
    "Hammer, oops, CHANGED"
  })
  void compares_with_the_product_table(String name, String price, PriceStatus status)
      throws SQLException {
    assertThat(refresh("A-1", name, price).oldPrice()).isEqualByComparingTo("12.30");
    assertThat(noted.status).isEqualTo(status).isIn(UNCHANGED, RENAMED, CHANGED);
  }

  @ParameterizedTest
  @CsvSource({"18.45, false", "18.46, true", "6.15, false", "6.14, true", "123.00, true"})
  void notes_price_jumps_over_the_threshold(String price, boolean jump) throws SQLException {
    refresh("A-1", "Hammer", price);
    assertThat(noted.codes().contains(PRICE_JUMP.code())).isEqualTo(jump);
  }

  @Test
  void shows_both_prices_of_a_jump() throws SQLException {
    refresh("A-1", "Hammer", "$123.00");
    assertThat(noted.problems.get(0).invalidValue()).isEqualTo("12.30 -> 123.00");
  }

  private PriceRow refresh(String sku, String name, String price) throws SQLException {
    return refresher.refresh(new PriceLine(sku, name, price), noted);
  }
}
