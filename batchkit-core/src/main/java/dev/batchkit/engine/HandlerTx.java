package dev.batchkit.engine;

import dev.batchkit.store.BatchSessions;
import dev.batchkit.store.StoreTx;
import dev.batchkit.store.Unit;
import java.sql.Connection;

/** All of a unit that a handler may see. */
final class HandlerTx implements StoreTx {
  private final ActiveRun<?, ?> run;
  private final Unit unit;

  HandlerTx(ActiveRun<?, ?> run, Unit unit) {
    this.run = run;
    this.unit = unit;
  }

  @Override
  public Connection connection() {
    return unit.connection();
  }

  @Override
  public BatchSessions sessions() {
    return new OwnSessions(run, unit);
  }
}
