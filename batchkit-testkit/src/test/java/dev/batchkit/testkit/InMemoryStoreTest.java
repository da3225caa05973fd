package dev.batchkit.testkit;

import dev.batchkit.store.Store;
import dev.batchkit.testkit.contract.StoreContract;

class InMemoryStoreTest extends StoreContract {
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
}
