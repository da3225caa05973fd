package dev.batchkit.testkit;

import dev.batchkit.store.Delivery;
import dev.batchkit.store.DeliveryReads;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Reads what listeners were not told yet. */
class MemoryDeliveryReads implements DeliveryReads {
  private final View view;

  MemoryDeliveryReads(View view) {
    this.view = view;
  }

  private List<Delivery> open(Predicate<Delivery> wanted) {
    return view.read(
        state ->
            state.deliveries.all(
                delivery ->
                    wanted.test(delivery)
                        && MemorySessionReads.there(state, delivery.sessionId()) != null));
  }

  @Override
  public Optional<Delivery> next(String listener) {
    return open(delivery -> delivery.listener().equals(listener)).stream().findFirst();
  }

  @Override
  public List<String> waiting() {
    return open(delivery -> true).stream()
        .map(Delivery::listener)
        .distinct()
        .sorted(CodePoints::compare)
        .toList();
  }

  @Override
  public long count(String listener) {
    return open(delivery -> delivery.listener().equals(listener)).size();
  }
}
