package dev.batchkit.measuring;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a value of a driver or a program becomes, and how it is read then. */
class ValuesTest {
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  private final Normal normal = new Normal(PARIS);

  @ParameterizedTest
  @CsvSource({
    "12.30, 12.30",
    "-1e3, -1E+3",
    "' 7 ', 7",
    ".5, 0.5",
    "5., 5",
    "+1, 1",
    "1E-3, 0.001",
  })
  void aTextThatIsAPlainDecimalIsANumber(String text, String number) {
    assertThat(Values.number(text)).isEqualTo(new BigDecimal(number));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "x",
        "1,5",
        "0x10",
        "1e",
        "1e99999",
        "1e9999",
        "NaN",
        "Infinity",
        "--1",
        "1 2",
        "\u0661",
        ".",
        "1e-1001",
        "2026-01-01",
      })
  void anyOtherTextIsNoNumber(String text) {
    assertThat(Values.number(text)).isNull();
  }

  @Test
  void aTextOfMoreThanAThousandDigitsIsNoNumber() {
    assertThat(Values.number("9".repeat(1000))).isNotNull();
    assertThat(Values.number("9".repeat(1001))).isNull();
    assertThat(Values.number("9".repeat(1_000_000))).isNull();
  }

  @Test
  void aBooleanIsOneOrZeroAndATimeIsNoNumber() {
    assertThat(Values.number(true)).isEqualTo(BigDecimal.ONE);
    assertThat(Values.number(false)).isEqualTo(BigDecimal.ZERO);
    assertThat(Values.number(null)).isNull();
    assertThat(Values.number(Instant.EPOCH)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-07-01, 2026-06-30T22:00:00Z",
    "2026-07-01 12:00, 2026-07-01T10:00:00Z",
    "2026-07-01T12:00:30, 2026-07-01T10:00:30Z",
    "2026-07-01 12:00:30.123456789, 2026-07-01T10:00:30.123456789Z",
    "2026-07-01 12:00:00Z, 2026-07-01T12:00:00Z",
    "2026-07-01T12:00:00z, 2026-07-01T12:00:00Z",
    "2026-07-01 12:00:00+01, 2026-07-01T11:00:00Z",
    "2026-07-01 12:00:00 +01:00, 2026-07-01T11:00:00Z",
    "2026-07-01T12:00:00-0130, 2026-07-01T13:30:00Z",
    "2026-07-01T12:00:00+09:00[Asia/Tokyo], 2026-07-01T03:00:00Z",
    "2026-07-01T12:00:00[Asia/Tokyo], 2026-07-01T03:00:00Z",
    "2026-03-29T02:30:00, 2026-03-29T01:30:00Z",
    "2026-10-25T02:30:00, 2026-10-25T00:30:00Z",
  })
  void aTextInIsoIsATimeInTheZoneUnlessItNamesOne(String text, String instant) {
    assertThat(Values.time(text, PARIS)).isEqualTo(Instant.parse(instant));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2026",
        "2026-02-30",
        "2026-13-01",
        "2026-01-01T25:00",
        "01/02/2026",
        "20260101",
        "2026-01-01T",
        "2026-01-01 10:00 nowhere",
        "2026-01-01T10:00[No/Where]",
        "12345678901",
        "abcd-ef-gh ijklmn",
      })
  void anyOtherTextIsNoTime(String text) {
    assertThat(Values.time(text, PARIS)).isNull();
  }

  @Test
  void aDateIsTheStartOfItsDayAlsoWhereThatIsNotMidnight() {
    assertThat(Values.time(LocalDate.of(2018, 11, 4), ZoneId.of("America/Sao_Paulo")))
        .isEqualTo(Instant.parse("2018-11-04T03:00:00Z"));
    assertThat(Values.time(LocalDate.MAX, PARIS)).isNotNull();
    assertThat(Values.time(BigDecimal.ONE, PARIS)).isNull();
    assertThat(Values.time(null, PARIS)).isNull();
  }

  @Test
  void numbersAreExactAndStandInRecordsWithAllTheirDigits() throws Unfit {
    assertThat(normal.of((byte) 1)).isEqualTo(BigDecimal.ONE);
    assertThat(normal.of(Long.MIN_VALUE)).isEqualTo(new BigDecimal(Long.MIN_VALUE));
    assertThat(normal.of(0.1)).isEqualTo(new BigDecimal("0.1"));
    assertThat(normal.of(0.1f)).isEqualTo(new BigDecimal("0.1"));
    assertThat(normal.of(Double.MIN_VALUE)).isEqualTo(new BigDecimal("4.9E-324"));
    assertThat(normal.of(Double.NaN)).isEqualTo("NaN");
    assertThat(normal.of(Float.NEGATIVE_INFINITY)).isEqualTo("-Infinity");
    assertThat(normal.of(BigInteger.TWO.pow(200))).isInstanceOf(BigDecimal.class);
    assertThat(Values.text(new BigDecimal("1E+3"))).isEqualTo("1000");
    assertThat(Values.text(new BigDecimal("0.10"))).isEqualTo("0.10");
  }

  @Test
  void aNumberThatWouldExplodeIsATextAndNoNumberAnyMore() throws Unfit {
    for (String huge : new String[] {"1E+1001", "1E-1001", "1E+2147483647", "9".repeat(1001)}) {
      Object value = normal.of(new BigDecimal(huge));
      assertThat(value).isEqualTo(huge);
      assertThat(Values.number(value)).isNull();
    }
    assertThat(normal.of(new BigDecimal(BigInteger.ZERO, Integer.MIN_VALUE)))
        .isEqualTo(BigDecimal.ZERO);
  }

  @Test
  void timesBecomeInstantsTheirOwnZoneWins() throws Unfit {
    LocalDateTime noon = LocalDateTime.parse("2026-07-01T12:00");
    assertThat(normal.of(noon)).isEqualTo(Instant.parse("2026-07-01T10:00:00Z"));
    assertThat(normal.of(OffsetDateTime.parse("2026-07-01T12:00Z")))
        .isEqualTo(Instant.parse("2026-07-01T12:00:00Z"));
    assertThat(normal.of(ZonedDateTime.of(noon, ZoneId.of("Asia/Tokyo"))))
        .isEqualTo(Instant.parse("2026-07-01T03:00:00Z"));
    assertThat(normal.of(java.sql.Time.valueOf("10:30:00"))).isEqualTo("10:30");
    assertThat(normal.of(java.sql.Date.valueOf("2026-07-01"))).isEqualTo(LocalDate.of(2026, 7, 1));
    assertThat(normal.of(java.sql.Timestamp.valueOf(noon)))
        .isEqualTo(Instant.parse("2026-07-01T10:00:00Z"));
    assertThat(normal.of(LocalTime.of(10, 30))).isEqualTo("10:30");
  }

  @Test
  void everythingElseIsATextOrRefused() throws Unfit {
    UUID id = UUID.randomUUID();
    assertThat(normal.of(id)).isEqualTo(id.toString());
    assertThat(normal.of(new byte[] {0, (byte) 0xab})).isEqualTo("00ab");
    assertThat(normal.of("a\ud800b\ud83d\ude00")).isEqualTo("a?b\ud83d\ude00");
    assertThat(normal.of(null)).isNull();
    assertThat(normal.of(true)).isEqualTo(true);
    assertThat(unfit(new Object())).isEqualTo("a java.lang.Object, which cannot be measured");
    assertThat(unfit("x".repeat(Normal.LONGEST + 1)))
        .isEqualTo("a value of more than 1048576 characters");
    assertThat(unfit(new byte[Normal.LONGEST])).startsWith("a value of more than");
  }

  private String unfit(Object value) {
    try {
      normal.of(value);
      return "fits";
    } catch (Unfit e) {
      return e.what();
    }
  }
}
