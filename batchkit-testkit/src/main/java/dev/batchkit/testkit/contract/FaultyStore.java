package dev.batchkit.testkit.contract;

import dev.batchkit.store.Store;
import dev.batchkit.store.UnitOfWork;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A store whose units fail as a test says. */
final class FaultyStore {
  private final Store inner;
  private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();

  /** What becomes of a unit. */
  private record Fault(RuntimeException thrown, boolean isCommitted) {}

  FaultyStore(Store inner) {
    this.inner = inner;
  }

  /** A unit that writes the ledger throws this, before anything of it or after its commit. */
  void fail(RuntimeException thrown, boolean isCommitted) {
    faults.add(new Fault(thrown, isCommitted));
  }

  /** Whether every fault has happened. */
  boolean isDone() {
    return faults.isEmpty();
  }

  Store store() {
    return (Store)
        Proxy.newProxyInstance(
            Store.class.getClassLoader(),
            new Class<?>[] {Store.class},
            (proxy, method, arguments) -> {
              try {
                boolean isRecord =
                    method.getName().equals("inUnit") && "record".equals(arguments[0]);
                Fault fault = isRecord ? faults.poll() : null;
                return fault == null
                    ? method.invoke(inner, arguments)
                    : failed(fault, (UnitOfWork<?, ?>) arguments[1]);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private Object failed(Fault fault, UnitOfWork<?, ?> work) throws Exception {
    if (!fault.isCommitted()) {
      inner.<Boolean, Exception>inUnit(
          "record",
          unit -> {
            Object unused = work.run(unit);
            throw fault.thrown();
          });
    }
    Object unused = inner.inUnit("record", work);
    throw fault.thrown();
  }
}
