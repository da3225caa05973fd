package dev.batchkit.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FiguresTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "0.000, 0",
    "12.481203007518796992481203007518797, 12.48",
    "1234567, '1,234,567'",
    "1234.56, '1,234.6'",
    "1.23456, 1.235",
    "-0.00123456, -0.00123",
    "1E+3, '1,000'",
    "1E+40, 1E+40",
    "123456E-20, 1.235E-15",
  })
  void a_number_has_the_digits_that_matter(String number, String shown) {
    assertThat(Figures.number(new BigDecimal(number))).isEqualTo(shown);
  }

  @Test
  void a_number_is_not_rounded_to_the_one_that_it_is_compared_with() {
    BigDecimal threshold = new BigDecimal("0.1");
    assertThat(Figures.number(new BigDecimal("0.1000001"), threshold)).isEqualTo("0.1000001");
    assertThat(Figures.number(new BigDecimal("0.09996"), threshold)).isEqualTo("0.09996");
    assertThat(Figures.number(new BigDecimal("0.10"), threshold)).isEqualTo("0.1");
  }

  @ParameterizedTest
  @CsvSource({
    "1, 100",
    "0.99999999, 99.99",
    "0.9808, 98.08",
    "0.5, 50",
    "0, 0",
    "0.00001, under 0.01",
  })
  void a_percentage_is_never_rounded_up(BigDecimal part, String shown) {
    assertThat(Figures.percent(part)).isEqualTo(shown + "\u00A0%");
  }

  @ParameterizedTest
  @CsvSource({
    "48210.50, '48,210.50'",
    "20000, '20,000'",
    "2026-05-04T02:00:07Z, 2026-05-04 02:00:07",
    "2026-05-04T02:00:07.123+02:00, 2026-05-04 00:00:07",
    "2026-02-31T02:00:07Z, 2026-02-31T02:00:07Z",
    "2026-05-04, 2026-05-04",
    "0012, 12",
    "a  b, a b",
  })
  void a_value_is_grouped_or_a_time_or_a_line(String text, String shown) {
    assertThat(Figures.value(text)).isEqualTo(shown);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "x", "1e", "NaN", "1E+999999999", "1E99999999999", "--1", "0x1", " 1"})
  void a_text_that_nobody_can_draw_is_no_number(String text) {
    assertThat(Figures.decimal(text)).isNull();
  }
}
