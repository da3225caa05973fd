package dev.batchkit.testkit;

import dev.batchkit.error.OutcomeUnknown;
import dev.batchkit.store.BatchReads;
import dev.batchkit.store.ChangeReads;
import dev.batchkit.store.Check;
import dev.batchkit.store.DeliveryReads;
import dev.batchkit.store.IndicatorReads;
import dev.batchkit.store.LedgerReads;
import dev.batchkit.store.RowReads;
import dev.batchkit.store.RowTable;
import dev.batchkit.store.RunReads;
import dev.batchkit.store.SessionReads;
import dev.batchkit.store.Store;
import dev.batchkit.store.UnitOfWork;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A store in memory, for tests. It keeps the same rules as the store on a SQLite file, and passes
 * the same contract; it has no SQL, and nothing of it is left when the JVM ends.
 *
 * <p>The data lives for as long as some open store on it is referred to: {@link #reopen} works also
 * after {@link #close} and {@link #crash}. Safe for any number of threads.
 */
public final class InMemoryStore implements Store {
  private final SharedData shared;
  private final long owner;
  private volatile Consumer<String> onStep = step -> {};
  private volatile boolean crashed;

  private InMemoryStore(SharedData shared) {
    this.shared = shared;
    this.owner = shared.newOwner();
  }

  /**
   * Opens a store on data of its own, which is empty.
   *
   * @return the open store
   */
  public static InMemoryStore create() {
    return new InMemoryStore(new SharedData());
  }

  /**
   * Opens another store on the same data, with an owner number of its own.
   *
   * @return the other open store
   */
  public InMemoryStore reopen() {
    return new InMemoryStore(shared);
  }

  /**
   * Ends this open store as if its process were killed now: its owner number is dead, the unit of
   * work that it has open never commits and is in nobody's way, and every further call is refused.
   * A unit that was committed before stays. May be called on any thread, also inside a unit of work
   * and by {@link #onStep}. A second call does nothing.
   */
  public void crash() {
    crashed = true;
    shared.end(owner);
  }

  /**
   * Has every unit of work of this open store tell where it is, so that a test can {@link #crash}
   * or throw there. Told are, on the thread of the unit, the step with {@code :begun}, with {@code
   * :before-commit}, and, once it is committed, with {@code :committed}. What is thrown at the
   * first two rolls the unit back; what is thrown at any of them is thrown on. A crash at {@code
   * :committed} makes the call end with {@link OutcomeUnknown}.
   *
   * @param listener takes the place of the one before
   */
  public void onStep(Consumer<String> listener) {
    onStep = Objects.requireNonNull(listener);
  }

  @Override
  public String name() {
    return "memory:" + shared.id;
  }

  @Override
  public UUID id() {
    return shared.id;
  }

  /** False: there is nothing to protect. */
  @Override
  public boolean isReadOnly() {
    return false;
  }

  /** False. */
  @Override
  public boolean hasSql() {
    return false;
  }

  @Override
  public long owner() {
    return owner;
  }

  @Override
  public boolean isAlive(long number) {
    return shared.isAlive(number);
  }

  @Override
  public void prepare(RowTable table) {
    boolean unused =
        inMemory(
            "prepare",
            unit -> {
              unit.prepare(table);
              return true;
            });
  }

  @Override
  public boolean isInUnit() {
    return shared.isInside();
  }

  @Override
  public <T, X extends Exception> T inUnit(String step, UnitOfWork<T, X> work) throws X {
    return inMemory(step, work::run);
  }

  private <T, X extends Exception> T inMemory(String step, Work<T, X> work) throws X {
    Consumer<String> listener = onStep;
    MemoryUnit unit = shared.begin(owner, step);
    T result;
    try {
      listener.accept(step + ":begun");
      result = result(unit, work);
      listener.accept(step + ":before-commit");
      unit.commit();
    } finally {
      shared.leave(unit);
    }
    listener.accept(step + ":committed");
    refuseIfCrashed(step);
    return result;
  }

  private static <T, X extends Exception> T result(MemoryUnit unit, Work<T, X> work) throws X {
    T result;
    try {
      result = work.run(unit);
    } catch (Exception thrown) {
      unit.refuseIfDoomed(thrown);
      throw thrown;
    }
    unit.refuseIfDoomed();
    return result;
  }

  private void refuseIfCrashed(String step) {
    if (crashed) {
      throw new OutcomeUnknown(
          "The store crashed when it had committed the unit of work " + step + ": open it again.",
          step,
          SharedData.ended());
    }
  }

  @Override
  public BatchReads batches() {
    return new MemoryBatchReads(new Committed());
  }

  @Override
  public RowReads rows() {
    return new MemoryRowReads(new Committed());
  }

  @Override
  public ChangeReads changes() {
    return new MemoryChangeReads(new Committed());
  }

  @Override
  public RunReads runs() {
    return new MemoryRunReads(new Committed());
  }

  @Override
  public LedgerReads ledger() {
    return new MemoryLedgerReads(new Committed());
  }

  @Override
  public IndicatorReads indicators() {
    return new MemoryIndicatorReads(new Committed());
  }

  @Override
  public SessionReads sessions() {
    return new MemorySessionReads(new Committed());
  }

  @Override
  public DeliveryReads deliveries() {
    return new MemoryDeliveryReads(new Committed());
  }

  /** One check: memory does not rot. */
  @Override
  public List<Check> examine() {
    return List.of(Check.ok("store", name()));
  }

  /**
   * Waits for the unit of work that is open, then ends this store. A second call does nothing.
   *
   * @throws dev.batchkit.error.InsideUnit if this thread is in a unit of it
   */
  @Override
  public void close() {
    shared.close(owner);
  }

  @FunctionalInterface
  private interface Work<T, X extends Exception> {
    T run(MemoryUnit unit) throws X;
  }

  /** What is committed when a call begins. */
  private final class Committed implements View {
    @Override
    public <T> T read(Function<State, T> use) {
      if (!shared.isAlive(owner)) {
        throw SharedData.ended();
      }
      return use.apply(shared.committed());
    }
  }
}
