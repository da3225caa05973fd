package dev.batchkit.testkit;

import dev.batchkit.error.InvalidValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What belongs to orchestration sessions: of one kind, ids unique among all, listed by session in
 * the order in which it was stored.
 */
record Children<T>(Tree<String, Place> places, Tree<Place, T> items, long stored) {
  /** What stands for the session where items belong to none. */
  static final String ROOT = "";

  static <T> Children<T> none() {
    return new Children<>(Tree.empty(), Tree.sortedBy(Place.ORDER), 0);
  }

  boolean has(String id) {
    return places.has(id);
  }

  @Nullable T get(String id) {
    Place place = places.get(id);
    return place == null ? null : items.get(place);
  }

  Children<T> with(String sessionId, String id, T item) {
    if (has(id)) {
      throw Refused.because(Refused.UNIQUE, "The id " + id + " is in use: give another one.");
    }
    Place place = new Place(sessionId, stored + 1);
    return new Children<>(places.with(id, place), items.with(place, item), stored + 1);
  }

  /** With one that is there made another. */
  Children<T> changed(String id, UnaryOperator<T> change) {
    Place place = places.get(id);
    if (place == null) {
      throw Refused.because(Refused.MISSING, "There is nothing with the id " + id + ".");
    }
    T item = Objects.requireNonNull(items.get(place));
    return new Children<>(places, items.with(place, change.apply(item)), stored);
  }

  /** Those of a session after the one with an id, or from the first one on, at most so many. */
  List<T> page(String sessionId, @Nullable String after, int limit) {
    long above = after == null ? 0 : placeOf(after);
    List<T> page = new ArrayList<>();
    if (limit < 1) {
      return page;
    }
    items.ascend(
        new Place(sessionId, above + 1),
        (place, item) -> {
          if (!place.sessionId.equals(sessionId)) {
            return false;
          }
          page.add(item);
          return page.size() < limit;
        });
    return page;
  }

  /** All that belong to no session, from the last stored before the one with an id downwards. */
  List<T> newestFirst(@Nullable String after) {
    List<T> found = new ArrayList<>();
    items.descend(
        new Place(ROOT, after == null ? Long.MAX_VALUE : placeOf(after) - 1),
        (place, item) -> found.add(item));
    return found;
  }

  private long placeOf(String id) {
    Place place = places.get(id);
    if (place == null) {
      String fault = "after: is the id of nothing that is read here";
      throw new InvalidValue("The page cannot be read: " + fault + ".", List.of(fault), null);
    }
    return place.number;
  }

  /** All of a session. */
  List<T> of(String sessionId) {
    return page(sessionId, null, Integer.MAX_VALUE);
  }

  /** Where one stands. */
  record Place(String sessionId, long number) {
    static final Comparator<Place> ORDER =
        Comparator.comparing(Place::sessionId, CodePoints::compare).thenComparing(Place::number);
  }
}
