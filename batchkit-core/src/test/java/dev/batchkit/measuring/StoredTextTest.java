package dev.batchkit.measuring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.batchkit.indicator.DatasetKey;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StoredTextTest {
  @Test
  void aReasonHasNoNulAndNoHalfOfAPair() {
    assertThat(StoredText.reason("a\u0000b\ud800c\udc00d\ud83d\ude00e"))
        .isEqualTo("abcd\ud83d\ude00e");
    assertThat(StoredText.reason("\udc00\ud800")).isEmpty();
  }

  @Test
  void aLongReasonIsCutBetweenCharacters() {
    String pairs = "x" + "\ud83d\ude00".repeat(2_000);

    assertThat(StoredText.reason(pairs)).isEqualTo(pairs.substring(0, 1_999));
    assertThat(StoredText.reason("y".repeat(3_000))).isEqualTo("y".repeat(2_000));
    assertThat(StoredText.reason("y".repeat(2_000))).hasSize(2_000);
  }

  @Test
  void aValueShowsWhereItCouldNotBeStoredAndWhereItWasCut() {
    assertThat(StoredText.value(null)).isNull();
    assertThat(StoredText.value("a\u0000\ud800")).isEqualTo("a\ufffd\ufffd");
    assertThat(StoredText.value("z".repeat(2_000))).isEqualTo("z".repeat(2_000));
    assertThat(StoredText.value("z".repeat(2_001))).isEqualTo("z".repeat(1_999) + "\u2026");
  }

  @Test
  void equalKeysHaveOneTextAndOthersAnother() {
    assertThat(key(new BigDecimal("1.0"))).isEqualTo(key(new BigDecimal("1")));
    List<String> texts =
        Stream.of(
                key(new BigDecimal("1")),
                key("1"),
                key("n1"),
                key((Object) null),
                key("null"),
                key(true),
                key("true"),
                key(Instant.EPOCH),
                key(Instant.EPOCH.toString()),
                key(LocalDate.EPOCH),
                key("\ud800"),
                key("\\ud800"),
                key("\ufffd"),
                key("\u0000"),
                key("a", "b"),
                key("a\",\"tb"),
                key("x".repeat(5_000)),
                key("x".repeat(5_001)),
                key())
            .toList();
    assertThat(texts).doesNotHaveDuplicates();
    assertThat(texts).allMatch(text -> text.length() <= StoredText.MOST);
  }

  private static String key(Object... cells) {
    return StoredText.key(new DatasetKey(Arrays.asList(cells)));
  }
}
