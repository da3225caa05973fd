package dev.batchkit.spi;

import java.util.Map;

/**
 * Many edits of rows that somebody prepared elsewhere, such as in a file. Given to a batch as one
 * action: first all of them are checked, and nothing is changed if one has a fault; then they are
 * done.
 */
public interface RowEdits {
  /** Where they come from, for the ledger: a file or a URI. */
  String source();

  /**
   * Gives all edits. Called twice on one thread, first to check them and then to do them; it must
   * give the same edits both times. No transaction is open.
   *
   * @throws Exception to end the run; if it comes while they are checked, nothing is changed
   */
  void giveTo(Taker taker) throws Exception;

  /**
   * Takes edits. Cells are texts by the names of the input's components, as a form sends them: one
   * that is missing, or that is the text of what stands there, leaves its component as it is.
   */
  interface Taker {
    /** Adds a row. */
    void add(Map<String, ?> cells);

    /** Edits a row that must still be in this version. */
    void edit(long sequence, long version, Map<String, ?> cells);

    /** Removes a row that must still be in this version. */
    void remove(long sequence, long version);

    /**
     * Reports a fault of the source itself, which is told with all others.
     *
     * @param fault one sentence that says where it is, without a value
     */
    void fault(String fault);
  }
}
