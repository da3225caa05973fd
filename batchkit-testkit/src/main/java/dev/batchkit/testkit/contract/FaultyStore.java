package dev.batchkit.testkit.contract;

import dev.batchkit.store.Store;
import dev.batchkit.store.UnitOfWork;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** A store whose units fail as a test says. */
final class FaultyStore {
  private final Store inner;
  private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();

  /** What becomes of a unit. */
  private record Fault(String step, RuntimeException thrown, boolean isCommitted) {}

  FaultyStore(Store inner) {
    this.inner = inner;
  }

  /** A unit that writes the ledger throws this, before anything of it or after its commit. */
  void fail(RuntimeException thrown, boolean isCommitted) {
    fail("record", thrown, isCommitted);
  }

  /** A unit of this step throws this, before anything of it or after its commit. */
  void fail(String step, RuntimeException thrown, boolean isCommitted) {
    faults.add(new Fault(step, thrown, isCommitted));
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
                boolean isUnit = method.getName().equals("inUnit");
                Fault fault = isUnit ? faultOf(String.valueOf(arguments[0])) : null;
                return fault == null
                    ? method.invoke(inner, arguments)
                    : failed(fault, (UnitOfWork<?, ?>) arguments[1]);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private synchronized @Nullable Fault faultOf(String step) {
    Fault next = faults.peek();
    return next != null && next.step().equals(step) ? faults.remove() : null;
  }

  private Object failed(Fault fault, UnitOfWork<?, ?> work) throws Exception {
    if (!fault.isCommitted()) {
      inner.<Boolean, Exception>inUnit(
          fault.step(),
          unit -> {
            Object unused = work.run(unit);
            throw fault.thrown();
          });
    }
    Object unused = inner.inUnit(fault.step(), work);
    throw fault.thrown();
  }
}
