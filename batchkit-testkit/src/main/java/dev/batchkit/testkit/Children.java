package dev.batchkit.testkit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What belongs to orchestration sessions: of one kind, ids unique among all, listed by session. */
record Children<T>(Tree<String, String> sessions, Tree<Key, T> items) {

  static <T> Children<T> none() {
    return new Children<>(Tree.empty(), Tree.sortedBy(Key.ORDER));
  }

  boolean has(String id) {
    return sessions.has(id);
  }

  Children<T> with(String sessionId, String id, T item) {
    if (has(id)) {
      throw Refused.because(Refused.UNIQUE, "The id " + id + " is in use: give another one.");
    }
    return new Children<>(sessions.with(id, sessionId), items.with(new Key(sessionId, id), item));
  }

  /** Those of a session by ascending id, above an id, at most so many. */
  List<T> page(String sessionId, String after, int limit) {
    List<T> page = new ArrayList<>();
    if (limit < 1) {
      return page;
    }
    items.ascend(
        new Key(sessionId, after),
        (key, item) -> {
          if (!key.sessionId.equals(sessionId)) {
            return false;
          }
          if (!key.id.equals(after)) {
            page.add(item);
          }
          return page.size() < limit;
        });
    return page;
  }

  /** All of a session by ascending id. */
  List<T> of(String sessionId) {
    return page(sessionId, "", Integer.MAX_VALUE);
  }

  private record Key(String sessionId, String id) {
    static final Comparator<Key> ORDER =
        Comparator.comparing(Key::sessionId, CodePoints::compare)
            .thenComparing(Key::id, CodePoints::compare);
  }
}
