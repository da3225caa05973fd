package dev.batchkit.sqlite;

import dev.batchkit.BatchKit;
import dev.batchkit.orchestration.EntryRecording;
import dev.batchkit.orchestration.Nature;
import dev.batchkit.orchestration.Recording;
import java.nio.file.Path;

/** The process that is killed while it records: it says what is acknowledged to it. */
final class KilledRecorder {
  static final Nature NATURE = Nature.of("killed", "To be killed");

  private KilledRecorder() {}

  /**
   * Records.
   *
   * @param arguments the file; {@code threads} to record by four threads until it is killed, or
   *     {@code volume} to record 100,000 events and finish
   */
  public static void main(String[] arguments) throws InterruptedException {
    try (BatchKit kit = BatchKit.open(SqliteStore.openOrCreate(Path.of(arguments[0])))) {
      Recording recording = kit.orchestration().record(NATURE, "1", null);
      say("session " + recording.id());
      if (arguments[1].equals("threads")) {
        byThreads(recording);
      } else {
        volume(recording);
      }
    }
  }

  private static void byThreads(Recording recording) throws InterruptedException {
    for (int i = 0; i < 4; i++) {
      int number = i;
      Thread thread = new Thread(() -> record(recording, number));
      thread.setDaemon(true);
      thread.start();
    }
    Thread.sleep(60_000);
  }

  /** Never ends by itself. */
  private static void record(Recording recording, int thread) {
    EntryRecording mine = recording.entry("thread " + thread);
    say("entry " + mine.id());
    for (int i = 0; ; i++) {
      int number = i;
      mine.log("load", Integer.toString(number));
      mine.issue(issue -> issue.type("T").message(Integer.toString(number)));
      if (i % (3 + thread) == 0) {
        recording.flush();
        say("stored " + mine.id() + " " + i);
      }
    }
  }

  private static void volume(Recording recording) {
    for (int i = 0; i < 20_000; i++) {
      int number = i;
      recording.enter("step " + i);
      recording.log("load", "line " + i + ": " + "x".repeat(100));
      recording.issue(
          issue -> issue.type("Range Violation").message("too large").row(number).column("price"));
      boolean unused = recording.exec(e -> e.nature("n").code("step " + number), exec -> true);
    }
    recording.finish();
    say("finished");
  }

  private static void say(String line) {
    synchronized (KilledRecorder.class) {
      System.out.println(line);
      System.out.flush();
    }
  }
}
