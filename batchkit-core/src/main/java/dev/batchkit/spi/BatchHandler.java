package dev.batchkit.spi;

import java.util.Optional;

/**
 * What one batch type does: where its rows come from, what a row is made of, and what executing it
 * means. One instance serves all batches of its type, on many threads at once, so it has no state
 * of its own; what a run needs lives in the refresher or executor that is opened for it.
 *
 * <p>Found by {@link java.util.ServiceLoader}, or given when the kit is opened. No method is ever
 * called inside a transaction of the store. What a method throws ends the run, and stands in the
 * ledger.
 *
 * @param <I> the input record: what the source or a person said
 * @param <R> the row record: what the handler made of it
 */
public interface BatchHandler<I, R> {
  /** The type; the same at every call, and cheap. */
  BatchType<I, R> type();

  /** The version of this handler, as it stands in the ledger. */
  default String version() {
    String version = getClass().getPackage().getImplementationVersion();
    return version == null ? "unversioned" : version;
  }

  /**
   * Reads the source and adds its rows. Rows become visible all at once, when this has returned.
   *
   * <p>The default adds nothing: for batches that people fill.
   *
   * @throws Exception to end the run; the batch then has the rows that it had before
   */
  default void populate(PopulateContext<I> batch) throws Exception {}

  /**
   * Opens what makes rows from inputs, once for every run; closed when the run ends.
   *
   * @throws Exception to end the run
   */
  RowRefresher<I, R> refresher(BatchView batch) throws Exception;

  /**
   * Says what a text means that somebody typed or scanned: a new row, another input for a row that
   * is there, or just that row. It changes nothing itself. It is asked again where the batch
   * changed meanwhile, so that two who scan the same thing do not both add it.
   *
   * <p>The default finds no meaning in any text.
   *
   * @throws Exception to fail the quick entry
   */
  default QuickEntry<I, R> quickEntry(QuickEntryContext<I, R> batch, String text) throws Exception {
    return QuickEntry.nothing();
  }

  /**
   * Why the batch must not be executed now, in one sentence; empty if it may. Asked by a preview,
   * and by an execution after it has its claim.
   *
   * @throws Exception to end the run
   */
  default Optional<String> whyNotExecute(BatchView batch) throws Exception {
    return Optional.empty();
  }

  /**
   * What executing the batch will do, in Markdown, for the person who decides on it.
   *
   * @throws Exception to fail the preview
   */
  default String describeExecution(BatchView batch) throws Exception {
    return "";
  }

  /**
   * Opens what applies rows, once for every execution; closed when it ends.
   *
   * @throws Exception to end the run
   */
  RowExecutor<R> executor(ExecuteContext batch) throws Exception;
}
