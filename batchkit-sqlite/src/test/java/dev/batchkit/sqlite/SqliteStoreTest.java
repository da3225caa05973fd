package dev.batchkit.sqlite;

import dev.batchkit.store.Store;
import dev.batchkit.testkit.contract.StoreContract;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoreTest extends StoreContract {
  @TempDir private Path dir;
  private int files;

  @Override
  public Store open() {
    return SqliteStore.create(dir.resolve("store-" + files++ + ".db"));
  }

  @Override
  public Store reopen(Store store) {
    return SqliteStore.open(Path.of(store.name()));
  }

  @Override
  public void crash(Store store) {
    try {
      ((SqliteStore) store).abandon();
    } catch (SQLException e) {
      throw new IllegalStateException("the store could not be killed", e);
    }
  }
}
