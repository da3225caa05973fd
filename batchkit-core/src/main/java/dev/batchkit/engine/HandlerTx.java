package dev.batchkit.engine;

import dev.batchkit.store.DeliveryWrites;
import dev.batchkit.store.SessionWrites;
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

  /** What is written here hangs on the batch, and so belongs to its seal. */
  @Override
  public SessionWrites sessions() {
    run.touchAttachments();
    return unit.sessions();
  }

  @Override
  public DeliveryWrites deliveries() {
    return unit.deliveries();
  }
}
