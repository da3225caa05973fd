package dev.batchkit.measuring;

import dev.batchkit.indicator.DatasetKey;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Records as bytes in temporary files: read by the same process that wrote them. */
final class Coding {
  private static final int NULL = 0;
  private static final int TEXT = 1;
  private static final int SHORT_NUMBER = 2;
  private static final int LONG_NUMBER = 3;
  private static final int FALSE = 4;
  private static final int TRUE = 5;
  private static final int TIME = 6;
  private static final int DATE = 7;
  private static final int MOST_BITS = 63;

  private Coding() {}

  static void write(DataRecord record, DataOutputStream out) throws IOException {
    writeAll(record.key().cells(), out);
    writeAll(record.measures(), out);
  }

  static DataRecord read(DataInputStream in) throws IOException {
    DatasetKey key = new DatasetKey(readAll(in));
    return new DataRecord(key, readAll(in));
  }

  private static void writeAll(List<@Nullable Object> values, DataOutputStream out)
      throws IOException {
    writeLong(values.size(), out);
    for (Object value : values) {
      write(value, out);
    }
  }

  private static List<@Nullable Object> readAll(DataInputStream in) throws IOException {
    @Nullable Object[] values = new @Nullable Object[(int) readLong(in)];
    for (int i = 0; i < values.length; i++) {
      values[i] = readValue(in);
    }
    return Arrays.asList(values);
  }

  private static void write(@Nullable Object value, DataOutputStream out) throws IOException {
    if (value == null) {
      out.write(NULL);
    } else if (value instanceof String text) {
      out.write(TEXT);
      writeBytes(text.getBytes(StandardCharsets.UTF_8), out);
    } else if (value instanceof BigDecimal number) {
      writeNumber(number, out);
    } else if (value instanceof Boolean bool) {
      out.write(bool ? TRUE : FALSE);
    } else if (value instanceof Instant time) {
      out.write(TIME);
      writeLong(time.getEpochSecond(), out);
      writeLong(time.getNano(), out);
    } else if (value instanceof LocalDate date) {
      out.write(DATE);
      writeLong(date.toEpochDay(), out);
    } else {
      throw new IllegalArgumentException("no value of a dataset: " + value.getClass().getName());
    }
  }

  private static @Nullable Object readValue(DataInputStream in) throws IOException {
    int tag = in.readUnsignedByte();
    return switch (tag) {
      case NULL -> null;
      case TEXT -> new String(readBytes(in), StandardCharsets.UTF_8);
      case SHORT_NUMBER -> {
        int scale = (int) readLong(in);
        yield BigDecimal.valueOf(readLong(in), scale);
      }
      case LONG_NUMBER -> {
        int scale = (int) readLong(in);
        yield new BigDecimal(new BigInteger(readBytes(in)), scale);
      }
      case FALSE -> false;
      case TRUE -> true;
      case TIME -> {
        long seconds = readLong(in);
        yield Instant.ofEpochSecond(seconds, readLong(in));
      }
      case DATE -> LocalDate.ofEpochDay(readLong(in));
      default -> throw new IOException("a temporary file is broken");
    };
  }

  private static void writeNumber(BigDecimal number, DataOutputStream out) throws IOException {
    BigInteger digits = number.unscaledValue();
    boolean isShort = digits.bitLength() <= MOST_BITS;
    out.write(isShort ? SHORT_NUMBER : LONG_NUMBER);
    writeLong(number.scale(), out);
    if (isShort) {
      writeLong(digits.longValue(), out);
    } else {
      writeBytes(digits.toByteArray(), out);
    }
  }

  private static void writeBytes(byte[] bytes, DataOutputStream out) throws IOException {
    writeLong(bytes.length, out);
    out.write(bytes);
  }

  private static byte[] readBytes(DataInputStream in) throws IOException {
    byte[] bytes = new byte[(int) readLong(in)];
    in.readFully(bytes);
    return bytes;
  }

  /** Seven bits a byte, the lowest first; small numbers of either sign are short. */
  private static void writeLong(long value, DataOutputStream out) throws IOException {
    long rest = value << 1 ^ value >> 63;
    while ((rest & ~0x7fL) != 0) {
      out.write((int) (rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    out.write((int) rest);
  }

  private static long readLong(DataInputStream in) throws IOException {
    long value = 0;
    int shift = 0;
    int part;
    do {
      part = in.readUnsignedByte();
      value |= (part & 0x7fL) << shift;
      shift += 7;
    } while (part >= 0x80);
    return value >>> 1 ^ -(value & 1);
  }
}
