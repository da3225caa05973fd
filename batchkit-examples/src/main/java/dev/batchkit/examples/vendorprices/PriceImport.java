package dev.batchkit.examples.vendorprices;

import dev.batchkit.BatchKit;
import dev.batchkit.Batches;
import dev.batchkit.batch.Batch;
import dev.batchkit.batch.BatchId;
import dev.batchkit.batch.BatchStatus;
import dev.batchkit.batch.ExecuteOptions;
import dev.batchkit.batch.Preview;
import dev.batchkit.batch.Run;
import dev.batchkit.batch.RunOutcome;
import dev.batchkit.sqlite.SqliteStore;
import dev.batchkit.worksheet.Worksheet;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;

/** Takes one list from its file to the product table, as far as it has not got there before. */
final class PriceImport {
  private static final int DONE = 0;
  private static final int NOT_DONE = 1;
  private static final int SHORT_HASH = 16;

  private final Screen screen;
  private final Path database;
  private final boolean withoutAsking;
  private final Review review;

  /**
   * An import.
   *
   * @param screen where it prints and asks
   * @param database the SQLite file, made if it is not there
   * @param withoutAsking whether to execute, errors left out, without asking
   * @param review what is done with the rows before
   */
  PriceImport(Screen screen, Path database, boolean withoutAsking, Review review) {
    this.screen = screen;
    this.database = database;
    this.withoutAsking = withoutAsking;
    this.review = review;
  }

  /**
   * Imports the list; the exit code says whether it is in the product table now.
   *
   * @throws PriceListException if the list cannot be read
   * @throws SQLException if the product table cannot be made
   * @throws IOException if a worksheet cannot be written or read
   */
  int run(PriceList list) throws PriceListException, SQLException, IOException {
    try (ProgressDisplay progress = screen.progress();
        BatchKit kit =
            BatchKit.open(
                SqliteStore.openOrCreate(database),
                k -> k.handler(new VendorPrices(database)).progress(progress))) {
      ProductTable.create(database);
      Batches<PriceLine, PriceRow> prices = kit.batches(VendorPrices.TYPE);
      boolean known = prices.find(list.key()).isPresent();
      Batch batch =
          prices.createOrGet(
              b -> b.key(list.key()).description(PriceSource.label(list.source())).params(list));
      introduce(batch, known);
      return batch.isFrozen() ? alreadyDone(kit, batch) : goOn(kit, batch, progress);
    }
  }

  /** Says what the batch is made from, which is what its first run was told. */
  private void introduce(Batch batch, boolean known) {
    PriceList list = Objects.requireNonNull(batch.params()).as(PriceList.class);
    screen.line("Vendor prices");
    screen.fact("List", PriceSource.label(list.source()));
    screen.fact("SHA-256", list.sha256().substring(0, SHORT_HASH) + "...");
    screen.fact("Columns", String.join(", ", list.columns()));
    screen.fact("Price jump", "more than %d %%".formatted(list.jumpPercent()));
    screen.fact("Database", database.toString());
    String created = known ? "created %s UTC".formatted(Screen.time(batch.createdAt())) : "new";
    screen.fact("Batch", batch.id() + ", " + created);
  }

  private int alreadyDone(BatchKit kit, Batch batch) {
    Batches<PriceLine, PriceRow> prices = kit.batches(VendorPrices.TYPE);
    screen.heading(
        batch.status() == BatchStatus.SUCCESS
            ? "Batch %s imported this very list on %s UTC. Nothing is changed."
                .formatted(batch.id(), Screen.time(batch.executedAt()))
            : "Batch %s held this very list and was discarded. Nothing is changed."
                .formatted(batch.id()));
    StatusReport.print(screen, batch.statuses(), prices.breakdown(batch.id()));
    AuditReport.printSeal(screen, kit, batch);
    return batch.status() == BatchStatus.SUCCESS ? DONE : NOT_DONE;
  }

