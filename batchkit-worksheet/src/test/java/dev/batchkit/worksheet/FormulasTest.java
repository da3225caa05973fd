package dev.batchkit.worksheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormulasTest {
  private static final long SEED = 20_260_504;
  private static final String CHARACTERS = "''''==++--@@\t\r\n\uFF1D1.,5 aä\"\uD83E\uDD16;";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "=1+1",
        "+cmd|' /C calc'!A0",
        "-2+3",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\uFF1D1",
        "'=1"
      })
  void what_looks_like_a_formula_gets_an_apostrophe(String text) {
    assertThat(Formulas.out(text)).isEqualTo("'" + text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "A-1", "-12.30", "+49", "'s-Hertogenbosch", "''", "1=1", "a@b.example"})
  void what_does_not_is_left_alone(String text) {
    assertThat(Formulas.out(text)).isEqualTo(text);
    assertThat(Formulas.in(text)).isEqualTo(text);
  }

  @Test
  void every_text_comes_back_as_it_was() {
    Random random = new Random(SEED);
    for (int i = 0; i < 200_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(6); length > 0; length--) {
        text.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
      }
      String given = text.toString();
      assertThat(Formulas.in(Formulas.out(given))).as("seed %d, %d", SEED, i).isEqualTo(given);
    }
  }
}
