package dev.batchkit.sqlite;

import dev.batchkit.session.Verdict;
import dev.batchkit.store.Delivery;
import dev.batchkit.store.DeliveryWrites;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What listeners are to be told. */
final class SqliteDeliveries implements DeliveryWrites {
  private final Door door;

  SqliteDeliveries(Door door) {
    this.door = door;
  }

  @Override
  public Optional<Delivery> next(String listener) {
    return door.call(db -> db.sql(DeliverySql.class).next(listener));
  }

  @Override
  public List<String> waiting() {
    return door.call(db -> db.sql(DeliverySql.class).waiting());
  }

  @Override
  public long count(String listener) {
    return door.call(db -> db.sql(DeliverySql.class).count(listener));
  }

  @Override
  public void add(
      long sessionId, String listener, Verdict verdict, @Nullable Verdict before, Instant at) {
    door.call(
        db -> {
          int touched = db.sql(DeliverySql.class).insert(sessionId, listener, verdict, before, at);
          Db.one(touched, "There is no session " + sessionId + " that a listener can be told of.");
          return touched;
        });
  }

  @Override
  public boolean claim(long deliveryId, @Nullable Long from, long owner) {
    return door.call(db -> db.sql(DeliverySql.class).claim(deliveryId, from, owner) == 1);
  }

  @Override
  public void delivered(long deliveryId, long owner, Instant at) {
    door.call(
        db -> {
          db.sql(DeliverySql.class).delivered(deliveryId, owner, at);
          return deliveryId;
        });
  }

  @Override
  public void failed(long deliveryId, long owner, String error, Instant at) {
    door.call(
        db -> {
          db.sql(DeliverySql.class).failed(deliveryId, owner, error, at);
          return deliveryId;
        });
  }
}
