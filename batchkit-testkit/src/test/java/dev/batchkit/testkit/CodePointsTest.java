package dev.batchkit.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CodePointsTest {
  private static final List<String> TEXTS =
      List.of(
          "",
          "a",
          "ab",
          "b",
          "ü",
          "\uD7FF",
          "\uE000",
          "\uFFFF",
          "\uD800\uDC00",
          "\uDBFF\uDFFF",
          "a\uFFFD",
          "a\uD83E\uDD16",
          "a\uD83E\uDD17");

  @Test
  void sortsAsUtf8BytesDo() {
    for (String a : TEXTS) {
      for (String b : TEXTS) {
        int expected = Arrays.compareUnsigned(a.getBytes(UTF_8), b.getBytes(UTF_8));
        assertThat(Integer.signum(CodePoints.compare(a, b))).isEqualTo(Integer.signum(expected));
      }
    }
  }

  @Test
  void tellsUnpairedSurrogates() {
    assertThat(TEXTS).allMatch(CodePoints::isPaired);
    assertThat(List.of("\uD800", "\uDC00", "a\uD800b", "\uDC00\uD800", "\uD83E\uDD16\uD83E"))
        .noneMatch(CodePoints::isPaired);
  }
}
