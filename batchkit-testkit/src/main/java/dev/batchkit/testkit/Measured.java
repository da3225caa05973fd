package dev.batchkit.testkit;

import dev.batchkit.store.NewRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The sessions of all batches, their records, and the requests to cancel them. */
record Measured(
    Tree<Long, MemorySession> sessions,
    Tree<Pair, Long> places,
    Tree<Pair, NewRecord> records,
    Tree<Pair, Cancel> cancels,
    long last) {
  static final Measured NONE =
      new Measured(
          Tree.empty(),
          Tree.sortedBy(Pair.ORDER),
          Tree.sortedBy(Pair.ORDER),
          Tree.sortedBy(Pair.ORDER),
          0);

  /** Somebody asked to cancel an indicator. */
  record Cancel(long indicatorId, Instant at) {}

  /** What belongs to a batch or session, and its number there. */
  record Pair(long of, long number) {
    static final Comparator<Pair> ORDER =
        Comparator.comparingLong(Pair::of).thenComparingLong(Pair::number);
  }

  @Nullable MemorySession find(long batchId, long indicatorId) {
    Long id = places.get(new Pair(batchId, indicatorId));
    return id == null ? null : sessions.get(id);
  }

  /** Those of a batch, by id. */
  List<MemorySession> of(long batchId) {
    List<MemorySession> found = new ArrayList<>();
    places.ascend(
        new Pair(batchId, Long.MIN_VALUE),
        (pair, id) -> pair.of == batchId && found.add(Objects.requireNonNull(sessions.get(id))));
    found.sort(Comparator.comparingLong(MemorySession::id));
    return found;
  }

  /** With a session, instead of the one that has its id. */
  Measured with(MemorySession session) {
    Pair place = new Pair(session.made().batchId(), session.made().indicatorId());
    return new Measured(
        sessions.with(session.id(), session),
        places.with(place, session.id()),
        records,
        cancels,
        Math.max(last, session.id()));
  }

  Measured without(MemorySession session) {
    Pair place = new Pair(session.made().batchId(), session.made().indicatorId());
    return new Measured(
        sessions.without(session.id()), places.without(place), records, cancels, last);
  }

  Measured with(long sessionId, NewRecord record) {
    Pair place = new Pair(sessionId, record.sequence());
    return new Measured(sessions, places, records.with(place, record), cancels, last);
  }

  /** The records of a session above a sequence. */
  List<NewRecord> records(long sessionId, long after, int limit) {
    List<NewRecord> found = new ArrayList<>();
    if (limit > 0) {
      records.ascend(
          new Pair(sessionId, after + 1),
          (pair, record) -> pair.of == sessionId && found.add(record) && found.size() < limit);
    }
    return found;
  }

  long lastSequence(long sessionId) {
    long[] found = {0};
    records.descend(
        new Pair(sessionId, Long.MAX_VALUE),
        (pair, record) -> {
          found[0] = pair.of == sessionId ? pair.number : 0;
          return false;
        });
    return found[0];
  }

  /** Deletes the first records of a session in the data, at most so many. */
  int deleteRecords(State state, long sessionId, int limit) {
    List<NewRecord> first = records(sessionId, 0, limit);
    Tree<Pair, NewRecord> left = records;
    for (NewRecord record : first) {
      left = left.without(new Pair(sessionId, record.sequence()));
    }
    state.measured = new Measured(sessions, places, left, cancels, last);
    return first.size();
  }

  Measured cancelling(long batchId, long indicatorId, Instant at) {
    long[] count = {0};
    cancels.ascend(new Pair(batchId, 0), (pair, cancel) -> pair.of == batchId && count[0]++ >= 0);
    Tree<Pair, Cancel> more =
        cancels.with(new Pair(batchId, count[0]), new Cancel(indicatorId, at));
    return new Measured(sessions, places, records, more, last);
  }

  /** The indicators of a batch that somebody asked to cancel then or later. */
  Set<Long> cancelled(long batchId, Instant from) {
    Set<Long> found = new TreeSet<>();
    cancels.ascend(
        new Pair(batchId, 0),
        (pair, cancel) -> {
          if (pair.of == batchId && !cancel.at.isBefore(from)) {
            found.add(cancel.indicatorId);
          }
          return pair.of == batchId;
        });
    return found;
  }

  Measured withoutCancels(long batchId) {
    List<Pair> pairs = new ArrayList<>();
    cancels.ascend(new Pair(batchId, 0), (pair, cancel) -> pair.of == batchId && pairs.add(pair));
    Tree<Pair, Cancel> left = cancels;
    for (Pair pair : pairs) {
      left = left.without(pair);
    }
    return new Measured(sessions, places, records, left, last);
  }
}
