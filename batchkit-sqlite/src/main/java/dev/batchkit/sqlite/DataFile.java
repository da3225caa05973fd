package dev.batchkit.sqlite;

import dev.batchkit.error.StoreFailed;
import dev.batchkit.error.WrongFile;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the file system says about the database file. Nothing here opens a file that exists: closing
 * it again would drop the locks that SQLite holds on it in this process.
 *
 * @param path its real path
 */
record DataFile(Path path) {
  private static final Pattern NETWORK =
      Pattern.compile(
          "nfs.*|cifs|smb.*|9p|afs|ncpfs|ceph|lustre|gpfs|glusterfs|davfs.*|fuse\\.(sshfs|glusterfs|"
              + "rclone|s3fs|davfs.*|curlftpfs|nfs.*)|prl_fs|vboxsf|vmhgfs.*|virtiofs|drvfs");

  /** One page of the smallest size. SQLite itself takes a file of one byte for an empty one. */
  private static final int SMALLEST = 512;

  static DataFile locate(Path given) {
    Path path = given.toAbsolutePath().normalize();
    if (path.toString().indexOf('?') >= 0) {
      throw new WrongFile(
          "The driver takes what follows a '?' in a path for options: rename " + path + ".",
          path.toString(),
          null);
    }
    try {
      return new DataFile(Files.exists(path) ? path.toRealPath() : realParent(path));
    } catch (IOException e) {
      throw new WrongFile(
          "The directory of " + path + " cannot be found: create it first.", path.toString(), e);
    }
  }

  private static Path realParent(Path path) throws IOException {
    Path parent = path.getParent();
    Path name = path.getFileName();
    if (parent == null || name == null) {
      throw new NoSuchFileException(path.toString());
    }
    return parent.toRealPath().resolve(name);
  }

  boolean exists() {
    return Files.exists(path);
  }

  /**
   * Whether there is nothing in it: a program that died while creating it may leave that behind.
   */
  boolean isBlank() {
    return !exists() || (Files.isRegularFile(path) && size() == 0);
  }

  private long size() {
    try {
      return Files.size(path);
    } catch (IOException e) {
      throw wrong("cannot be looked at", e);
    }
  }

  /** Refuses what no store can be kept in. */
  void check(boolean readOnly) {
    if (exists() && !Files.isRegularFile(path)) {
      throw wrong("is not a file: name the database file itself", null);
    }
    if (!isBlank() && size() < SMALLEST) {
      throw wrong("is too short to be an SQLite database", null);
    }
    checkFileSystem();
    if (readOnly) {
      return;
    }
    if (exists() && !Files.isWritable(path)) {
      throw wrong("is read-only: make it writable, or open it by SqliteStore.readOnly", null);
    }
    Path directory = Objects.requireNonNull(path.getParent());
    if (!Files.isWritable(directory)) {
      throw wrong("lies in a directory that is read-only, where SQLite keeps its journal", null);
    }
  }

  private void checkFileSystem() {
    Path directory = Objects.requireNonNull(path.getParent());
    try {
      String type = Files.getFileStore(directory).type().toLowerCase(Locale.ROOT);
      if (NETWORK.matcher(type).matches()) {
        throw wrong(
            "lies on a network file system ("
                + type
                + "), where SQLite's locks do not hold: move it to a local disk",
            null);
      }
    } catch (IOException e) {
      throw wrong("lies on a file system that cannot be asked for its type", e);
    }
  }

  /** Creates it, for its owner only, unless someone else was faster. */
  void create() {
    FileAttribute<?>[] attributes =
        path.getFileSystem().supportedFileAttributeViews().contains("posix")
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[0];
    try {
      Files.newByteChannel(
              path, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes)
          .close();
    } catch (FileAlreadyExistsException e) {
      // a process that opens it at the same time; both go on, and one of them makes the tables
      return;
    } catch (IOException e) {
      throw wrong("cannot be created", e);
    }
  }

  /** What tells it from another file at the same path; null where the file system has no such. */
  @Nullable Object key() {
    try {
      return keyNow();
    } catch (IOException e) {
      throw wrong("cannot be looked at", e);
    }
  }

  private @Nullable Object keyNow() throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
  }

  /** Refuses to go on with a file that is no longer the one that was opened. */
  void checkSame(@Nullable Object openedKey) {
    try {
      if (Objects.equals(keyNow(), openedKey)) {
        return;
      }
    } catch (IOException e) {
      throw moved(e);
    }
    throw moved(null);
  }

  private StoreFailed moved(@Nullable IOException cause) {
    return new StoreFailed(
        "The file "
            + path
            + " was moved, deleted or replaced while it was open: nothing more is written. Close the"
            + " store, put the file back, and open it again.",
        "FILE_MOVED",
        cause);
  }

  Path lockFile() {
    return path.resolveSibling(path.getFileName() + ".lock");
  }

  WrongFile wrong(String why, @Nullable Throwable cause) {
    return new WrongFile("The file " + path + " " + why + ".", path.toString(), cause);
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
