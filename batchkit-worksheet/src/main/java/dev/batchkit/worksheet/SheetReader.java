package dev.batchkit.worksheet;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.batchkit.spi.RowEdits;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads the edits out of a worksheet. */
final class SheetReader implements RowEdits {
  static final String SEPARATORS = ",;\t";

  private static final char BYTE_ORDER_MARK = '\uFEFF';
  private static final int LONGEST_HEADER = 100_000;

  private final SheetCopy sheet;
  private final List<String> fields;

  /**
   * A reader.
   *
   * @param fields the components that a line may have cells for
   */
  SheetReader(SheetCopy sheet, List<String> fields) {
    this.sheet = sheet;
    this.fields = fields;
  }

  @Override
  public String source() {
    return sheet.source();
  }

  @Override
  public void giveTo(Taker taker) throws IOException {
    char separator = separator();
    try (Reader characters = characters();
        CsvReader<CsvRecord> records =
            CsvReader.builder()
                .fieldSeparator(separator)
                .commentStrategy(CommentStrategy.NONE)
                .skipEmptyLines(true)
                .allowUnclosedQuote(false)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(characters)) {
      SheetHeader header = null;
      for (CsvRecord line : records) {
        if (header == null) {
          header = SheetHeader.of(line.getFields(), fields, taker);
        } else if (header.isUsable()) {
          header.give(line, taker);
        }
      }
      if (header == null) {
        taker.fault("line 1: there is no header");
      }
    } catch (CsvParseException e) {
      taker.fault(unreadable(e));
    } catch (UncheckedIOException e) {
      if (!(e.getCause() instanceof CharacterCodingException)) {
        throw e.getCause();
      }
      taker.fault("the file is not in UTF-8; save it as CSV UTF-8");
    } catch (CharacterCodingException e) {
      taker.fault("the file is not in UTF-8; save it as CSV UTF-8");
    }
  }

  private static String unreadable(CsvParseException e) throws CharacterCodingException {
    if (e.getCause() instanceof CharacterCodingException coding) {
      throw coding;
    }
    return "the file is no readable CSV: a quote is not closed, or stands where none may";
  }

  private Reader characters() throws IOException {
    // a decoder, not a charset: it refuses what is not UTF-8 instead of replacing it
    BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(sheet.open(), StandardCharsets.UTF_8.newDecoder()));
    reader.mark(1);
    if (reader.read() != BYTE_ORDER_MARK) {
      reader.reset();
    }
    return reader;
  }

  /** The one that stands most often in the first line. */
  private char separator() throws IOException {
    int[] found = new int[SEPARATORS.length()];
    try (Reader characters = characters()) {
      int next = characters.read();
      for (int i = 0; next >= 0 && next != '\n' && i < LONGEST_HEADER; i++) {
        int which = SEPARATORS.indexOf(next);
        if (which >= 0) {
          found[which]++;
        }
        next = characters.read();
      }
    } catch (CharacterCodingException e) {
      return SEPARATORS.charAt(0);
    }
    int best = 0;
    for (int i = 1; i < found.length; i++) {
      best = found[i] > found[best] ? i : best;
    }
    return SEPARATORS.charAt(best);
  }
}
