package dev.batchkit.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.batchkit.error.InvalidValue;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
  enum Unit {
    KG,
    PIECE
  }

  record Inner(String name, int count) {}

  record Everything(
      String text,
      int number,
      Long big,
      double real,
      boolean flag,
      BigDecimal price,
      LocalDate day,
      Instant at,
      UUID id,
      Unit unit,
      Inner inner,
      List<Inner> list,
      Map<String, BigDecimal> map) {}

  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.TYPE_USE)
  @interface Nullable {}

  record Params(String file, int jump, @Nullable String note) {}

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{} {}",
        "{}x",
        "NaN",
        "Infinity",
        "/* */ 1",
        "{'a':1}",
        "01",
        "+1",
        ".5",
        "5.",
        "\uFEFF1",
        "\"\t\"",
        "{\"a\":1,\"a\":2}",
        "{\"a\":{\"b\":1,\"b\":2}}",
        "[1,]",
        "{",
        "}",
        "[1",
        "{}\u0000junk",
        "\"\u0000\"",
        "\"\ud800\"",
        "\"\udc00\"",
        "[1][2]",
        "1 2",
        "tru",
        "{\"a\"}",
        "nul"
      })
  void textThatIsNotOneStrictDocumentIsRefused(String text) {
    assertThatThrownBy(() -> Json.of(text)).isInstanceOf(InvalidValue.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1",
        "null",
        "true",
        "\"\"",
        " {\"b\" : 1.10 , \"a\":[ ] } ",
        "1e999",
        "-0",
        "\"\\ud800\"",
        "\"😀\"",
        "\"\\u0000\"",
        "{\"\":{}}",
        "12345678901234567890123456789"
      })
  void textThatPassesIsKeptAsItWas(String text) {
    assertThat(Json.of(text).text()).isEqualTo(text);
  }

  @Test
  void nestingAndNumbersHaveTheStatedLimits() {
    assertThat(Json.of("[".repeat(100) + "]".repeat(100))).isNotNull();
    assertThatThrownBy(() -> Json.of("[".repeat(101) + "]".repeat(101)))
        .isInstanceOf(InvalidValue.class);
    assertThat(Json.of("1".repeat(1000))).isNotNull();
    assertThatThrownBy(() -> Json.of("1".repeat(1001))).isInstanceOf(InvalidValue.class);
  }

  @Test
  void neitherMessageNorToStringShowsAValue() {
    assertThatThrownBy(() -> Json.of("{\"password\":hunter2}")).message().doesNotContain("hunter2");
    assertThat(Json.of("\"hunter2\"").toString()).doesNotContain("hunter2");
  }

  @Test
  void aRecordComesBackAsItWasWritten() {
    Everything record =
        new Everything(
            "tab\t quote\" 😀",
            Integer.MIN_VALUE,
            Long.MAX_VALUE,
            -0.1e-300,
            true,
            new BigDecimal("1E+3"),
            LocalDate.of(2026, 5, 4),
            Instant.parse("2026-05-04T09:08:07.123456789Z"),
            new UUID(1, 2),
            Unit.PIECE,
            new Inner("x", 1),
            List.of(new Inner("y", 2)),
            Map.of("k", new BigDecimal("12.30")));
    assertThat(Json.write(record).as(Everything.class)).isEqualTo(record);
  }

  @Test
  void randomDecimalsComeBackWithTheirScale() {
    long seed = 20261120;
    Random random = new Random(seed);
    for (int i = 0; i < 2000; i++) {
      BigDecimal decimal =
          new BigDecimal(
              new java.math.BigInteger(random.nextInt(400), random), random.nextInt(2000) - 1000);
      Map<String, BigDecimal> map = Map.of("d", decimal);
      assertThat(Json.of(Json.write(map).text()).as(Decimal.class).d())
          .as("seed %d, round %d", seed, i)
          .isEqualTo(decimal);
    }
  }

  record Decimal(BigDecimal d) {}

  @Test
  void allFaultsAreToldAtOnceEachWithItsPath() {
    InvalidValue refusal =
        catchThrowableOfType(
            InvalidValue.class,
            () -> Json.of("{\"jump\":\"secret\",\"extra\":1,\"note\":7}").as(Params.class));
    assertThat(refusal.faults())
        .containsExactlyInAnyOrder(
            "$.file: is missing",
            "$.jump: must be a 32-bit integer",
            "$.note: must be a text",
            "$.extra: is not a component of Params");
    assertThat(refusal).message().doesNotContain("secret");
  }

  @Test
  void aComponentMayBeMissingWhereItSaysSo() {
    assertThat(Json.of("{\"file\":\"a\",\"jump\":1}").as(Params.class))
        .isEqualTo(new Params("a", 1, null));
  }

  @Test
  void whatWasKeptIsReadPassingByWhatTheRecordDoesNotHave() {
    assertThat(Json.of("{\"jump\":1,\"gone\":2}").kept(Params.class))
        .isEqualTo(new Params(null, 1, null));
  }

  @Test
  void whatHasNoExactFormIsRefusedWithItsPath() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("ok", 1);
    map.put("bad", Arrays.asList(1.0, Double.NaN));
    assertThatThrownBy(() -> Json.write(map)).message().contains("$.bad[1]");
    assertThatThrownBy(() -> Json.write("\ud800")).isInstanceOf(InvalidValue.class);
    assertThatThrownBy(() -> Json.write(new Object())).isInstanceOf(InvalidValue.class);
    assertThatThrownBy(() -> Json.write(new BigDecimal("1e20000")))
        .isInstanceOf(InvalidValue.class);
  }

  @Test
  void whatWeWritePassesOurOwnGate() {
    long seed = 7;
    Random random = new Random(seed);
    for (int i = 0; i < 500; i++) {
      StringBuilder text = new StringBuilder();
      random
          .ints(20, 0, 0x10FFFF)
          .filter(c -> c < 0xD800 || c > 0xDFFF)
          .forEach(text::appendCodePoint);
      Json json = Json.write(Map.of("t", text.toString()));
      assertThat(Json.of(json.text()).members())
          .as("seed %d, round %d", seed, i)
          .containsEntry("t", text.toString());
    }
  }
}
