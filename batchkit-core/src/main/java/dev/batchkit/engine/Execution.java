package dev.batchkit.engine;

import dev.batchkit.batch.Batch;
import dev.batchkit.batch.ExecuteOptions;
import dev.batchkit.batch.Row;
import dev.batchkit.batch.RowOutcome;
import dev.batchkit.batch.RunOutcome;
import dev.batchkit.spi.RowExecutor;
import dev.batchkit.spi.RowResult;
import dev.batchkit.store.RowQuery;
import dev.batchkit.store.RowTable;
import dev.batchkit.store.StoredRow;
import dev.batchkit.store.Unit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Applies rows in one pass by ascending sequence, those that failed before with the rest, and takes
 * the digest for the seal on its way: so the transaction of the last chunk is also the last of the
 * run. Before the pass, what became of rows that are UNKNOWN is found out; between and after its
 * pages rows are tried again. Then the digest is made whole before a last transaction of its own;
 * so it is, too, where the run may have changed what hangs on the batch.
 */
final class Execution<I, R> {
  private static final long POLL_NANOS = 100_000_000;

  private final ActiveRun<I, R> run;
  private final ExecuteOptions options;
  private final RowTable table;
  private final RowExecutor<R> executor;
  private final Function<StoredRow, @Nullable RowResult> leaveOut;
  private final Freezing freezing;
  private final Function<StoredRow, Row<R>> reader;
  private final ChunkSize size = new ChunkSize();
  private final RunDigest digest;
  private final Retries retries = new Retries();
  private final Set<Long> settled = new HashSet<>();
  private final Recorder recorder;
  private final Callers callers;
  private final PlainRows<R> plain;
  private final ExternalRows<R> external;
  private final PreparedRows<R> prepared;
  private Map<Long, Integer> tries = Map.of();

  /**
   * Makes one.
   *
   * @param freezing ends the run inside a transaction
   * @param leaveOut gives the result of those that the executor does not get
   */
  Execution(
      ActiveRun<I, R> run,
      ExecuteOptions options,
      Freezing freezing,
      RowExecutor<R> executor,
      Function<StoredRow, @Nullable RowResult> leaveOut) {
    this.run = run;
    this.options = options;
    this.executor = executor;
    this.leaveOut = leaveOut;
    this.freezing = freezing;
    table = run.table();
    reader = run.binding().codec().rows(run.batch());
    digest = new RunDigest(table);
    recorder = new Recorder(run, table, options, freezing.unknown());
    callers = new Callers(run, options.concurrency());
    plain = new PlainRows<>(this, run, recorder);
    external = new ExternalRows<>(this, run, options, recorder, callers);
    prepared = new PreparedRows<>(this, run, options, recorder, callers, plain);
  }

  /** Applies the rows, and ends the run. */
  void go() throws Exception {
    try (callers) {
      settle();
      pass();
      while (run.ended() == null && !retries.isEmpty()) {
        awaitRetry();
        retry();
      }
      if (run.ended() == null) {
        finish();
      }
    }
  }

  /** Ends the run in a transaction of its own, with all read before that the seal needs. */
  private void finish() {
    Seal.Rows rows = succeeds() ? digest.catchUp(this::page) : null;
    if (rows != null && run.hasTouchedAttachments()) {
      run.inUnit("sessions", freezing::endSessions);
      freezing.readAgain();
    }
    run.inUnit("finish", unit -> freezing.end(unit, rows));
  }

  /** Finds out what became of rows that an earlier run left UNKNOWN. */
  private void settle() throws Exception {
    long after = 0;
    int left = recorder.unknown();
    while (left > 0 && run.ended() == null) {
      List<StoredRow> page = page(after);
      if (page.isEmpty()) {
        return;
      }
      after = page.get(page.size() - 1).sequence();
      List<StoredRow> unknown = page.stream().filter(Execution::isUnknown).toList();
      if (!unknown.isEmpty()) {
        run.requireGoing();
        unknown.forEach(row -> settled.add(row.sequence()));
        apply(new Page<>(unknown, row -> true, leaveOut, reader), false);
        left -= unknown.size();
      }
    }
    if (!retries.isEmpty()) {
      digest.stop();
    }
  }

  static boolean isUnknown(StoredRow row) {
    return RowOutcome.UNKNOWN.name().equals(row.outcome());
  }

  private void pass() throws Exception {
    List<StoredRow> page = page(0);
    List<StoredRow> following = page;
    while (run.ended() == null) {
      following = page.isEmpty() ? page : page(page.get(page.size() - 1).sequence());
      run.requireGoing();
      Page<R> next = new Page<>(page, this::isOpen, leaveOut, reader);
      apply(next, following.isEmpty());
      addToDigest(next);
      if (following.isEmpty()) {
        return;
      }
      page = following;
      retryDue();
    }
  }

