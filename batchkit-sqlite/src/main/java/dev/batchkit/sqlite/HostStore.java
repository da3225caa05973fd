package dev.batchkit.sqlite;

import dev.batchkit.error.StoreFailed;
import dev.batchkit.error.UnsupportedByStore;
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
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** The store inside a transaction of the application: its units are savepoints there. */
final class HostStore implements Store {
  private static final String SAVEPOINT = "SAVEPOINT batchkit_unit";
  private static final String RELEASE = "RELEASE batchkit_unit";
  private static final String ROLLBACK = "ROLLBACK TO batchkit_unit";

  private final SqliteStore store;
  private final Db db;
  private final Latch latch;
  private final Function<UnitFrame, SqliteUnit> units;

  HostStore(SqliteStore store, Db db, Latch latch, Function<UnitFrame, SqliteUnit> units) {
    this.store = store;
    this.db = db;
    this.latch = latch;
    this.units = units;
  }

  @Override
  public String name() {
    return store.name();
  }

  @Override
  public UUID id() {
    return store.id();
  }

  @Override
  public boolean isReadOnly() {
    return false;
  }

  @Override
  public boolean hasSql() {
    return true;
  }

  @Override
  public long owner() {
    return store.owner();
  }

  @Override
  public boolean isAlive(long owner) {
    return store.isAlive(owner);
  }

  /** False: it is the application that holds the transaction. */
  @Override
  public boolean isInUnit() {
    return false;
  }

  /** Tables are made when the kit is opened, not in somebody's transaction. */
  @Override
  public void prepare(RowTable table) {
    throw new UnsupportedByStore(
        "The store " + name() + " makes no tables inside a transaction of the application.",
        "prepare");
  }

  @Override
  public <T, X extends Exception> T inUnit(String step, UnitOfWork<T, X> work) throws X {
    run(step, SAVEPOINT);
    UnitFrame frame = new UnitFrame(name(), step, db, latch, false);
    T result;
    try {
      result = work.run(units.apply(frame));
      frame.end();
    } catch (Throwable thrown) {
      frame.end();
      undo(thrown);
      if (frame.mustSayWhy(thrown)) {
        throw frame.failure(thrown);
      }
      throw thrown;
    }
    if (frame.isDoomed()) {
      StoreFailed failure = frame.failure(null);
      undo(failure);
      throw failure;
    }
    run(step, RELEASE);
    return result;
  }

  private void run(String step, String sql) {
    try {
      db.kept(sql).execute();
    } catch (SQLException e) {
      throw Failures.failed(name(), "the unit " + step + " cannot go on", e);
    }
  }

  private void undo(Throwable why) {
    try {
      db.kept(ROLLBACK).execute();
      db.kept(RELEASE).execute();
    } catch (SQLException e) {
      why.addSuppressed(e);
    }
  }

  /** The file is looked at as a whole, not in somebody's transaction. */
  @Override
  public List<Check> examine() {
    return store.examine();
  }

  private SqliteUnit reading() {
    return units.apply(new UnitFrame(name(), "read", db, latch, false));
  }

  @Override
  public BatchReads batches() {
    return reading().batches();
  }

  @Override
  public RowReads rows() {
    return reading().rows();
  }

  @Override
  public ChangeReads changes() {
    return reading().changes();
  }

  @Override
  public RunReads runs() {
    return reading().runs();
  }

  @Override
  public LedgerReads ledger() {
    return reading().ledger();
  }

  @Override
  public IndicatorReads indicators() {
    return reading().indicators();
  }

  @Override
  public SessionReads sessions() {
    return reading().sessions();
  }

  @Override
  public DeliveryReads deliveries() {
    return reading().deliveries();
  }

  /** Leaves the connection as it is, without statements of ours. */
  @Override
  public void close() {
    db.close();
  }
}
