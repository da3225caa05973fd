package dev.batchkit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.batchkit.batch.ColumnType;
import dev.batchkit.error.InvalidValue;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CellCodecTest {
  static Stream<Arguments> exact() {
    return Stream.of(
        Arguments.of(ColumnType.TEXT, "a\u0000b😀\uFFFF"),
        Arguments.of(ColumnType.INT, Integer.MIN_VALUE),
        Arguments.of(ColumnType.LONG, Long.MAX_VALUE),
        Arguments.of(ColumnType.DOUBLE, Double.MIN_VALUE),
        Arguments.of(ColumnType.DOUBLE, -Double.MAX_VALUE),
        Arguments.of(ColumnType.BOOLEAN, true),
        Arguments.of(
            ColumnType.DECIMAL, new BigDecimal("1234567890123456789012345678901234567890.10")),
        Arguments.of(ColumnType.DECIMAL, new BigDecimal("1E+10000")),
        Arguments.of(ColumnType.DECIMAL, new BigDecimal("-0.00")),
        Arguments.of(ColumnType.DATE, LocalDate.of(0, 1, 1)),
        Arguments.of(ColumnType.DATE, LocalDate.of(9999, 12, 31)),
        Arguments.of(ColumnType.INSTANT, Instant.parse("0000-01-01T00:00:00Z")),
        Arguments.of(ColumnType.INSTANT, Instant.parse("2026-05-04T09:08:07.000000001Z")));
  }

  @ParameterizedTest
  @MethodSource("exact")
  void aValueComesBackFromItsCellAsItWas(ColumnType type, Object value) {
    Object cell = CellCodec.encode("c", type, value);
    assertThat(CellCodec.decode(type, Object.class, cell)).isEqualTo(value);
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        Arguments.of(ColumnType.TEXT, "x\ud800"),
        Arguments.of(ColumnType.TEXT, "\udc00\ud800"),
        Arguments.of(ColumnType.DOUBLE, Double.NaN),
        Arguments.of(ColumnType.DOUBLE, Double.NEGATIVE_INFINITY),
        Arguments.of(ColumnType.DECIMAL, new BigDecimal("1E+10001")),
        Arguments.of(ColumnType.DATE, LocalDate.of(10000, 1, 1)),
        Arguments.of(ColumnType.INSTANT, Instant.MAX),
        Arguments.of(ColumnType.LONG, "17"));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void aValueThatHasNoExactCellIsRefusedByTheNameOfItsColumn(ColumnType type, Object value) {
    assertThatThrownBy(() -> CellCodec.encode("price", type, value))
        .isInstanceOfSatisfying(
            InvalidValue.class,
            e -> assertThat(e.faults()).allMatch(fault -> fault.startsWith("price")))
        .message()
        .doesNotContain("17");
  }

  @Test
  void negativeZeroIsStoredAsZero() {
    assertThat(CellCodec.encode("c", ColumnType.DOUBLE, -0.0)).isEqualTo(0.0);
  }

  @Test
  void instantsHaveTheSameWidthSoThatTheySortAsText() {
    Object whole = CellCodec.encode("c", ColumnType.INSTANT, Instant.parse("2026-05-04T09:08:07Z"));
    Object nanos =
        CellCodec.encode("c", ColumnType.INSTANT, Instant.parse("2026-05-04T09:08:07.5Z"));
    assertThat((String) whole).hasSameSizeAs((String) nanos).isLessThan((String) nanos);
  }
}
