package dev.batchkit.examples.dataquality;

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

  /** In a load that goes badly, every so many orders were a long time on their way. */
  private static final int LATE = 30;

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

  /** The load that ends at this time: every fifth one goes badly. */
  static Load ending(int number, Instant at) {
    Random random = new Random(SEED + number);
    boolean bad = number % 5 == 0;
    Instant end = at.truncatedTo(ChronoUnit.SECONDS).minusSeconds(60);
    List<Order> shop = new ArrayList<>();
    for (int i = 0; i < ORDERS; i++) {
      boolean late = bad && i % LATE == 0;
      Instant ordered = end.minusSeconds((late ? 10_800 : 1_800) + random.nextInt(1_800));
      shop.add(new Order(number * 1_000L + i, ordered, 500L + random.nextInt(12_000), null));
    }
    List<Order> warehouse = new ArrayList<>();
    shop.forEach(order -> warehouse.add(order.loaded(end)));
    damage(warehouse, bad, random);
    return new Load(number, List.copyOf(shop), List.copyOf(warehouse));
  }

  private static void damage(List<Order> warehouse, boolean bad, Random random) {
    int lost = bad ? 3 : random.nextInt(2);
    for (int i = 0; i < lost; i++) {
      warehouse.remove(random.nextInt(warehouse.size()));
    }
    if (bad) {
      alter(warehouse, random, -1L);
      alter(warehouse, random, null);
      warehouse.add(warehouse.get(random.nextInt(warehouse.size())));
    }
  }

  private static void alter(List<Order> warehouse, Random random, @Nullable Long cents) {
    int place = random.nextInt(warehouse.size());
    warehouse.set(place, warehouse.get(place).altered(cents));
  }
}