  private int goOn(BatchKit kit, Batch batch, ProgressDisplay progress) throws IOException {
    Batches<PriceLine, PriceRow> prices = kit.batches(VendorPrices.TYPE);
    if (!makeRows(prices, batch, progress)) {
      return NOT_DONE;
    }
    StatusReport.print(screen, batch.statuses(), prices.breakdown(batch.id()));
    ProblemReport.print(screen, prices, batch.id());
    if (!review(prices, batch.id())) {
      return NOT_DONE;
    }
    if (!mayExecute(prices, batch.id())) {
      return NOT_DONE;
    }
    Run run = prices.execute(batch.id(), ExecuteOptions::leaveOutErrors);
    progress.close();
    report(run, "Executed");
    return run.outcome() == RunOutcome.SUCCESS ? finish(kit, prices.get(batch.id())) : NOT_DONE;
  }

  /**
   * Fills a new batch; makes the rows of an older one again, as products may have changed since.
   */
  private boolean makeRows(
      Batches<PriceLine, PriceRow> prices, Batch batch, ProgressDisplay progress) {
    if (batch.isResumable()) {
      screen.heading("Its execution began and did not end; it goes on where it was.");
      return true;
    }
    boolean empty = batch.populatedAt() == null;
    Run run = empty ? prices.populate(batch.id()) : prices.refresh(batch.id());
    progress.close();
    report(run, empty ? "Populated" : "It has its rows already: refreshed");
    return run.outcome() == RunOutcome.SUCCESS;
  }

  /** Has a person work on the rows, as far as the command line says so; whether to go on. */
  private boolean review(Batches<PriceLine, PriceRow> prices, BatchId id) throws IOException {
    if (review.apply != null) {
      Run run = Worksheet.of(prices).apply(id, review.apply);
      screen.heading("%s: %s changed.".formatted(review.apply, Screen.rows(run.done())));
    }
    if (review.edit) {
      new RowMender(screen, prices, id).run();
    }
    if (review.worksheet != null) {
      long rows = Worksheet.of(prices).write(id, review.worksheet);
      screen.heading("%s are in %s.".formatted(Screen.rows(rows), review.worksheet));
      screen.line(
          "Edit it, save it as CSV, and run this again with --apply in place of --worksheet.");
    }
    return review.worksheet == null;
  }

  private boolean mayExecute(Batches<PriceLine, PriceRow> prices, BatchId id) {
    Preview preview = prices.preview(id, ExecuteOptions::leaveOutErrors);
    long errors = prices.preview(id).blocking();
    screen.heading("Preview");
    screen.fact("Execute", Screen.rows(preview.toExecute()));
    screen.fact(
        "Leave out",
        "%s, %s of them with errors"
            .formatted(Screen.rows(preview.toSkip()), Screen.count(errors)));
    screen.fact("Effect", preview.description());
    preview.reasons().forEach(reason -> screen.fact("Blocked", reason));
    return preview.isExecutable() && (withoutAsking || confirmed(errors));
  }

  private boolean confirmed(long errors) {
    String text =
        errors == 0
            ? "Execute? [y/N] "
            : "Execute, leaving out %s with errors? [y/N] ".formatted(Screen.rows(errors));
    Optional<Boolean> answer = screen.confirm(text);
    if (answer.isEmpty()) {
      screen.line(
          "Nothing is executed: there is no terminal to ask. Run it again with --yes to execute.");
    } else if (!answer.get()) {
      screen.line("Nothing is executed. The batch waits: run it again to go on with it.");
    }
    return answer.orElse(false);
  }

  private void report(Run run, String what) {
    long millis = run.lastSeenAt().toEpochMilli() - run.startedAt().toEpochMilli();
    String rows = Screen.rows(run.done() - run.skipped() - run.failed());
    screen.line("");
    screen.line(
        run.outcome() == RunOutcome.SUCCESS
            ? "%s: %s in %s ms.".formatted(what, rows, Screen.count(millis))
            : "The %s run ended %s after %s; %s failed. Run it again to go on with it."
                .formatted(
                    run.activity().word(),
                    Objects.requireNonNullElse(run.outcome(), "unknown"),
                    rows,
                    Screen.count(run.failed())));
  }

  private int finish(BatchKit kit, Batch batch) {
    AuditReport.printTrail(screen, kit, batch);
    AuditReport.printSeal(screen, kit, batch);
    AuditReport.printQueries(screen, database, batch);
    return DONE;
  }
}
