package dev.batchkit.engine;

import dev.batchkit.store.DeliveryWrites;
import dev.batchkit.store.SessionWrites;
import dev.batchkit.store.StoreTx;
import dev.batchkit.store.Unit;
import java.sql.Connection;

/** All of a unit that a handler may see. */
final class HandlerTx implements StoreTx {
  private final Unit unit;

  HandlerTx(Unit unit) {
    this.unit = unit;
  }

  @Override
  public Connection connection() {
    return unit.connection();
  }

  @Override
  public SessionWrites sessions() {
    return unit.sessions();
  }

  @Override
  public DeliveryWrites deliveries() {
    return unit.deliveries();
  }
}
