package dev.batchkit.worksheet;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.batchkit.Orchestration;
import dev.batchkit.batch.UtcText;
import dev.batchkit.orchestration.Entry;
import dev.batchkit.orchestration.Issue;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * All issues of an orchestration session as a CSV file for a spreadsheet: UTF-8 with a byte order
 * mark, one line per issue, in the order in which they were recorded. A text that a spreadsheet
 * would take for a formula has an apostrophe before it. Invalid values are in it only when asked
 * for. Immutable, and safe for any number of threads.
 */
public final class IssueSheet {
  private static final List<String> COLUMNS =
      List.of("entry", "severity", "type", "row", "column", "message", "remediation", "found_at");
  private static final String INVALID_VALUE = "invalid_value";
  private static final int PAGE = 1000;

  /** Entries beyond these are told by their ids, so that their sources need no end of memory. */
  private static final int NAMED_ENTRIES = 100_000;

  private final Orchestration ledger;
  private final char separator;
  private final boolean withInvalidValues;

  private IssueSheet(Orchestration ledger, char separator, boolean withInvalidValues) {
    this.ledger = ledger;
    this.separator = separator;
    this.withInvalidValues = withInvalidValues;
  }

  /** Sheets of the issues in this ledger. */
  public static IssueSheet of(Orchestration ledger) {
    return new IssueSheet(ledger, ',', false);
  }

  /**
   * Separates cells by another character, such as the semicolon that spreadsheets expect in some
   * countries.
   *
   * @throws dev.batchkit.error.InvalidValue if it is no comma, semicolon or tab
   */
  public IssueSheet separator(char other) {
    return new IssueSheet(ledger, Worksheet.separated(other), withInvalidValues);
  }

  /** With a column for the values that were refused. */
  public IssueSheet withInvalidValues() {
    return new IssueSheet(ledger, separator, true);
  }

  /**
   * Writes all issues of a session, page by page; a session without issues, or that does not exist,
   * gives a header only.
   *
   * @return how many
   * @throws IOException if the file cannot be written; there is none then
   * @throws FileAlreadyExistsException if there is a file of this name
   */
  public long write(String sessionId, Path file) throws IOException {
    return NewSheet.write(file, separator, lines -> writeTo(lines, sessionId));
  }

  private long writeTo(CsvWriter lines, String sessionId) {
    Map<String, String> sources = sources(sessionId);
    long written = 0;
    lines.writeRecord(header());
    List<Issue> page = ledger.issues(sessionId, null, PAGE);
    while (!page.isEmpty()) {
      page.forEach(issue -> lines.writeRecord(line(issue, sources)));
      written += page.size();
      page = ledger.issues(sessionId, page.get(page.size() - 1).id(), PAGE);
    }
    return written;
  }

  private Map<String, String> sources(String sessionId) {
    Map<String, String> sources = new HashMap<>();
    List<Entry> page = ledger.entries(sessionId, null, PAGE);
    while (!page.isEmpty() && sources.size() < NAMED_ENTRIES) {
      page.forEach(entry -> sources.put(entry.id(), entry.source()));
      page = ledger.entries(sessionId, page.get(page.size() - 1).id(), PAGE);
    }
    return sources;
  }

  private List<String> header() {
    List<String> header = new ArrayList<>(COLUMNS);
    if (withInvalidValues) {
      header.add(INVALID_VALUE);
    }
    return header;
  }

  private List<String> line(Issue stored, Map<String, String> sources) {
    Issue issue = withInvalidValues ? stored : stored.withoutInvalidValue();
    String entryId = issue.entryId();
    List<String> line = new ArrayList<>();
    line.add(cell(entryId == null ? null : sources.getOrDefault(entryId, entryId)));
    line.add(cell(issue.severity()));
    line.add(cell(issue.type()));
    line.add(issue.row() == null ? "" : issue.row().toString());
    line.add(cell(issue.column()));
    line.add(cell(issue.message()));
    line.add(cell(issue.remediation()));
    line.add(issue.at() == null ? "" : UtcText.of(issue.at()));
    if (withInvalidValues) {
      line.add(cell(issue.invalidValue()));
    }
    return line;
  }

  private static String cell(@Nullable String text) {
    return Formulas.out(Objects.requireNonNullElse(text, ""));
  }
}
