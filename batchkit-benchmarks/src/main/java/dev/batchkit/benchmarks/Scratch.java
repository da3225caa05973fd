package dev.batchkit.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A directory for files that are measured; gone when it is closed. */
record Scratch(Path directory) implements AutoCloseable {
  static Scratch in(Path parent) throws IOException {
    return new Scratch(Files.createTempDirectory(parent, "batchkit-benchmarks"));
  }

  Path file(String name) {
    return directory.resolve(name);
  }

  /** Deletes a file with what SQLite and batchkit laid beside it. */
  void delete(Path file) throws IOException {
    deleteAll(String.valueOf(file.getFileName()));
  }

  @Override
  public void close() throws IOException {
    deleteAll("");
    Files.delete(directory);
  }

  private void deleteAll(String prefix) throws IOException {
    List<Path> found;
    try (Stream<Path> inside = Files.list(directory)) {
      found = inside.filter(p -> String.valueOf(p.getFileName()).startsWith(prefix)).toList();
    }
    for (Path one : found) {
      Files.delete(one);
    }
  }
}
