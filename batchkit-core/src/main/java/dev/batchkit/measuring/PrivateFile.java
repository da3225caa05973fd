package dev.batchkit.measuring;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Temporary files that only the owner of the process can read. They go when they are closed or the
 * process ends, however it ends: where the system allows, they have no name any more as soon as
 * they are open.
 */
final class PrivateFile {
  private PrivateFile() {}

  /** Makes one in the directory for temporary files. */
  static FileChannel create(String suffix) throws IOException {
    return open(Files.createTempFile("batchkit-", suffix));
  }

  static FileChannel create(Path directory, String suffix) throws IOException {
    return open(Files.createTempFile(directory, "batchkit-", suffix));
  }

  private static FileChannel open(Path path) throws IOException {
    try {
      return FileChannel.open(
          path,
          StandardOpenOption.READ,
          StandardOpenOption.WRITE,
          StandardOpenOption.DELETE_ON_CLOSE);
    } catch (IOException e) {
      Files.deleteIfExists(path);
      throw e;
    }
  }
}
