package dev.batchkit.worksheet;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** The columns that every worksheet has before those of the input, and how a line is recognised. */
final class Sheet {
  static final String SEQUENCE = "row:sequence";
  static final String VERSION = "row:version";

  /** Tells a line that nobody edited from one that somebody did. */
  static final String CHECK = "row:check";

  /** For the person: {@link #REMOVE} to take the row out. */
  static final String ACTION = "row:action";

  static final String STATUS = "row:status";
  static final String PROBLEMS = "row:problems";
  static final List<String> COLUMNS = List.of(SEQUENCE, VERSION, CHECK, ACTION, STATUS, PROBLEMS);

  static final String REMOVE = "remove";

  /** What must be there to apply a worksheet. */
  static final List<String> NEEDED = List.of(SEQUENCE, VERSION, CHECK);

  private static final int CHECK_LENGTH = 12;

  private Sheet() {}

  /**
   * A digest of the cells of a line. It begins with a letter, so that no spreadsheet takes it for a
   * number, and line ends count alike, since spreadsheets change them.
   */
  static String check(long sequence, long version, List<String> cells) {
    MessageDigest digest = sha256();
    digest.update((sequence + "/" + version).getBytes(StandardCharsets.UTF_8));
    for (String cell : cells) {
      byte[] bytes = lines(cell).getBytes(StandardCharsets.UTF_8);
      digest.update(("/" + bytes.length + ":").getBytes(StandardCharsets.UTF_8));
      digest.update(bytes);
    }
    return "x" + HexFormat.of().formatHex(digest.digest()).substring(0, CHECK_LENGTH);
  }

  private static String lines(String cell) {
    return cell.replace("\r\n", "\n").replace('\r', '\n');
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
