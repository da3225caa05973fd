package dev.batchkit.benchmarks;

import dev.batchkit.benchmarks.ControlRows.StoredLine;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The same program written by hand for this one type: JDBC alone, prepared statements that are
 * kept, JDBC batches, a commit for every 1,000 rows, one UPDATE for the outcomes of a chunk, no
 * transaction where nothing changed.
 */
final class ControlSide implements Side {
  @Override
  public String title() {
    return "control";
  }

  @Override
  public void run(Path file, long lines, Iterable<Phase> phases, Meter meter) throws Exception {
    try (ControlFile db = new ControlFile(file)) {
      Program program = new Program(db, lines);
      for (Phase phase : phases) {
        meter.measure(phase, () -> program.run(phase));
      }
    }
  }

  /** The program on one open file. */
  private static final class Program {
    private final ControlFile db;
    private final ControlHeader header;
    private final ControlLedger ledger;
    private final ControlRows rows;
    private final long lines;

    Program(ControlFile db, long lines) throws SQLException {
      this.db = db;
      this.lines = lines;
      header = new ControlHeader(db);
      ledger = new ControlLedger(db);
      rows = new ControlRows(db);
    }

    void run(Phase phase) throws SQLException {
      switch (phase) {
        case CREATE -> create();
        case POPULATE -> new Populate().run();
        case REFRESH -> refresh();
        case EXECUTE -> execute();
      }
    }

    private void create() throws SQLException {
      db.begin();
      header.create();
      db.commit();
    }

    /** Writes the list as it comes. */
    private final class Populate {
      private final String at = ControlFile.now();
      private long sequence;
      private int waiting;

      void run() throws SQLException {
        begin(Phase.POPULATE, PriceList.SOURCE, lines);
        List<SQLException> failed = new ArrayList<>();
        PriceList.forEach(lines, line -> add(line, failed));
        if (!failed.isEmpty()) {
          throw failed.get(0);
        }
        db.begin();
        rows.insert();
        ledger.insertIssues();
        header.populated(sequence);
        ledger.end(sequence, 0, null);
        db.commit();
      }

      private void add(PriceLine line, List<SQLException> failed) {
        try {
          add(line);
        } catch (SQLException e) {
          failed.add(e);
        }
      }

      private void add(PriceLine line) throws SQLException {
        sequence++;
        Verdict verdict = Verdict.of(line);
        rows.addInsert(sequence, verdict, at, line);
        ledger.addIssues(sequence, verdict);
        if (++waiting == ControlFile.CHUNK) {
          waiting = 0;
          db.begin();
          rows.insert();
          ledger.insertIssues();
          db.commit();
        }
      }
    }

    private void refresh() throws SQLException {
      begin(Phase.REFRESH, "batch:1", lines);
      String at = ControlFile.now();
      long done = 0;
      List<StoredLine> page = rows.page(0);
      while (!page.isEmpty()) {
        boolean changed = false;
        for (StoredLine stored : page) {
          PriceLine line = stored.line();
          Verdict verdict = Verdict.of(line);
          ledger.addIssues(stored.sequence(), verdict);
          if (!verdict.isOf(stored)) {
            rows.addUpdate(stored, verdict, at);
            changed = true;
          }
        }
        if (changed || ledger.hasIssues()) {
          db.begin();
          rows.update();
          ledger.insertIssues();
          db.commit();
        }
        done += page.size();
        page = rows.page(page.get(page.size() - 1).sequence());
      }
      db.begin();
      header.refreshed();
      ledger.end(done, 0, null);
      db.commit();
    }

    private void execute() throws SQLException {
      ControlSeal seal = new ControlSeal();
      begin(Phase.EXECUTE, "batch:1", lines);
      long done = 0;
      long skipped = 0;
      List<StoredLine> page;
      do {
        page = rows.page(done);
        boolean errors = false;
        for (StoredLine stored : page) {
          boolean error = stored.isError();
          errors |= error;
          skipped += error ? 1 : 0;
          seal.row(stored, error ? "SKIPPED" : "APPLIED", error ? ControlRows.LEFT_OUT : null);
          if (!error) {
            rows.addProduct(stored);
          }
        }
        db.begin();
        if (!page.isEmpty()) {
          rows.putProducts();
          rows.mark(done + 1, done + page.size(), errors);
          done += page.size();
        }
        if (page.size() < ControlFile.CHUNK) {
          end(done, skipped, seal);
        }
        db.commit();
      } while (page.size() == ControlFile.CHUNK);
    }

    private void end(long done, long skipped, ControlSeal seal) throws SQLException {
      header.executed(done - skipped, skipped);
      String text = header.seal(seal);
      header.freeze(text);
      ledger.end(done, skipped, text);
    }

    private void begin(Phase phase, String source, long total) throws SQLException {
      db.begin();
      header.claim(phase);
      ledger.begin(phase, source, total);
      db.commit();
    }
  }

  /**
   * What validating a line says.
   *
   * @param status of the row
   * @param problems JSON for the row
   * @param line the line
   */
  record Verdict(String status, @Nullable String problems, PriceLine line) {
    private static final String MISSING =
        "{\"code\":\"ERROR\",\"severity\":\"ERROR\",\"column\":\"name\",\"message\":\""
            + PriceLine.NAME_MISSING
            + "\"}";

    static Verdict of(PriceLine line) {
      boolean missing = line.isNameMissing();
      boolean jumping = line.isPriceJumping();
      if (!missing && !jumping) {
        return new Verdict("OK", null, line);
      }
      String problems = missing ? (jumping ? MISSING + "," + jumps(line) : MISSING) : jumps(line);
      return new Verdict(missing ? "ERROR" : "WARNING", "[" + problems + "]", line);
    }

    private static String jumps(PriceLine line) {
      return "{\"code\":\"WARNING\",\"severity\":\"WARNING\",\"column\":\"new_price\",\"message\":\""
          + PriceLine.PRICE_JUMPS
          + "\",\"invalidValue\":\""
          + line.newPrice()
          + "\"}";
    }

    boolean isOf(StoredLine stored) {
      return status.equals(stored.status())
          && java.util.Objects.equals(problems, stored.problems());
    }
  }
}
