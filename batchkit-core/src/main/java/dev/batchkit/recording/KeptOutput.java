package dev.batchkit.recording;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** Reads all that a program writes, keeps the first of it, and counts the rest. */
final class KeptOutput {
  private static final int BUFFER = 8_192;

  private final int keep;
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private final Thread reader;
  private long bytes;

  KeptOutput(InputStream in, int keep) {
    this.keep = keep;
    reader = new Thread(() -> read(in), "batchkit-process-output");
    reader.setDaemon(true);
    reader.start();
  }

  private void read(InputStream in) {
    byte[] buffer = new byte[BUFFER];
    try (in) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        add(buffer, read);
      }
    } catch (IOException e) {
      return; // it was killed: what came is what there is
    }
  }

  private synchronized void add(byte[] buffer, int read) {
    kept.write(buffer, 0, (int) Math.min(read, keep - (long) kept.size()));
    bytes += read;
  }

  /**
   * What was kept, once all is read; what it started may hold its output open, and is not waited
   * for longer than this.
   */
  String text(long deadline) throws InterruptedException {
    TimeUnit.NANOSECONDS.timedJoin(reader, Math.max(1, deadline - System.nanoTime()));
    synchronized (this) {
      return kept.toString(StandardCharsets.UTF_8);
    }
  }

  synchronized long bytes() {
    return bytes;
  }
}
