package dev.batchkit.testkit.contract;

import dev.batchkit.store.Store;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/** A store that lets somebody look after each of its units. */
final class WatchedStore {
  private WatchedStore() {}

  /** The same store, but that this is run once each of its units is committed or rolled back. */
  static Store of(Store store, Runnable afterUnit) {
    return (Store)
        Proxy.newProxyInstance(
            Store.class.getClassLoader(),
            new Class<?>[] {Store.class},
            (proxy, method, arguments) -> {
              try {
                return method.invoke(store, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              } finally {
                if (method.getName().equals("inUnit")) {
                  afterUnit.run();
                }
              }
            });
  }
}
