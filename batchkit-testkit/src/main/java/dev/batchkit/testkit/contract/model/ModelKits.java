package dev.batchkit.testkit.contract.model;

import dev.batchkit.error.BatchKitException;
import dev.batchkit.error.StoreBusy;
import dev.batchkit.store.Store;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Up to two kits on the same data, which die and are opened again; one world outside. */
final class ModelKits implements AutoCloseable {
  final ModelService service = new ModelService();
  final ModelHandler handler = new ModelHandler(service);
  private final ModelContract contract;
  private ModelDoor first;
  private @Nullable ModelDoor second;
  private volatile boolean died;
  private volatile boolean failed;

  ModelKits(ModelContract contract) {
    this.contract = contract;
    first = new ModelDoor(contract.open(), handler);
    service.onAnswer(handler::pause);
  }

  ModelDoor first() {
    return first;
  }

  /** The second, opened when it is asked for. */
  ModelDoor second() {
    if (second == null) {
      second = new ModelDoor(contract.reopen(first.store), handler);
    }
    return second;
  }

  /** Any that is open. */
  ModelDoor any() {
    return second == null ? first : second;
  }

  /** Kills the process of a store at a point of its units. */
  void crashAt(Store store, int at) {
    AtomicInteger points = new AtomicInteger();
    contract.atEveryPoint(
        store,
        point -> {
          if (points.getAndIncrement() == at) {
            died = true;
            service.cutOff();
            contract.crash(store);
          }
        });
  }

  /** Refuses the unit of a store in which a point lies. */
  void busyAt(Store store, int at) {
    AtomicInteger points = new AtomicInteger();
    contract.atEveryPoint(
        store,
        point -> {
          if (!point.endsWith(":committed") && points.getAndIncrement() == at) {
            failed = true;
            throw new StoreBusy("The store is busy at " + point + ".", 0, null);
          }
        });
  }

  /**
   * Nothing happens any more at any point, and what died is up again.
   *
   * @param again at which point of its recovery it dies once more; -1 for none
   * @return whether something did happen
   */
  boolean mend(int again) {
    contract.atEveryPoint(first.store, point -> {});
    if (second != null) {
      contract.atEveryPoint(second.store, point -> {});
    }
    boolean happened = died || failed;
    if (died) {
      reopen(again);
    }
    if (failed) {
      first.kit.recover();
      if (second != null) {
        second.kit.recover();
      }
    }
    died = false;
    failed = false;
    return happened;
  }

  private void reopen(int again) {
    close();
    second = null;
    Store next = contract.reopen(first.store);
    if (again >= 0) {
      crashAt(next, again);
      try {
        new ModelDoor(next, handler).kit.close();
      } catch (BatchKitException e) {
        next.close();
      }
      contract.atEveryPoint(next, point -> {});
      next = contract.reopen(next);
    }
    first = new ModelDoor(next, handler);
  }

  @Override
  public void close() {
    if (second != null) {
      second.kit.close();
    }
    first.kit.close();
  }
}
