package dev.batchkit.measuring;

import dev.batchkit.json.Json;
import dev.batchkit.store.NewRecord;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The records of a measurement that are kept, in their order: written first, then taken. The first
 * {@value #IN_MEMORY} are in memory, those after them in a file that only its owner can read. For
 * one thread at a time.
 */
final class Kept implements AutoCloseable {
  /** So many are in memory. */
  static final int IN_MEMORY = 1_000;

  private final Deque<NewRecord> first = new ArrayDeque<>();
  private @Nullable Path file;
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
        file = Files.createTempFile("batchkit-records", ".jsonl", ownerOnly());
        out = Files.newBufferedWriter(file);
        writer = out;
      }
      out.write(line);
      out.newLine();
    } catch (IOException e) {
      throw new UncheckedIOException("The records to be kept cannot be written to a file", e);
    }
  }

  private static FileAttribute<?>[] ownerOnly() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  /**
   * All were added.
   *
   * @throws UncheckedIOException if they cannot be written
   */
  void end() {
    close(writer);
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
    Path spooled = file;
    if (spooled != null && taken.size() < most) {
      read(spooled, most, taken);
    }
    return taken;
  }

  private void read(Path spooled, int most, List<NewRecord> taken) {
    try {
      BufferedReader in = reader == null ? Files.newBufferedReader(spooled) : reader;
      reader = in;
      String line = "";
      while (taken.size() < most && (line = in.readLine()) != null) {
        taken.add(Json.of(line).kept(NewRecord.class));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The records to be kept cannot be read from their file", e);
    }
  }

  /**
   * Deletes the file, and forgets all records; done again without harm.
   *
   * @throws UncheckedIOException if it cannot be deleted
   */
  @Override
  public void close() {
    first.clear();
    Path spooled = file;
    file = null;
    if (spooled == null) {
      return;
    }
    try {
      close(writer);
      close(reader);
    } finally {
      delete(spooled);
    }
  }

  private static void close(@Nullable Closeable open) {
    try {
      if (open != null) {
        open.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The file of records to be kept cannot be closed", e);
    }
  }

  private static void delete(Path spooled) {
    try {
      Files.delete(spooled);
    } catch (IOException e) {
      throw new UncheckedIOException("The file of records to be kept cannot be deleted", e);
    }
  }
}
