package dev.batchkit.measuring;

import java.io.IOException;
import java.io.Reader;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads one column of a result as Java's own types: a time as the database has it, whatever the
 * default zone of the JVM is, if the driver can give it so.
 *
 * @param position of the column, from 1 on
 * @param isZoned whether its times are instants
 */
record JdbcValue(int position, boolean isZoned) {
  static JdbcValue of(ResultSetMetaData columns, int position) throws SQLException {
    String type = String.valueOf(columns.getColumnTypeName(position)).toLowerCase(Locale.ROOT);
    boolean isZoned =
        columns.getColumnType(position) == Types.TIMESTAMP_WITH_TIMEZONE
            || type.equals("timestamptz")
            || type.equals("datetimeoffset")
            || type.matches("timestamp.* with (local )?time zone");
    return new JdbcValue(position, isZoned);
  }

  /**
   * The value where the result stands.
   *
   * @throws Unfit if it is too long
   */
  @Nullable Object in(ResultSet row) throws SQLException, Unfit {
    Object value = row.getObject(position);
    if (value instanceof java.util.Date date) {
      return time(row, date);
    }
    if (value instanceof Clob clob) {
      return text(clob);
    }
    return value instanceof Blob blob ? bytes(blob) : value;
  }

  private Object time(ResultSet row, java.util.Date date) throws SQLException {
    if (date instanceof Timestamp stamp) {
      return isZoned
          ? as(row, OffsetDateTime.class, stamp.toInstant())
          : as(row, LocalDateTime.class, stamp);
    }
    if (date instanceof java.sql.Date) {
      return as(row, LocalDate.class, date);
    }
    return date instanceof java.sql.Time ? as(row, LocalTime.class, date) : date;
  }

  private <T> Object as(ResultSet row, Class<T> type, Object old) throws SQLException {
    try {
      T value = row.getObject(position, type);
      return value == null ? old : value;
    } catch (SQLException | RuntimeException | AbstractMethodError e) {
      return old;
    }
  }

  private static String text(Clob clob) throws SQLException, Unfit {
    try (Reader reader = clob.getCharacterStream()) {
      StringBuilder text = new StringBuilder();
      char[] part = new char[8192];
      for (int n = reader.read(part); n >= 0; n = reader.read(part)) {
        text.append(part, 0, n);
        if (text.length() > Normal.LONGEST) {
          throw Unfit.tooLong();
        }
      }
      return text.toString();
    } catch (IOException e) {
      throw new SQLException("a CLOB could not be read", e);
    } finally {
      clob.free();
    }
  }

  private static byte[] bytes(Blob blob) throws SQLException, Unfit {
    try {
      if (blob.length() > Normal.LONGEST / 2) {
        throw Unfit.tooLong();
      }
      return blob.getBytes(1, (int) blob.length());
    } finally {
      blob.free();
    }
  }
}