  private boolean isOpen(StoredRow row) {
    return (row.outcome() == null || row.outcome().equals(RowOutcome.FAILED.name()))
        && (settled.isEmpty() || !settled.contains(row.sequence()));
  }

  private void addToDigest(Page<R> page) {
    if (!retries.isEmpty()) {
      digest.stop();
    }
    if (digest.isWhole()) {
      digest.add(page);
    }
  }

  /** Tries again what is due, and waits for what is not if too much waits. */
  private void retryDue() throws Exception {
    while (run.ended() == null && (retries.isFull() || retries.nanosToNext() <= 0)) {
      awaitRetry();
      retry();
    }
  }

  private void awaitRetry() throws InterruptedException {
    long nanos = retries.nanosToNext();
    while (nanos > 0) {
      run.requireGoing();
      run.log().tell(false);
      TimeUnit.NANOSECONDS.sleep(Math.min(nanos, POLL_NANOS));
      nanos = retries.nanosToNext();
    }
  }

  private void retry() throws Exception {
    run.requireGoing();
    List<Retries.Waiting> due = retries.takeDue(size.limit());
    tries = new HashMap<>();
    due.forEach(waiting -> tries.put(waiting.sequence(), waiting.tries()));
    List<StoredRow> rows =
        due.stream().map(waiting -> find(waiting.sequence())).flatMap(Optional::stream).toList();
    apply(new Page<>(rows, row -> true, row -> null, reader), false);
    tries = Map.of();
  }

  private Optional<StoredRow> find(long sequence) {
    return run.store().rows().find(table, run.batch().id().value(), sequence);
  }

  private void apply(Page<R> page, boolean last) throws Exception {
    boolean stopped = page.plan(executor, run);
    if (page.chunk().hasPrepared()) {
      run.touchAttachments();
    }
    boolean asks = page.chunk().hasAsked();
    if (!asks || page.hasPlain()) {
      boolean ends = last && !stopped && !asks;
      plain.write(page, page.plain(), (unit, all) -> end(unit, page, ends && all), size);
    }
    if (stopped && run.ended() == null) {
      throw new RunCancelled();
    }
    if (page.chunk().hasExternal() && run.ended() == null) {
      external.write(page, last);
    }
    if (page.chunk().hasPrepared() && run.ended() == null) {
      prepared.write(page);
    }
    addRetries(page);
  }

  private void addRetries(Page<R> page) {
    for (int place = 0; place < page.size(); place++) {
      RowResult result = page.result(place);
      if (result != null && result.retryAfter() != null && waits(page, place)) {
        retries.add(page.row(place).sequence(), result.retryAfter(), tries(page, place) + 1);
      }
    }
  }

  private int tries(Page<R> page, int place) {
    return tries.isEmpty() ? 0 : tries.getOrDefault(page.row(place).sequence(), 0);
  }

  /** Whether a row had a result in this run before. */
  boolean isTriedAgain(Page<R> page, int place) {
    return tries(page, place) > 0;
  }

  /** Whether a row is to be tried again in this run. */
  boolean waits(Page<R> page, int place) {
    RowResult result = page.result(place);
    return result != null
        && result.retryAfter() != null
        && !result.retryAfter().isZero()
        && tries(page, place) < options.retries();
  }

  /**
   * Ends the run in the transaction that wrote a page, if it is over.
   *
   * @param last whether no rows are left after these
   */
  @Nullable RunOutcome end(Unit unit, Page<R> page, boolean last) {
    if (recorder.mustStop()) {
      return fail(unit);
    }
    boolean readable = digest.isWhole() && !run.hasTouchedAttachments();
    if (!last || !readable || !retries.isEmpty() || anyWaits(page)) {
      return null;
    }
    return freezing.end(unit, succeeds() ? digest.with(page) : null);
  }

  /** Ends the run in a transaction although rows are left. */
  RunOutcome fail(Unit unit) {
    return freezing.end(unit, null);
  }

  private boolean anyWaits(Page<R> page) {
    for (int place = 0; place < page.size(); place++) {
      if (waits(page, place)) {
        return true;
      }
    }
    return false;
  }

  private boolean succeeds() {
    return recorder.unknown() == 0 && run.log().failed() <= options.acceptedFailures();
  }

  private List<StoredRow> page(long after) {
    Batch batch = run.batch();
    List<StoredRow> page =
        run.store()
            .rows()
            .page(
                table,
                new RowQuery(
                    batch.id().value(), batch.rows(), after, Set.of(), true, size.limit()));
    size.read(page);
    return page;
  }
}
