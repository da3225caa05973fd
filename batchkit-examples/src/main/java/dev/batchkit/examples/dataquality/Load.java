package dev.batchkit.examples.dataquality;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Orders of a day, as the shop has them and as the warehouse got them: some are lost on the way,
 * some are late, some come twice, some are altered. The same for the same number.
 *
 * @param number which load it is, from 1 on
 * @param shop the orders of the shop
 * @param warehouse the orders of the warehouse
 */
record Load(int number, List<Order> shop, List<Order> warehouse) {
  /** The faults are drawn from this and the number of the load. */
  static final long SEED = 20_260_504;

  private static final int ORDERS = 120;

  /**
   * An order.
   *
   * @param id its number
   * @param orderedAt when it was placed
   * @param cents what it comes to
   * @param loadedAt when it came into the warehouse; null in the shop
   */
  record Order(long id, Instant orderedAt, @Nullable Long cents, @Nullable Instant loadedAt) {
    Order loaded(Instant at) {
      return new Order(id, orderedAt, cents, at);
    }

    Order altered(@Nullable Long other) {
      return new Order(id, orderedAt, other, loadedAt);
    }
  }

  /** The load that ends at this time. */
  static Load ending(int number, Instant at) {
    Random random = new Random(SEED + number);
    List<Order> shop = new ArrayList<>();
    Instant end = at.truncatedTo(ChronoUnit.SECONDS).minusSeconds(60);
    for (int i = 0; i < ORDERS; i++) {
      Instant ordered = end.minusSeconds(1800 + random.nextInt(1800));
      shop.add(new Order(number * 1000L + i, ordered, 500L + (long) random.nextInt(12_000), null));
    }
    return new Load(number, List.copyOf(shop), List.copyOf(warehouse(shop, end, number, random)));
  }

  /** Every fifth load goes badly, the others lose an order at most. */
  private static List<Order> warehouse(List<Order> shop, Instant end, int number, Random random) {
    boolean bad = number % 5 == 0;
    List<Order> arrived = new ArrayList<>();
    shop.forEach(order -> arrived.add(order.loaded(end)));
    int lost = bad ? 3 : random.nextInt(2);
    for (int i = 0; i < lost; i++) {
      arrived.remove(random.nextInt(arrived.size()));
    }
    for (int i = 0; bad && i < 4; i++) {
      alter(arrived, random.nextInt(arrived.size()), i);
    }
    return arrived;
  }

  private static void alter(List<Order> arrived, int place, int kind) {
    Order order = arrived.get(place);
    Instant ordered = order.orderedAt();
    switch (kind) {
      case 0 -> arrived.set(place, order.altered(-1L));
      case 1 -> arrived.set(place, order.altered(null));
      case 2 -> arrived.add(order);
      default -> {
        for (int i = 0; i < 4; i++) {
          Order late = arrived.get((place + i) % arrived.size());
          arrived.set(
              (place + i) % arrived.size(),
              new Order(
                  late.id(), ordered.minus(Duration.ofHours(3)), late.cents(), late.loadedAt()));
        }
      }
    }
  }
}
