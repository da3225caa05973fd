package dev.batchkit.sqlite;

import dev.batchkit.sqlite.SqliteOptions.Synchronous;
import dev.batchkit.store.Store;
import dev.batchkit.testkit.contract.model.ModelContract;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteModelTest extends ModelContract {
  @TempDir private Path dir;
  private int files;

  @AfterEach
  void letThePointsBe() {
    FaultPoints.hook = FaultPoints.INERT;
  }

  @Override
  protected Store open() {
    return SqliteStore.create(
        dir.resolve("model-" + files++ + ".db"),
        options -> options.synchronous(Synchronous.NORMAL));
  }

  @Override
  protected Store reopen(Store store) {
    return SqliteStore.open(
        Path.of(store.name()), options -> options.synchronous(Synchronous.NORMAL));
  }

  @Override
  protected void crash(Store store) {
    try {
      ((SqliteStore) store).abandon();
    } catch (SQLException e) {
      throw new IllegalStateException("the store could not be killed", e);
    }
  }

  @Override
  protected void atEveryPoint(Store store, Consumer<String> hook) {
    FaultPoints.hook = hook::accept;
  }
}
