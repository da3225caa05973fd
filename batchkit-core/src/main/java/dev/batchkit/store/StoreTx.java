package dev.batchkit.store;

import java.sql.Connection;

/** What a handler may do inside the unit of work that stores the outcomes of its rows. */
public interface StoreTx {
  /**
   * The connection of the unit. What is written through it is committed together with the outcomes,
   * or not at all. It refuses everything that would end the transaction or change the connection:
   * commit, rollback, savepoints, close, autocommit, transaction words, PRAGMA, ATTACH, several
   * statements in one text. It is dead once the unit has ended.
   *
   * @throws dev.batchkit.error.UnsupportedByStore if the store has no SQL
   */
  Connection connection();

  /** The sessions of the batch: what a measurement found is stored with the outcome of its row. */
  BatchSessions sessions();
}
