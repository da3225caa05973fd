package dev.batchkit.worksheet;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A copy of a worksheet that nobody else can change: it is read twice, and a spreadsheet may save
 * the file in between.
 */
final class SheetCopy implements AutoCloseable {
  private final Path copy;
  private final String source;

  private SheetCopy(Path copy, String source) {
    this.copy = copy;
    this.source = source;
  }

  static SheetCopy of(Path file) throws IOException {
    Path copy = Files.createTempFile("worksheet", ".csv");
    boolean copied = false;
    try {
      SheetCopy made = new SheetCopy(copy, copy(file, copy));
      copied = true;
      return made;
    } finally {
      if (!copied) {
        Files.deleteIfExists(copy);
      }
    }
  }

  /** Copies, and says what it was: name, size and SHA-256. */
  private static String copy(Path file, Path copy) throws IOException {
    MessageDigest sha256 = sha256();
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), sha256);
        OutputStream out = Files.newOutputStream(copy)) {
      long size = in.transferTo(out);
      return "%s (%d bytes, SHA-256 %s)"
          .formatted(file.getFileName(), size, HexFormat.of().formatHex(sha256.digest()));
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  String source() {
    return source;
  }

  InputStream open() throws IOException {
    return Files.newInputStream(copy);
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(copy);
  }
}
