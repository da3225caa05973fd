package dev.batchkit.sqlite;

import dev.batchkit.BatchKit;
import dev.batchkit.Batches;
import dev.batchkit.batch.Batch;
import dev.batchkit.batch.Row;
import dev.batchkit.batch.Run;
import dev.batchkit.error.BatchKitException;
import dev.batchkit.spi.Chunk;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** One of several processes that work on one file at the same time. */
final class Contender {
  /** The rows of chunks that wait begin behind this one, so that something is applied before. */
  static final long FREE = 100;

  private final BufferedReader told =
      new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));

  private Contender() {}

  /**
   * Does one of these.
   *
   * <ul>
   *   <li>{@code live FILE FIRST COUNT ROWS}: makes the file if need be, and takes so many batches
   *       through their lives
   *   <li>{@code chunk FILE KEY THREADS}: so many threads execute a batch when they are told to;
   *       the one that does waits before its second chunk until it is told to go on
   *   <li>{@code unit FILE KEY THREADS}: the same, but it waits inside a transaction
   *   <li>{@code populate FILE KEY THREADS}: so many threads populate it; it waits before its last
   *       chunk
   * </ul>
   */
  public static void main(String[] arguments) throws Exception {
    Path file = Path.of(arguments[1]);
    switch (arguments[0]) {
      case "live" ->
          live(
              file,
              Integer.parseInt(arguments[2]),
              Integer.parseInt(arguments[3]),
              Integer.parseInt(arguments[4]));
      default ->
          new Contender().execute(file, arguments[0], arguments[2], Integer.parseInt(arguments[3]));
    }
  }

  private static void live(Path file, int first, int count, int rows) throws SQLException {
    Effects.found(file);
    try (BatchKit kit = Life.open(file)) {
      Life life = new Life(kit, rows, line -> {});
      for (int i = first; i < first + count; i++) {
        life.live("life-" + i);
        say("end life-" + i);
      }
    }
  }

  private void execute(Path file, String where, String key, int threads) throws Exception {
    try (BatchKit kit = Life.open(file, new Effects(waiting(where)))) {
      Batches<Effects.Line, Effects.Made> batches = kit.batches(Effects.TYPE);
      Batch batch = batches.find(key).orElseThrow();
      say("ready");
      while (told.readLine() != null) {
        List<Thread> all = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
          Thread thread = new Thread(() -> say("answer " + answer(batches, batch, where)));
          thread.start();
          all.add(thread);
        }
        for (Thread thread : all) {
          thread.join();
        }
      }
    }
  }

  private static String answer(
      Batches<Effects.Line, Effects.Made> batches, Batch batch, String where) {
    try {
      Run run =
          where.equals("populate") ? batches.populate(batch.id()) : batches.execute(batch.id());
      return String.valueOf(run.outcome());
    } catch (BatchKitException e) {
      return e.getClass().getSimpleName();
    } catch (RuntimeException e) {
      return e.toString();
    }
  }

  private Effects.Aside waiting(String where) {
    return new Effects.Aside() {
      @Override
      public void beforeEnd() throws IOException {
        if (where.equals("populate")) {
          hold();
        }
      }

      @Override
      public void before(Chunk<Effects.Made> chunk) throws IOException {
        if (where.equals("chunk") && chunk.rows().get(0).sequence() == FREE + 1) {
          hold();
        }
      }

      @Override
      public void inUnit(Row<Effects.Made> row) throws IOException {
        if (where.equals("unit") && row.sequence() == FREE + 2) {
          hold();
        }
      }
    };
  }

  private void hold() throws IOException {
    say("waiting");
    told.readLine();
  }

  private static synchronized void say(String line) {
    System.out.println(line);
    System.out.flush();
  }
}
