package dev.batchkit.store;

import java.util.List;
import java.util.Optional;

/** Reads what listeners were not told yet. What belongs to a purged batch is not there. */
public interface DeliveryReads {
  /** The first that this listener was not told yet. */
  Optional<Delivery> next(String listener);

  /** The names of all listeners that were not told something yet, in the order of the text. */
  List<String> waiting();

  /** How many things this listener was not told yet. */
  long count(String listener);
}
