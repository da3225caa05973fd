package dev.batchkit.store;

/**
 * Work that is committed as a whole or not at all.
 *
 * @param <T> what it gives back
 * @param <X> what it may throw
 */
@FunctionalInterface
public interface UnitOfWork<T, X extends Exception> {
  /**
   * Does the work.
   *
   * @param unit the door to the store; of no use once this has returned
   */
  T run(Unit unit) throws X;
}
