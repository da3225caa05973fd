package dev.batchkit.sqlite;

import dev.batchkit.BatchKit;
import dev.batchkit.Batches;
import dev.batchkit.batch.Batch;
import dev.batchkit.error.BatchKitException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The process that looks at damaged files, since a damaged file might crash it: flips one bit in a
 * copy, looks by plain SQL whether anything reads differently, and lets batchkit verify.
 */
final class Flipper {
  private static final List<String> SEALED =
      List.of(
          Mixed.TABLE,
          "batch",
          "batchkit_batch",
          "session",
          "batchkit_session",
          "batchkit_record",
          "batchkit_change");

  private Flipper() {}

  /**
   * Tells of each flip where it was, and what came of it.
   *
   * @param arguments the file, the seed, and how many flips
   */
  public static void main(String[] arguments) throws Exception {
    Path file = Path.of(arguments[0]);
    Random random = new Random(Long.parseLong(arguments[1]));
    byte[] sound = Files.readAllBytes(file);
    Path copy = file.resolveSibling("flipped.db");
    Files.write(copy, sound);
    String before = dump(copy);
    List<Integer> pages = pages(copy);
    int size = pageSize(sound);
    for (int i = 0; i < Integer.parseInt(arguments[2]); i++) {
      int page = pages.get(random.nextInt(pages.size()));
      int begin = (page - 1) * size;
      int at = begin + (i % 2 == 0 ? random.nextInt(size) : inHead(sound, begin, random));
      int bit = random.nextInt(8);
      System.out.println("flip " + at + " " + bit);
      flip(copy, sound, at, bit);
      String seen = seen(copy, before);
      System.out.println("page " + page + " " + seen + " -> " + verified(copy));
      System.out.flush();
    }
  }

  /** A byte of the head of some record, where a bit makes text a BLOB or a number NULL. */
  private static int inHead(byte[] file, int page, Random random) {
    int type = file[page] & 0xff;
    boolean table = type == 0x0d;
    int cells = number(file, page + 3);
    if (!(table || type == 0x0a) || cells == 0) {
      return 0;
    }
    int at = number(file, page + 8 + 2 * random.nextInt(cells));
    at = afterVarint(file, page + at);
    at = table ? afterVarint(file, at) : at;
    return at - page + random.nextInt(file[at] & 0x7f);
  }

  private static int afterVarint(byte[] file, int at) {
    int end = at;
    while (file[end] < 0) {
      end++;
    }
    return end + 1;
  }

  private static int number(byte[] file, int at) {
    return (file[at] & 0xff) << 8 | (file[at + 1] & 0xff);
  }

  private static int pageSize(byte[] file) {
    return number(file, 16);
  }

  private static void flip(Path copy, byte[] sound, int at, int bit) throws IOException {
    for (String beside : List.of("-wal", "-shm", "-journal")) {
      Files.deleteIfExists(Path.of(copy + beside));
    }
    byte[] flipped = sound.clone();
    flipped[at] ^= (byte) (1 << bit);
    Files.write(copy, flipped);
  }

  /** The pages on which anything lies that the seal is taken over. */
  private static List<Integer> pages(Path file) throws SQLException {
    List<Integer> pages = new ArrayList<>();
    try (Connection connection = Sample.plain(file);
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT pageno FROM dbstat WHERE name IN ('" + String.join("','", SEALED) + "')")) {
      while (rows.next()) {
        pages.add(rows.getInt(1));
      }
    }
    return pages;
  }

  private static String seen(Path file, String before) {
    try {
      return dump(file).equals(before) ? "same" : "different";
    } catch (SQLException e) {
      return "unreadable";
    }
  }

  private static String verified(Path file) {
    try (BatchKit kit = Mixed.open(file)) {
      Batches<Mixed.Line, Mixed.Cells> batches = kit.batches(Mixed.TYPE);
      Batch batch = batches.newest(2).get(1);
      return batches.verify(batch.id()).intact() ? "intact" : "changed";
    } catch (BatchKitException e) {
      return "refused " + e.getClass().getSimpleName();
    } catch (RuntimeException | Error e) {
      return "crashed " + e + " at " + e.getStackTrace()[0];
    }
  }

  /**
   * What plain SQL gives for everything that the seal is taken over, storage classes included, but
   * for that of the seal itself.
   */
  static String dump(Path file) throws SQLException {
    StringBuilder dump = new StringBuilder();
    try (Connection connection = Sample.plain(file)) {
      dump(connection, "SELECT * FROM batch WHERE id = 1", dump);
      dump(connection, "SELECT * FROM batchkit_batch WHERE batch_id = 1", dump);
      dump(
          connection,
          "SELECT * FROM " + Mixed.TABLE + " WHERE batch_id = 1 ORDER BY sequence",
          dump);
      dump(connection, "SELECT * FROM session WHERE batch_id = 1 ORDER BY id", dump);
      dump(connection, "SELECT * FROM batchkit_session WHERE session_id = 10", dump);
      dump(
          connection,
          "SELECT * FROM batchkit_record WHERE session_id = 10 ORDER BY sequence",
          dump);
      dump(connection, "SELECT * FROM batchkit_change WHERE batch_id = 1 ORDER BY sequence", dump);
    }
    return dump.toString();
  }

  private static void dump(Connection connection, String select, StringBuilder dump)
      throws SQLException {
    List<String> cells = new ArrayList<>();
    try (Statement statement = connection.createStatement()) {
      try (ResultSet rows = statement.executeQuery(select + " LIMIT 0")) {
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          String name = rows.getMetaData().getColumnName(i);
          if (name.equals("seal_sha256")) {
            cells.add("quote(CAST(seal_sha256 AS TEXT))");
          } else if (!name.matches("activity|claim_owner|claim_token|frozen_at")) {
            cells.add("typeof(\"%1$s\") || hex(\"%1$s\") || quote(\"%1$s\")".formatted(name));
          }
        }
      }
      try (ResultSet rows =
          statement.executeQuery(select.replaceFirst("[*]", String.join(" || ',' || ", cells)))) {
        while (rows.next()) {
          dump.append(rows.getString(1)).append('\n');
        }
      }
    }
  }
}
