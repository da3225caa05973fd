package dev.batchkit.examples.vendorprices;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.security.DigestInputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a list line by line; it never holds more than one. */
final class PriceListReader implements AutoCloseable {
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final PriceList list;
  private final DigestInputStream bytes;
  private final CloseableIterator<CsvRecord> records;
  private final List<Integer> columns;

  private PriceListReader(
      PriceList list,
      DigestInputStream bytes,
      CloseableIterator<CsvRecord> records,
      List<Integer> columns) {
    this.list = list;
    this.bytes = bytes;
    this.records = records;
    this.columns = columns;
  }

  /**
   * Opens a list and finds its columns.
   *
   * @throws PriceListException if it cannot be read, or has not the columns
   */
  static PriceListReader open(PriceList list) throws PriceListException {
    DigestInputStream bytes = PriceSource.open(list.source());
    try {
      CloseableIterator<CsvRecord> records = records(characters(bytes, list)).iterator();
      return new PriceListReader(list, bytes, records, columns(list, records));
    } catch (PriceListException | IOException | RuntimeException e) {
      closeAfter(e, bytes);
      throw asListException(list, e);
    }
  }

  /** The next line that is not blank; null after the last. */
  @Nullable PriceLine next() throws PriceListException {
    try {
      while (records.hasNext()) {
        CsvRecord csv = records.next();
        if (!isBlank(csv)) {
          return new PriceLine(cell(csv, 0), cell(csv, 1), cell(csv, 2));
        }
      }
      return null;
    } catch (RuntimeException e) {
      throw asListException(list, e);
    }
  }

  /**
   * Checks, after the last line, that what was read is what the list was when its batch was
   * created.
   *
   * @throws PriceListException if it is not
   */
  void checkContent() throws PriceListException {
    if (!PriceSource.hex(bytes).equals(list.sha256())) {
      throw new PriceListException(
          "The list %s has changed since its batch was created. Start again: it gets a new batch."
              .formatted(PriceSource.label(list.source())));
    }
  }

  @Override
  public void close() throws IOException {
    records.close();
  }

  private static CsvReader<CsvRecord> records(Reader characters) {
    return CsvReader.builder()
        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
        .allowUnclosedQuote(false)
        .trimWhitespacesAroundQuotes(true)
        .ofCsvRecord(characters);
  }

  private static Reader characters(DigestInputStream bytes, PriceList list) throws IOException {
    // a decoder, not a charset: it refuses what is not in the encoding instead of replacing it
    Reader reader =
        new BufferedReader(
            new InputStreamReader(bytes, Charset.forName(list.encoding()).newDecoder()));
    reader.mark(1);
    if (reader.read() != BYTE_ORDER_MARK) {
      reader.reset();
    }
    return reader;
  }

  private static List<Integer> columns(PriceList list, CloseableIterator<CsvRecord> records)
      throws PriceListException {
    List<String> header = records.hasNext() ? records.next().getFields() : List.of();
    return new PriceListHeader(list.source(), header).find(list);
  }

  private @Nullable String cell(CsvRecord csv, int index) {
    int column = columns.get(index);
    return column < csv.getFieldCount() ? csv.getField(column) : null;
  }

  private static boolean isBlank(CsvRecord csv) {
    return csv.getFields().stream().allMatch(String::isBlank);
  }

  private static void closeAfter(Exception failure, DigestInputStream bytes) {
    try {
      bytes.close();
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  /** Explains what a person can mend; whatever else it is goes on as it is. */
  private static PriceListException asListException(PriceList list, Exception e) {
    String label = PriceSource.label(list.source());
    Throwable cause = e instanceof UncheckedIOException wrapped ? wrapped.getCause() : e;
    if (cause instanceof PriceListException known) {
      return known;
    }
    if (cause instanceof CharacterCodingException) {
      return new PriceListException(
          "The list %s is not encoded in %s. Name its encoding with --encoding, such as %s."
              .formatted(label, list.encoding(), "windows-1252"),
          e);
    }
    if (cause instanceof CsvParseException) {
      return new PriceListException(
          "The list %s is no readable CSV: %s. Mend the file.".formatted(label, reason(cause)), e);
    }
    if (cause instanceof IOException broken) {
      return PriceSource.unreadable(list.source(), broken);
    }
    throw (RuntimeException) e;
  }

  private static String reason(Throwable e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return e.getMessage() + (cause == e ? "" : " (" + cause.getMessage() + ")");
  }
}
