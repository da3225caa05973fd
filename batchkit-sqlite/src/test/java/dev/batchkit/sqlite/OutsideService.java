package dev.batchkit.sqlite;

import dev.batchkit.spi.RowResult;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * A service whose memory is a file: it outlives the process that asks. It takes its time; of some
 * keys the first call breaks before the effect or after it, or is asked to come again.
 */
final class OutsideService implements AutoCloseable {
  private static final int KINDS = 24;

  private final FileChannel file;
  private final Map<String, Integer> calls = new HashMap<>();
  private final Set<String> done = new HashSet<>();

  OutsideService(Path path) throws IOException {
    for (String line : said(path)) {
      String key = line.substring(line.indexOf(' ') + 1);
      if (line.startsWith("call ")) {
        calls.merge(key, 1, Integer::sum);
      } else if (line.startsWith("done ")) {
        done.add(key);
      }
    }
    file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private static List<String> said(Path path) throws IOException {
    return Files.exists(path) ? Files.readAllLines(path) : List.of();
  }

  RowResult call(String key) throws IOException {
    int time = say("call", key);
    int kind = time > 1 ? KINDS : Math.floorMod(key.hashCode(), KINDS);
    takeTime(key);
    if (kind == 0) {
      throw new IOException("broken before the effect");
    }
    if (kind == 1) {
      return RowResult.retry(Duration.ofMillis(3));
    }
    int unused = say("done", key);
    takeTime(key);
    if (kind == 2) {
      throw new IOException("broken after the effect");
    }
    return RowResult.applied();
  }

  RowResult settle(String key) throws IOException {
    int unused = say("settle", key);
    synchronized (this) {
      return done.contains(key) ? RowResult.applied() : RowResult.notDone();
    }
  }

  /** One write: a process that is killed leaves whole lines. */
  private synchronized int say(String what, String key) throws IOException {
    int unused =
        file.write(ByteBuffer.wrap((what + " " + key + "\n").getBytes(StandardCharsets.UTF_8)));
    if (what.equals("done")) {
      done.add(key);
    }
    return what.equals("call") ? calls.merge(key, 1, Integer::sum) : 0;
  }

  private static void takeTime(String key) {
    LockSupport.parkNanos(Math.floorMod(key.hashCode(), 7) * 200_000L);
  }

  /** The rows of a batch that were ever called. */
  static Set<Long> called(Path path, String batch) throws IOException {
    Set<Long> called = new HashSet<>();
    for (String line : said(path)) {
      String[] key = line.split(":", -1);
      if (line.startsWith("call ") && key[2].equals(batch)) {
        called.add(Long.parseLong(key[3]));
      }
    }
    return called;
  }

  /** Keys that were called again before they were settled, and effects that were done twice. */
  static List<String> faults(Path path) throws IOException {
    List<String> faults = new ArrayList<>();
    Set<String> unsettled = new HashSet<>();
    Set<String> effects = new HashSet<>();
    for (String line : said(path)) {
      String key = line.substring(line.indexOf(' ') + 1);
      boolean fine =
          switch (line.substring(0, line.indexOf(' '))) {
            case "call" -> unsettled.add(key);
            case "done" -> effects.add(key);
            default -> {
              unsettled.remove(key);
              yield true;
            }
          };
      if (!fine) {
        faults.add("again: " + line);
      }
    }
    return faults;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
