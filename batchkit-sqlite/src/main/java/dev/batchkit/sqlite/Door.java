package dev.batchkit.sqlite;

import java.sql.SQLException;

/**
 * Where the parts of the store get their connection from: the open unit, or the pool of readers.
 */
interface Door {
  /** Does something on the connection; what fails is thrown as a failure of the store. */
  <T> T call(Call<T> call);

  /**
   * What is done on the connection.
   *
   * @param <T> what it gives back
   */
  @FunctionalInterface
  interface Call<T> {
    T on(Db db) throws SQLException;
  }
}
