package dev.batchkit.engine;

import dev.batchkit.store.RowTable;
import dev.batchkit.store.StoredRow;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The seal of a batch, version 1; the format stands in docs/seal.md. A cell is its column's name,
 * its storage class, its length and its bytes; NULL cells are left out, so that a column added
 * later changes nothing.
 */
final class Seal {
  private static final byte[] TAG = "batchkit seal 1".getBytes(StandardCharsets.UTF_8);
  private static final byte TEXT = 'T';
  private static final byte INTEGER = 'I';
  private static final byte REAL = 'R';

  private final MessageDigest whole = sha256();
  private final Bytes bytes = new Bytes();

  Seal() {
    bytes.text(TAG);
  }

  /** Adds a row of the header. */
  void part(String name, List<String> columns, @Nullable Object[] cells) {
    bytes.part(name, columns, cells);
    bytes.drainTo(whole);
  }

  /** Adds all rows. */
  void rows(Rows rows) {
    bytes.text("rows".getBytes(StandardCharsets.UTF_8));
    bytes.number(rows.count);
    bytes.drainTo(whole);
    whole.update(rows.copyOfDigest().digest());
  }

  /** Adds what hangs on the batch. */
  void attachments(Attachments attachments) {
    bytes.text("attachments".getBytes(StandardCharsets.UTF_8));
    bytes.number(attachments.count);
    bytes.drainTo(whole);
    whole.update(attachments.all.digest());
  }

  /** The seal, in lower-case hexadecimal. Of no use after this. */
  String text() {
    bytes.drainTo(whole);
    return HexFormat.of().formatHex(whole.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /**
   * The digest over what hangs on a batch: taken before the last transaction, since it may be more
   * than a transaction should read. Of use once.
   */
  static final class Attachments {
    private final MessageDigest all = sha256();
    private final Bytes bytes = new Bytes();
    private long count;

    void part(String name, List<String> columns, @Nullable Object[] cells) {
      bytes.part(name, columns, cells);
      bytes.drainTo(all);
      count++;
    }
  }

  /** The running digest over the SHA-256 of each row, by ascending sequence. */
  static final class Rows {
    private static final List<byte[]> ENGINE =
        List.of(
                "sequence",
                "row_status",
                "row_problems_json",
                "row_input_json",
                "row_version",
                "row_removed",
                "row_outcome",
                "row_outcome_json",
                "row_updated_at",
                "row_updated_by_id")
            .stream()
            .map(name -> name.getBytes(StandardCharsets.UTF_8))
            .toList();

    private final byte[][] names;
    private final MessageDigest each = sha256();
    private final MessageDigest all;
    private final Bytes bytes = new Bytes();
    private long count;

    Rows(RowTable table) {
      this(
          table.columns().stream()
              .map(column -> column.name().getBytes(StandardCharsets.UTF_8))
              .toArray(byte[][]::new),
          sha256(),
          0);
    }

    private Rows(byte[][] names, MessageDigest all, long count) {
      this.names = names;
      this.all = all;
      this.count = count;
    }

    /** A digest that goes on from here, and leaves this one alone. */
    Rows fork() {
      return new Rows(names, copyOfDigest(), count);
    }

    /** Adds a row as it is stored, but with this outcome. */
    void add(StoredRow row, @Nullable String outcome, @Nullable String outcomeJson) {
      bytes.cell(ENGINE.get(0), row.sequence());
      bytes.cell(ENGINE.get(1), row.status());
      bytes.cell(ENGINE.get(2), row.problems());
      bytes.cell(ENGINE.get(3), row.input());
      bytes.cell(ENGINE.get(4), row.version());
      bytes.cell(ENGINE.get(5), row.removed() ? 1L : 0L);
      bytes.cell(ENGINE.get(6), outcome);
      bytes.cell(ENGINE.get(7), outcomeJson);
      bytes.cell(ENGINE.get(8), row.updatedAt());
      bytes.cell(ENGINE.get(9), row.updatedById());
      for (int i = 0; i < names.length; i++) {
        bytes.cell(names[i], row.cells()[i]);
      }
      bytes.end();
      bytes.drainTo(each);
      all.update(each.digest());
      count++;
    }

    private MessageDigest copyOfDigest() {
      try {
        return (MessageDigest) all.clone();
      } catch (CloneNotSupportedException e) {
        throw new IllegalStateException("the SHA-256 of the Java platform can be cloned", e);
      }
    }
  }

  /** A buffer that is used again and again. */
  private static final class Bytes {
    private byte[] buffer = new byte[1024];
    private int length;

    void part(String name, List<String> columns, @Nullable Object[] cells) {
      text(name.getBytes(StandardCharsets.UTF_8));
      for (int i = 0; i < cells.length; i++) {
        cell(columns.get(i).getBytes(StandardCharsets.UTF_8), cells[i]);
      }
      end();
    }

    void cell(byte[] name, @Nullable Object cell) {
      if (cell == null) {
        return;
      }
      text(name);
      if (cell instanceof String text) {
        put(TEXT);
        text(text.getBytes(StandardCharsets.UTF_8));
      } else if (cell instanceof Long number) {
        put(INTEGER);
        number(8);
        number(number);
      } else if (cell instanceof Double real) {
        put(REAL);
        number(8);
        number(Double.doubleToLongBits(real));
      } else {
        throw new IllegalStateException("a cell is text, integer or real, not " + cell.getClass());
      }
    }

    void text(byte[] text) {
      number(text.length);
      reserve(text.length);
      System.arraycopy(text, 0, buffer, length, text.length);
      length += text.length;
    }

    void end() {
      number(-1);
    }

    void number(long number) {
      reserve(8);
      for (int shift = 56; shift >= 0; shift -= 8) {
        buffer[length++] = (byte) (number >>> shift);
      }
    }

    private void put(byte one) {
      reserve(1);
      buffer[length++] = one;
    }

    private void reserve(int more) {
      if (length + more > buffer.length) {
        buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + more));
      }
    }

    void drainTo(MessageDigest digest) {
      digest.update(buffer, 0, length);
      length = 0;
    }
  }
}
