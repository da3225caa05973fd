package dev.batchkit.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShownTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0 ms",
    "999, 999 ms",
    "1000, 1.0 s",
    "59999, 59.9 s",
    "60000, 1 min 00 s",
    "3599000, 59 min 59 s",
    "3600000, 1 h 00 min",
    "172799000, 47 h 59 min",
    "180000000, 2 d 2 h",
  })
  void aDurationHasTheTwoUnitsThatMatter(long millis, String shown) {
    assertThat(Shown.duration(Duration.ofMillis(millis))).isEqualTo(shown);
  }

  @Test
  void anOffsetHasASign() {
    Instant begin = Instant.parse("2026-05-04T09:08:07Z");
    assertThat(Shown.offset(begin, begin.plusMillis(12))).isEqualTo("+12 ms");
    assertThat(Shown.offset(begin, begin.minusMillis(12))).isEqualTo("-12 ms");
    assertThat(Shown.offset(null, begin)).isEmpty();
  }

  @Test
  void aLineHasNoBreaksNorStrayBlanks() {
    assertThat(Shown.line("  a\r\n\tb\u2028c\u00A0 d ")).isEqualTo("a b c d");
    assertThat(Shown.line(null)).isEmpty();
  }

  @Test
  void aLongLineEndsInDotsAndNotInHalfACharacter() {
    assertThat(Shown.line("abcdef", 6)).isEqualTo("abcdef");
    assertThat(Shown.line("abcdefg", 6)).isEqualTo("abcde\u2026");
    assertThat(Shown.line("\uD83E\uDD16".repeat(1000), 3))
        .isEqualTo("\uD83E\uDD16\uD83E\uDD16\u2026");
  }

  @Test
  void whatCannotBeSeenIsGoneOrVisible() {
    assertThat(Shown.block("\u001B[1;31mred\u001B[0m \u001B]8;;http://x\u0007link\u001B]8;;\u0007"))
        .isEqualTo("red link");
    assertThat(Shown.block("a\u0000b\u0007\u007F\u0085\u001B"))
        .isEqualTo("a\u2400b\u2407\u2421\uFFFD\u241B");
    assertThat(Shown.block("\u202Eabc\u2066")).isEqualTo("[U+202E]abc[U+2066]");
    assertThat(Shown.block("a\uD83Eb\uDD16")).isEqualTo("a\uFFFDb\uFFFD");
  }

  @Test
  void marksAreFewAndStandOnSomething() {
    assertThat(Shown.block("\u0301a")).isEqualTo("\u25CC\u0301a");
    assertThat(Shown.block("e" + "\u0301".repeat(50) + "x")).isEqualTo("e\u0301\u0301\u0301x");
  }

  @Test
  void linesAndIndentsOfABlockStay() {
    assertThat(Shown.block("a\r\n\t b\rc\n\n\n")).isEqualTo("a\n\t b\nc");
  }
}
