package dev.batchkit.measuring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.batchkit.indicator.DatasetKey;
import dev.batchkit.json.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The order of keys, their texts, and records as bytes. */
class KeysTest {
  private static DatasetKey key(Object... cells) {
    return new DatasetKey(Arrays.asList(cells));
  }

  private static void assertAscending(Object... cells) {
    for (int i = 0; i < cells.length; i++) {
      for (int j = 0; j < cells.length; j++) {
        int order = Keys.ORDER.compare(key("x", cells[i]), key("x", cells[j]));
        assertThat(Integer.signum(order)).isEqualTo(Integer.compare(i, j));
      }
    }
  }

  @Test
  void nullComesFirstAndValuesByWhatTheyAre() {
    assertAscending(null, new BigDecimal("-2"), new BigDecimal("9"), new BigDecimal("10.5"));
    assertAscending(null, false, true);
    assertAscending(null, LocalDate.MIN, LocalDate.EPOCH, LocalDate.MAX);
    assertAscending(null, Instant.MIN, Instant.EPOCH, Instant.EPOCH.plusNanos(1), Instant.MAX);
    assertAscending(null, "", "A", "AB", "B", "a", "\u00e9", "\uffff", "\ud83d\ude00");
  }

  @Test
  void textsAreInTheOrderOfTheirBytes() {
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      String a = text(random);
      String b = text(random);
      int bytes =
          Arrays.compareUnsigned(
              a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
      assertThat(Integer.signum(Keys.ORDER.compare(key(a), key(b))))
          .isEqualTo(Integer.signum(bytes));
    }
  }

  private static String text(Random random) {
    int[] points = {'a', 'b', 0xe9, 0xe000, 0xffff, 0x1f600, 0x10ffff};
    StringBuilder text = new StringBuilder();
    for (int n = random.nextInt(4); n > 0; n--) {
      text.appendCodePoint(points[random.nextInt(points.length)]);
    }
    return text.toString();
  }

  @Test
  void equalKeysHaveOneTextAndAreOneInTheOrder() {
    DatasetKey one = key(new BigDecimal("100"), "a\"", null, true, Instant.EPOCH);
    DatasetKey other = key(new BigDecimal("1.00E+2"), "a\"", null, true, Instant.EPOCH);
    assertThat(one).isEqualTo(other);
    assertThat(Keys.ORDER.compare(one, other)).isZero();
    assertThat(StoredText.key(one)).isEqualTo(StoredText.key(other));
    assertThat(StoredText.key(key(BigDecimal.ONE))).isNotEqualTo(StoredText.key(key("1")));
    assertThat(StoredText.key(DatasetKey.NONE)).isEqualTo("[]");
  }

  @Test
  void theTextOfAnyKeyIsJson() {
    DatasetKey longest = key(new BigDecimal("9".repeat(1000)), new BigDecimal("1E-1000"), "\0");
    assertThat(Json.of(StoredText.key(longest)).elements()).hasSize(3);
  }

  @Test
  void recordsAreReadAsTheyWereWritten() throws IOException {
    Random random = new Random(11);
    List<DataRecord> records = new ArrayList<>();
    records.add(new DataRecord(DatasetKey.NONE, List.of()));
    for (int i = 0; i < 2000; i++) {
      records.add(new DataRecord(key(value(random), value(random)), values(random)));
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    for (DataRecord record : records) {
      Coding.write(record, out);
    }
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
    for (DataRecord record : records) {
      assertThat(Coding.read(in)).isEqualTo(record);
    }
    assertThat(in.read()).isNegative();
  }

  private static List<Object> values(Random random) {
    List<Object> values = new ArrayList<>(Collections.nCopies(random.nextInt(4), null));
    values.replaceAll(none -> value(random));
    return values;
  }

  static Object value(Random random) {
    return switch (random.nextInt(12)) {
      case 0 -> null;
      case 1 -> text(random);
      case 2 -> "x".repeat(random.nextInt(70_000));
      case 3 -> new BigDecimal(new BigInteger(random.nextInt(200), random), random.nextInt(9));
      case 4 -> BigDecimal.valueOf(random.nextLong(), random.nextInt(2001) - 1000);
      case 5 -> BigDecimal.valueOf(random.nextInt(300) - 150);
      case 6 -> random.nextBoolean();
      case 7 -> Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000));
      case 8 -> random.nextBoolean() ? Instant.MIN : Instant.MAX;
      case 9 -> LocalDate.ofEpochDay(random.nextInt());
      case 10 -> random.nextBoolean() ? LocalDate.MIN : LocalDate.MAX;
      default -> new BigDecimal(BigInteger.valueOf(Long.MIN_VALUE).subtract(BigInteger.ONE));
    };
  }
}
