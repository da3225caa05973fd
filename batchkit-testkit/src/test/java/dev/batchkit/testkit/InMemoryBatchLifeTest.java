package dev.batchkit.testkit;

import dev.batchkit.store.Store;
import dev.batchkit.testkit.contract.BatchLifeContract;

class InMemoryBatchLifeTest extends BatchLifeContract {
  @Override
  public Store open() {
    return InMemoryStore.create();
  }

  @Override
  public Store reopen(Store store) {
    return ((InMemoryStore) store).reopen();
  }

  @Override
  public void crash(Store store) {
    ((InMemoryStore) store).crash();
  }
}
