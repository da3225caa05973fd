package dev.batchkit.testkit;

import dev.batchkit.store.Store;
import dev.batchkit.testkit.contract.model.ModelContract;
import java.util.function.Consumer;

class InMemoryModelTest extends ModelContract {
  @Override
  protected Store open() {
    return InMemoryStore.create();
  }

  @Override
  protected Store reopen(Store store) {
    return ((InMemoryStore) store).reopen();
  }

  @Override
  protected void crash(Store store) {
    ((InMemoryStore) store).crash();
  }

  @Override
  protected void atEveryPoint(Store store, Consumer<String> hook) {
    ((InMemoryStore) store).onStep(hook);
  }
}
