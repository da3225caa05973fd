package dev.batchkit.testkit;

import dev.batchkit.store.Delivery;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** What listeners are to be told, by id, and the last id. What they were told is not kept. */
record Deliveries(Tree<Long, Delivery> open, long last) {
  static final Deliveries NONE = new Deliveries(Tree.empty(), 0);

  List<Delivery> all(Predicate<Delivery> wanted) {
    List<Delivery> found = new ArrayList<>();
    open.ascend(
        1L,
        (id, delivery) -> {
          if (wanted.test(delivery)) {
            found.add(delivery);
          }
          return true;
        });
    return found;
  }

  Deliveries with(Delivery delivery) {
    return new Deliveries(open.with(delivery.id(), delivery), Math.max(last, delivery.id()));
  }

  Deliveries without(long id) {
    return new Deliveries(open.without(id), last);
  }

  /** Deletes those of a session from the data, at most so many. */
  int delete(State state, long sessionId, int limit) {
    List<Delivery> first =
        all(delivery -> delivery.sessionId() == sessionId).stream()
            .limit(Math.max(0, limit))
            .toList();
    first.forEach(delivery -> state.deliveries = state.deliveries.without(delivery.id()));
    return first.size();
  }
}
