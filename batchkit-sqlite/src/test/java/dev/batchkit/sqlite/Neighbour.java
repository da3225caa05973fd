package dev.batchkit.sqlite;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.stream.LongStream;

/**
 * Another program that writes to the same file by plain JDBC, one short transaction after the
 * other, with the busy handler that the driver sets by itself. It tells how long it had to wait.
 */
final class Neighbour {
  private static final int PAUSE_MILLIS = 3;

  private Neighbour() {}

  /** Writes to the file in the first argument until it is told something. */
  public static void main(String[] arguments) throws Exception {
    LongStream.Builder waits = LongStream.builder();
    LongStream.Builder writes = LongStream.builder();
    try (Connection connection = Sample.plain(Path.of(arguments[0]));
        Statement statement = connection.createStatement()) {
      write(statement, waits, writes);
      waits = LongStream.builder();
      writes = LongStream.builder();
      say("ready");
      while (!isTold()) {
        write(statement, waits, writes);
        Thread.sleep(PAUSE_MILLIS);
      }
    }
    say("waits " + figures(waits.build().toArray()));
    say("writes " + figures(writes.build().toArray()));
  }

  private static boolean isTold() throws IOException {
    return System.in.available() > 0;
  }

  private static void write(
      Statement statement, LongStream.Builder waits, LongStream.Builder writes)
      throws SQLException {
    long begun = System.nanoTime();
    statement.execute("BEGIN IMMEDIATE");
    waits.add(System.nanoTime() - begun);
    statement.execute("INSERT INTO effect VALUES (0, 0)");
    statement.execute("COMMIT");
    writes.add(System.nanoTime() - begun);
  }

  /** How many, and in microseconds the median, the highest but one in a hundred, the highest. */
  private static String figures(long[] nanos) {
    Arrays.sort(nanos);
    int last = nanos.length - 1;
    return nanos.length
        + " "
        + nanos[last / 2] / 1_000
        + " "
        + nanos[last - nanos.length / 100] / 1_000
        + " "
        + nanos[last] / 1_000;
  }

  private static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }
}
