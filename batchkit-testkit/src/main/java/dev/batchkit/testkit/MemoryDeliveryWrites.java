package dev.batchkit.testkit;

import dev.batchkit.session.Verdict;
import dev.batchkit.store.Delivery;
import dev.batchkit.store.DeliveryWrites;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes what listeners are to be told, and that they were told. */
final class MemoryDeliveryWrites extends MemoryDeliveryReads implements DeliveryWrites {
  private final View view;

  MemoryDeliveryWrites(View view) {
    super(view);
    this.view = view;
  }

  @Override
  public void add(
      long sessionId, String listener, Verdict verdict, @Nullable Verdict before, Instant at) {
    view.change(
        state -> {
          Refused.unless(
              MemorySessionReads.there(state, sessionId) != null, "The session " + sessionId);
          long id = state.deliveries.last() + 1;
          state.deliveries =
              state.deliveries.with(
                  new Delivery(id, sessionId, listener, verdict, before, 0, null));
        });
  }

  @Override
  public boolean claim(long deliveryId, @Nullable Long from, long owner) {
    return view.read(
        state -> {
          Delivery open = state.deliveries.open().get(deliveryId);
          if (open == null
              || !Objects.equals(open.owner(), from)
              || MemorySessionReads.there(state, open.sessionId()) == null) {
            return false;
          }
          state.deliveries = state.deliveries.with(tried(open, open.attempts() + 1, owner));
          return true;
        });
  }

  private static Delivery tried(Delivery delivery, int attempts, @Nullable Long owner) {
    return new Delivery(
        delivery.id(),
        delivery.sessionId(),
        delivery.listener(),
        delivery.verdict(),
        delivery.before(),
        attempts,
        owner);
  }

  private static boolean isHeld(@Nullable Delivery delivery, long owner) {
    return delivery != null && Objects.equals(delivery.owner(), owner);
  }

  @Override
  public void delivered(long deliveryId, long owner, Instant at) {
    view.change(
        state -> {
          if (isHeld(state.deliveries.open().get(deliveryId), owner)) {
            state.deliveries = state.deliveries.without(deliveryId);
          }
        });
  }

  @Override
  public void failed(long deliveryId, long owner, String error, Instant at) {
    view.change(
        state -> {
          Delivery open = state.deliveries.open().get(deliveryId);
          if (open != null && isHeld(open, owner)) {
            state.deliveries = state.deliveries.with(tried(open, open.attempts(), null));
          }
        });
  }
}
