package dev.batchkit.engine;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The bytes of a file, counted and hashed as they are read. */
final class ReadFile extends InputStream {
  private static final int PIECE = 1 << 16;

  private final InputStream bytes;
  private final MessageDigest digest;
  private long size;
  private boolean closed;

  ReadFile(Path file) throws IOException {
    digest = sha256();
    bytes = new BufferedInputStream(Files.newInputStream(file), PIECE);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  @Override
  public int read() throws IOException {
    requireOpen();
    int one = bytes.read();
    if (one >= 0) {
      digest.update((byte) one);
      size++;
    }
    return one;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    requireOpen();
    return take(into, offset, length);
  }

  private int take(byte[] into, int offset, int length) throws IOException {
    int count = bytes.read(into, offset, length);
    if (count > 0) {
      digest.update(into, offset, count);
      size += count;
    }
    return count;
  }

  @Override
  public int available() throws IOException {
    requireOpen();
    return bytes.available();
  }

  /** Ends what the source may read of it; the file itself is let go by {@link #letGo}. */
  @Override
  public void close() {
    closed = true;
  }

  boolean isClosed() {
    return closed;
  }

  private void requireOpen() throws IOException {
    if (closed) {
      throw new IOException("The file is closed.");
    }
  }

  /** Reads what is left, so that size and hash are those of the whole file. */
  void readOn(Runnable between) throws IOException {
    close();
    byte[] piece = new byte[PIECE];
    while (take(piece, 0, PIECE) >= 0) {
      between.run();
    }
  }

  void letGo() throws IOException {
    close();
    bytes.close();
  }

  long size() {
    return size;
  }

  /** In hexadecimal. To be asked once. */
  String hash() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
