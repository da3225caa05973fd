package dev.batchkit.examples.vendorprices;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Where a list comes from: a file, or one that the program ships. */
final class PriceSource {
  private static final String SHIPPED = "classpath:";

  private PriceSource() {}

  /** Names a shipped list, as it stands in {@link PriceList#source}. */
  static String shipped(String name) {
    return SHIPPED + name + ".csv";
  }

  /** Names a file, as it stands in {@link PriceList#source}: a later run may start elsewhere. */
  static String file(Path file) {
    return file.toAbsolutePath().normalize().toString();
  }

  /** How people call it. */
  static String label(String source) {
    return isShipped(source)
        ? source.substring(SHIPPED.length()) + " (shipped with this program)"
        : source;
  }

  /** Its name without the folder. */
  static String name(String source) {
    return source
        .substring(Math.max(source.lastIndexOf('/'), source.lastIndexOf('\\')) + 1)
        .replace(SHIPPED, "");
  }

  private static boolean isShipped(String source) {
    return source.startsWith(SHIPPED);
  }

  /** Opens it; what is read through the stream is digested as it passes. */
  static DigestInputStream open(String source) throws PriceListException {
    return new DigestInputStream(content(source), sha256());
  }

  /** Reads it once, without keeping it. */
  static Fingerprint fingerprint(String source) throws PriceListException {
    byte[] buffer = new byte[1 << 16];
    long lines = 0;
    try (DigestInputStream in = open(source)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        lines += lineBreaks(buffer, read);
      }
      return new Fingerprint(hex(in), lines);
    } catch (IOException e) {
      throw unreadable(source, e);
    }
  }

  /** The SHA-256 of what was read through a stream that {@link #open} gave, in hexadecimal. */
  static String hex(DigestInputStream in) {
    return HexFormat.of().formatHex(in.getMessageDigest().digest());
  }

  static PriceListException unreadable(String source, IOException why) {
    return new PriceListException(
        "The list %s cannot be read: %s.".formatted(label(source), reason(why)), why);
  }

  private static InputStream content(String source) throws PriceListException {
    if (!isShipped(source)) {
      return file(source);
    }
    InputStream in = PriceSource.class.getResourceAsStream(source.substring(SHIPPED.length()));
    if (in == null) {
      throw new PriceListException(
          "This program ships no list named %s. Name a file of your own with --csv."
              .formatted(source.substring(SHIPPED.length())));
    }
    return in;
  }

  private static InputStream file(String source) throws PriceListException {
    try {
      return Files.newInputStream(Path.of(source));
    } catch (NoSuchFileException e) {
      throw new PriceListException(
          "There is no file %s. Put the list there, or name another with --csv.".formatted(source),
          e);
    } catch (IOException e) {
      throw unreadable(source, e);
    }
  }

  private static String reason(IOException why) {
    String message = why.getMessage();
    String kind = why.getClass().getSimpleName();
    if (message == null) {
      return kind;
    }
    return why.getClass() == IOException.class ? message : kind + ": " + message;
  }

  private static long lineBreaks(byte[] buffer, int length) {
    long found = 0;
    for (int i = 0; i < length; i++) {
      if (buffer[i] == '\n') {
        found++;
      }
    }
    return found;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  /**
   * What tells one list from another.
   *
   * @param sha256 of its content, in hexadecimal
   * @param lines how many line breaks it has
   */
  record Fingerprint(String sha256, long lines) {}
}
