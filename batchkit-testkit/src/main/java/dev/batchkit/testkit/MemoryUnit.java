package dev.batchkit.testkit;

import dev.batchkit.batch.Actor;
import dev.batchkit.batch.Column;
import dev.batchkit.error.StoreFailed;
import dev.batchkit.error.UnknownActor;
import dev.batchkit.error.UnsupportedByStore;
import dev.batchkit.store.ActorIds;
import dev.batchkit.store.BatchWrites;
import dev.batchkit.store.ChangeWrites;
import dev.batchkit.store.DeliveryWrites;
import dev.batchkit.store.IndicatorWrites;
import dev.batchkit.store.LedgerWrites;
import dev.batchkit.store.RowTable;
import dev.batchkit.store.RowWrites;
import dev.batchkit.store.RunWrites;
import dev.batchkit.store.SessionWrites;
import dev.batchkit.store.Unit;
import java.sql.Connection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A unit of work on a copy of the data, which takes the place of the data when it commits. */
final class MemoryUnit implements Unit, View {
  private final SharedData shared;
  private final long owner;
  private final String step;
  private final State state;
  private final Thread thread = Thread.currentThread();
  private @Nullable StoreFailed doom;

  MemoryUnit(SharedData shared, long owner, String step, State state) {
    this.shared = shared;
    this.owner = owner;
    this.step = step;
    this.state = state;
  }

  long owner() {
    return owner;
  }

  String step() {
    return step;
  }

  boolean isOnThisThread() {
    return thread == Thread.currentThread();
  }

  void refuseIfDoomed() {
    if (doom != null) {
      throw doom;
    }
  }

  /** What the store failed with outweighs what the work made of it. */
  void refuseIfDoomed(Exception thrown) {
    if (doom != null && thrown != doom) {
      doom.addSuppressed(thrown);
    }
    refuseIfDoomed();
  }

  /** Makes a row table fit to keep rows of this type. */
  void prepare(RowTable table) {
    List<Column> columns =
        RowShape.merged(
            read(now -> Objects.requireNonNullElse(now.tables.get(table.name()), List.of())),
            table);
    change(now -> now.tables = now.tables.with(table.name(), columns));
  }

  void commit() {
    shared.commit(this, state);
  }

  @Override
  public <T> T read(Function<State, T> use) {
    if (!isOnThisThread() || !shared.isOpen(this)) {
      throw SharedData.ended();
    }
    refuseIfDoomed();
    try {
      return use.apply(state);
    } catch (StoreFailed e) {
      doom = e;
      throw e;
    } catch (RuntimeException e) {
      doom = new StoreFailed("A call in the unit " + step + " broke off.", "MEMORY_BROKEN", e);
      throw doom;
    }
  }

  @Override
  public BatchWrites batches() {
    return new MemoryBatchWrites(this);
  }

  @Override
  public RowWrites rows() {
    return new MemoryRowWrites(this);
  }

  @Override
  public ChangeWrites changes() {
    return new MemoryChangeWrites(this);
  }

  @Override
  public RunWrites runs() {
    return new MemoryRunWrites(this);
  }

  @Override
  public LedgerWrites ledger() {
    return new MemoryLedgerWrites(this);
  }

  @Override
  public IndicatorWrites indicators() {
    return new MemoryIndicatorWrites(this);
  }

  @Override
  public SessionWrites sessions() {
    return new MemorySessionWrites(this);
  }

  @Override
  public DeliveryWrites deliveries() {
    return new MemoryDeliveryWrites(this);
  }

  /** Nothing: a heap gives no space back. */
  @Override
  public long reclaim(int most) {
    return read(now -> 0L);
  }

  @Override
  public ActorIds resolve(Actor actor) {
    Long id = actor.id();
    if (id != null && !read(now -> now.users.has(id))) {
      throw new UnknownActor("There is no user " + id + ": name an actor by e-mail.", id);
    }
    String email = actor.email();
    String group = actor.group();
    return new ActorIds(
        email == null ? id : read(now -> user(now, email)),
        group == null ? null : read(now -> group(now, group)));
  }

  private static Long user(State state, String email) {
    Optional<Long> known = state.users.find(email);
    if (known.isEmpty()) {
      state.users = state.users.with(email);
    }
    return known.orElse(state.users.last());
  }

  private static Long group(State state, String name) {
    Optional<Long> known = state.groups.find(name);
    if (known.isEmpty()) {
      state.groups = state.groups.with(name);
    }
    return known.orElse(state.groups.last());
  }

  @Override
  public Connection connection() {
    throw new UnsupportedByStore(
        "The store in memory has no SQL: use a SQLite store where a handler needs a connection.",
        "SQL");
  }
}
