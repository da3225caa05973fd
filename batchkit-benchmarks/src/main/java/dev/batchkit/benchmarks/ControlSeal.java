package dev.batchkit.benchmarks;

import dev.batchkit.benchmarks.ControlRows.StoredLine;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The seal, from the text of docs/seal.md. */
final class ControlSeal {
  private static final Set<String> LEFT_OUT =
      Set.of("activity", "claim_owner", "claim_token", "seal_sha256", "frozen_at");
  private static final byte[] SEQUENCE = head("sequence", 'I');
  private static final byte[] STATUS = head("row_status", 'T');
  private static final byte[] PROBLEMS = head("row_problems_json", 'T');
  private static final byte[] VERSION = head("row_version", 'I');
  private static final byte[] REMOVED = head("row_removed", 'I');
  private static final byte[] OUTCOME = head("row_outcome", 'T');
  private static final byte[] OUTCOME_JSON = head("row_outcome_json", 'T');
  private static final byte[] UPDATED_AT = head("row_updated_at", 'T');
  private static final byte[] SKU = head("sku", 'T');
  private static final byte[] NAME = head("name", 'T');
  private static final byte[] OLD_PRICE = head("old_price", 'T');
  private static final byte[] NEW_PRICE = head("new_price", 'T');
  private static final byte[] STOCK = head("stock", 'I');
  private static final byte[] DAY = head("day", 'T');

  private final MessageDigest row = sha256();
  private final MessageDigest rows = sha256();
  private byte[] buffer = new byte[4096];
  private int length;
  private long count;

  void row(StoredLine line, String outcome, @Nullable String outcomeJson) {
    number(SEQUENCE, line.sequence());
    text(STATUS, line.status());
    text(PROBLEMS, line.problems());
    number(VERSION, line.version());
    number(REMOVED, 0);
    text(OUTCOME, outcome);
    text(OUTCOME_JSON, outcomeJson);
    text(UPDATED_AT, line.updatedAt());
    text(SKU, line.sku());
    text(NAME, line.name());
    text(OLD_PRICE, line.oldPrice());
    text(NEW_PRICE, line.newPrice());
    number(STOCK, line.stock());
    text(DAY, line.day());
    number(-1);
    rows.update(digest(row));
    count++;
  }

  /** The seal over all rows and the two rows of the header; nothing hangs on these batches. */
  String text(ResultSet batch, ResultSet header) throws SQLException {
    MessageDigest whole = sha256();
    text("batchkit seal 1");
    part("batch", batch);
    part("batchkit_batch", header);
    text("rows");
    number(count);
    drain(whole);
    whole.update(rows.digest());
    text("attachments");
    number(0);
    drain(whole);
    whole.update(sha256().digest());
    return HexFormat.of().formatHex(whole.digest());
  }

  private void part(String name, ResultSet row) throws SQLException {
    text(name);
    ResultSetMetaData columns = row.getMetaData();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      String column = columns.getColumnName(i);
      if (!LEFT_OUT.contains(column)) {
        Object cell = row.getObject(i);
        if (cell instanceof Number number) {
          number(head(column, 'I'), number.longValue());
        } else if (cell != null) {
          text(head(column, 'T'), cell.toString());
        }
      }
    }
    number(-1);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The bytes of a cell before its value: its name and its storage class. */
  private static byte[] head(String name, char storage) {
    byte[] text = name.getBytes(StandardCharsets.UTF_8);
    byte[] head = new byte[8 + text.length + 1];
    head[7] = (byte) text.length;
    System.arraycopy(text, 0, head, 8, text.length);
    head[head.length - 1] = (byte) storage;
    return head;
  }

  private void text(byte[] head, @Nullable String value) {
    if (value != null) {
      bytes(head);
      text(value);
    }
  }

  private void number(byte[] head, long value) {
    bytes(head);
    number(8);
    number(value);
  }

  private void text(String value) {
    byte[] text = value.getBytes(StandardCharsets.UTF_8);
    number(text.length);
    bytes(text);
  }

  private void number(long value) {
    reserve(8);
    for (int shift = 56; shift >= 0; shift -= 8) {
      buffer[length++] = (byte) (value >>> shift);
    }
  }

  private void bytes(byte[] some) {
    reserve(some.length);
    System.arraycopy(some, 0, buffer, length, some.length);
    length += some.length;
  }

  private void reserve(int more) {
    if (length + more > buffer.length) {
      buffer = Arrays.copyOf(buffer, 2 * (length + more));
    }
  }

  private byte[] digest(MessageDigest digest) {
    drain(digest);
    return digest.digest();
  }

  private void drain(MessageDigest digest) {
    digest.update(buffer, 0, length);
    length = 0;
  }
}
