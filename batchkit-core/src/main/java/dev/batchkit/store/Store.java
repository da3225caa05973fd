package dev.batchkit.store;

import dev.batchkit.error.UnsupportedByStore;
import java.sql.Connection;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Where batches, rows, runs and the ledger are kept. One instance is one open store; several may be
 * open on the same data, in one process or in many, as far as the implementation says.
 *
 * <p>Writes go through one door, {@link #inUnit}. Reads outside a unit see what was committed when
 * they began, and never wait for a writer. Safe for any number of threads.
 *
 * <p>A store keeps the rules that its data needs whoever asks: references must exist, JSON must be
 * valid, a frozen batch and an applied row do not change, ids and sequences are never used again.
 * It knows nothing of handlers, life cycles or what a run is for: those rules are the engine's.
 */
public interface Store extends AutoCloseable {
  /** What it is, for messages: a path, or a name. */
  String name();

  /** The id of the data, made with it and the same at every opening. */
  UUID id();

  /**
   * Whether it was opened for reading only; then {@link #inUnit} and {@link #prepare} are refused.
   */
  boolean isReadOnly();

  /** Whether {@link StoreTx#connection} gives a connection. */
  boolean hasSql();

  /**
   * The number of this open store, by which it owns its runs: positive, random, never shared by two
   * that are open.
   */
  long owner();

  /**
   * Whether the open store with this number still exists. Asked of the operating system where the
   * data is shared between processes: true for a process that is stopped or hangs, false as soon as
   * it is dead.
   */
  boolean isAlive(long owner);

  /**
   * Makes ready to keep rows of this table: makes it where it is missing, adds columns that are
   * new. Called before any row of it is written or read, and again with a changed column list after
   * the type has changed.
   *
   * @throws dev.batchkit.error.InvalidHandler if the table exists with columns that do not fit;
   *     nothing is changed
   * @throws dev.batchkit.error.StoreFailed if the store cannot be written; nothing is changed
   * @throws dev.batchkit.error.InsideUnit if this thread is in a unit of this store
   */
  void prepare(RowTable table);

  /**
   * Does work as one unit: all of it is committed when this returns, none of it when this throws.
   * Units of one store, and of all stores on the same data, happen one after the other. A unit is
   * held for milliseconds: nothing slow belongs in it.
   *
   * <p>The first failure of the store inside the work dooms the unit: whatever the work does after
   * it, even if it swallows the error, the unit is rolled back and this throws that failure; an
   * exception that the work made of it is suppressed in it. A violated constraint that the work
   * itself caused through {@link StoreTx#connection} does not doom it, as long as the transaction
   * survived it.
   *
   * @param step what the unit is for, such as {@code execute.chunk}; stands in messages
   * @param work is run once, on this thread; what it throws is thrown on after the rollback
   * @return what the work returned
   * @throws dev.batchkit.error.InsideUnit if this thread is in a unit of this store already; that
   *     unit is not harmed
   * @throws dev.batchkit.error.StoreBusy if other writers kept the store until the deadline
   * @throws dev.batchkit.error.StoreFailed if the store failed; rolled back
   * @throws dev.batchkit.error.OutcomeUnknown if it cannot be found out whether the commit happened
   */
  <T, X extends Exception> T inUnit(String step, UnitOfWork<T, X> work) throws X;

  /** Whether this thread is inside a unit of this store, so that another would be refused. */
  boolean isInUnit();

  /**
   * This store inside a transaction that the caller has open on a connection of its own to the same
   * data: what is read is what that transaction sees, and a unit of it is done as a whole or not at
   * all, and committed by whoever commits the transaction. For the thread that asks, and to be
   * closed before the transaction ends; neither closes the connection.
   *
   * @throws dev.batchkit.error.UnsupportedByStore if the store has no SQL, or is read-only; the
   *     default
   * @throws dev.batchkit.error.InvalidValue if the connection is to other data, has no transaction
   *     open, or does not enforce what this store's own connections do; nothing is changed
   * @throws dev.batchkit.error.InsideUnit if this thread is in a unit of this store
   */
  default Store within(Connection connection) {
    throw new UnsupportedByStore(
        "The store "
            + name()
            + " has no SQL, and so no transactions but its own. Use a SqliteStore, also in tests.",
        "SQL");
  }

  /**
   * Connections to the same data for SQL: inside a unit, on its thread, they work in that unit.
   *
   * @throws dev.batchkit.error.UnsupportedByStore if the store has no SQL; the default
   */
  default DataSource dataSource() {
    throw new UnsupportedByStore(
        "The store " + name() + " has no SQL. Use a SqliteStore, also in tests.", "SQL");
  }

  /** Headers, as committed. */
  BatchReads batches();

  /** Rows, as committed. */
  RowReads rows();

  /** Changes of rows, as committed. */
  ChangeReads changes();

  /** Runs, as committed. */
  RunReads runs();

  /** The ledger, as committed. */
  LedgerReads ledger();

  /** Indicators and their groups, as committed. */
  IndicatorReads indicators();

  /** Sessions, as committed. */
  SessionReads sessions();

  /** What listeners were not told yet, as committed. */
  DeliveryReads deliveries();

  /**
   * Looks whether what keeps the data is sound: reads all of it, changes nothing.
   *
   * @throws dev.batchkit.error.StoreFailed if it cannot be read at all
   */
  List<Check> examine();

  /** Ends this store: its owner number dies, its files are let go. A second call does nothing. */
  @Override
  void close();
}
