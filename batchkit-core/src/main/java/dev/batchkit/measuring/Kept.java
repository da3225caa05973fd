package dev.batchkit.measuring;

import dev.batchkit.json.Json;
import dev.batchkit.store.NewRecord;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The records of a measurement that are kept, in their order: written first, then taken. The first
 * {@value #IN_MEMORY} are in memory, those after them in a {@link PrivateFile}. For one thread at a
 * time.
 */
final class Kept implements AutoCloseable {
  /** So many are in memory. */
  static final int IN_MEMORY = 1_000;

  private final Deque<NewRecord> first = new ArrayDeque<>();
  private @Nullable FileChannel file;
  private @Nullable BufferedWriter writer;
  private @Nullable BufferedReader reader;
  private long size;

  /** How many were added. */
  long size() {
    return size;
  }

  /**
   * Adds one.
   *
   * @throws UncheckedIOException if it cannot be written
   */
  void add(NewRecord record) {
    if (size < IN_MEMORY) {
      first.add(record);
    } else {
      write(Json.keep(record).text());
    }
    size++;
  }

  private void write(String line) {
    try {
      BufferedWriter out = writer;
      if (out == null) {
        FileChannel made = PrivateFile.create(".records");
        file = made;
        out = new BufferedWriter(Channels.newWriter(made, StandardCharsets.UTF_8));
        writer = out;
      }
      out.write(line);
      out.newLine();
    } catch (IOException e) {
      throw new UncheckedIOException("The records to be kept cannot be written to a file", e);
    }
  }

  /**
   * All were added.
   *
   * @throws UncheckedIOException if they cannot be written
   */
  void end() {
    FileChannel written = file;
    if (writer == null || written == null) {
      return;
    }
    try {
      writer.flush();
      written.position(0);
      reader = new BufferedReader(Channels.newReader(written, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("The records to be kept cannot be written to a file", e);
    }
  }

  /**
   * Takes the next ones away; the {@link #end} was told.
   *
   * @param most at most so many
   * @return empty if there are none any more
   * @throws UncheckedIOException if they cannot be read
   */
  List<NewRecord> take(int most) {
    List<NewRecord> taken = new ArrayList<>();
    while (taken.size() < most && !first.isEmpty()) {
      taken.add(first.remove());
    }
    if (reader != null && taken.size() < most) {
      read(reader, most, taken);
    }
    return taken;
  }

  private static void read(BufferedReader in, int most, List<NewRecord> taken) {
    try {
      String line = "";
      while (taken.size() < most && (line = in.readLine()) != null) {
        taken.add(Json.of(line).kept(NewRecord.class));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The records to be kept cannot be read from their file", e);
    }
  }

  /**
   * Closes the file, which deletes it, and forgets all records; done again without harm.
   *
   * @throws UncheckedIOException if it cannot be closed
   */
  @Override
  public void close() {
    first.clear();
    FileChannel open = file;
    file = null;
    reader = null;
    if (open == null) {
      return;
    }
    try {
      open.close();
    } catch (IOException e) {
      throw new UncheckedIOException("The file of records to be kept cannot be closed", e);
    }
  }
}
