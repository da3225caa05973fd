package dev.batchkit.sqlite;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.transaction.TransactionHandler;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/** Keeps JDBI's hands off transactions: they are the {@link Writer}'s, by explicit statements. */
final class NoTransactions implements TransactionHandler {
  @Override
  public void begin(Handle handle) {
    throw refused();
  }

  @Override
  public void commit(Handle handle) {
    throw refused();
  }

  @Override
  public void rollback(Handle handle) {
    throw refused();
  }

  @Override
  public boolean isInTransaction(Handle handle) {
    return false;
  }

  @Override
  public void savepoint(Handle handle, String savepointName) {
    throw refused();
  }

  @Override
  public void rollbackToSavepoint(Handle handle, String savepointName) {
    throw refused();
  }

  @Override
  public void releaseSavepoint(Handle handle, String savepointName) {
    throw refused();
  }

  @Override
  public <R, X extends Exception> R inTransaction(Handle handle, HandleCallback<R, X> callback) {
    throw refused();
  }

  @Override
  public <R, X extends Exception> R inTransaction(
      Handle handle, TransactionIsolationLevel level, HandleCallback<R, X> callback) {
    throw refused();
  }

  private static UnsupportedOperationException refused() {
    return new UnsupportedOperationException("Units of work go through Writer.inUnit only.");
  }
}
