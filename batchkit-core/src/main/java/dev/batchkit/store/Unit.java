package dev.batchkit.store;

import dev.batchkit.batch.Actor;
import java.sql.Connection;

/**
 * The open unit of work: reads through it see its own writes. For the thread that the work runs on,
 * until it returns.
 */
public interface Unit {
  /**
   * The connection of the unit, guarded as {@link StoreTx#connection} says.
   *
   * @throws dev.batchkit.error.UnsupportedByStore if the store has no SQL
   */
  Connection connection();

  /** Sessions of batches. */
  SessionWrites sessions();

  /** What listeners are to be told once this is committed. */
  DeliveryWrites deliveries();

  /** Headers. */
  BatchWrites batches();

  /** Rows. */
  RowWrites rows();

  /** Changes of rows. */
  ChangeWrites changes();

  /** Runs. */
  RunWrites runs();

  /** The ledger. */
  LedgerWrites ledger();

  /** Indicators and their groups. */
  IndicatorWrites indicators();

  /**
   * Gives space that nothing is stored in back to the operating system, where the data is kept so
   * that this can be done step by step.
   *
   * @param most at most so many pages
   * @return how many bytes; 0 if there is nothing to give back
   */
  long reclaim(int most);

  /**
   * Finds the user and the group of an actor, and inserts what is missing; e-mails and names are
   * compared without case.
   *
   * @throws dev.batchkit.error.UnknownActor if the actor is named by an id that is not there
   */
  ActorIds resolve(Actor actor);
}
