package dev.batchkit.examples.pipeline;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A folder with the files that the program ships; gone when it is closed. */
final class Incoming implements AutoCloseable {
  static final List<String> NAMES = List.of("returns.csv", "stock.csv");

  private final Path folder;

  private Incoming(Path folder) {
    this.folder = folder;
  }

  static Incoming shipped() throws IOException {
    Incoming incoming = new Incoming(Files.createTempDirectory("incoming"));
    for (String name : NAMES) {
      try (InputStream in = Incoming.class.getResourceAsStream(name)) {
        if (in == null) {
          throw new IOException("This program does not ship " + name + ".");
        }
        Files.copy(in, incoming.folder.resolve(name));
      }
    }
    return incoming;
  }

  Path folder() {
    return folder;
  }

  static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  @Override
  public void close() throws IOException {
    for (String name : NAMES) {
      Files.deleteIfExists(folder.resolve(name));
    }
    Files.deleteIfExists(folder);
  }
}
