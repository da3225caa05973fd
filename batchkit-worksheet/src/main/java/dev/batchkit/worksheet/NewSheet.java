package dev.batchkit.worksheet;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A CSV file as spreadsheets like it, which is there as a whole or not at all. */
final class NewSheet {
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private NewSheet() {}

  /** Writes lines. */
  @FunctionalInterface
  interface Lines {
    /** Writes them; gives how many there are, the header not counted. */
    long writeTo(CsvWriter lines);
  }

  /**
   * Writes a file that is not there yet.
   *
   * @return how many lines, the header not counted
   */
  static long write(Path file, char separator, Lines lines) throws IOException {
    if (Files.exists(file)) {
      throw new FileAlreadyExistsException(file.toString());
    }
    Path target = file.toAbsolutePath();
    Path begun = Files.createTempFile(target.getParent(), "." + target.getFileName(), ".part");
    try {
      long written = fill(begun, separator, lines);
      Files.move(begun, target, StandardCopyOption.ATOMIC_MOVE);
      return written;
    } finally {
      Files.deleteIfExists(begun);
    }
  }

  private static long fill(Path file, char separator, Lines lines) throws IOException {
    try (Writer characters = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      characters.write(BYTE_ORDER_MARK);
      try (CsvWriter csv =
          CsvWriter.builder()
              .fieldSeparator(separator)
              .lineDelimiter(LineDelimiter.CRLF)
              .build(characters)) {
        return lines.writeTo(csv);
      }
    }
  }
}
