package dev.batchkit.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/** The rows that are to be tried again in this run, and when. */
final class Retries {
  /** So many wait at most when more rows are begun. */
  static final int ROOM = 1000;

  private static final Duration LONGEST = Duration.ofDays(10_000);

  private final long began = System.nanoTime();
  private final PriorityQueue<Waiting> byTime =
      new PriorityQueue<>(Comparator.comparingLong(Waiting::due));
  private final Map<Long, Waiting> bySequence = new HashMap<>();

  /**
   * A row that waits.
   *
   * @param due when, in nanoseconds since the run began
   * @param tries how often it was tried again before
   */
  record Waiting(long sequence, long due, int tries) {}

  void add(long sequence, Duration after, int tries) {
    Duration wait = after.compareTo(LONGEST) > 0 ? LONGEST : after;
    Waiting waiting = new Waiting(sequence, now() + wait.toNanos(), tries);
    byTime.add(waiting);
    bySequence.put(sequence, waiting);
  }

  private long now() {
    return System.nanoTime() - began;
  }

  boolean isEmpty() {
    return byTime.isEmpty();
  }

  boolean isFull() {
    return byTime.size() >= ROOM;
  }

  boolean contains(long sequence) {
    return !isEmpty() && bySequence.containsKey(sequence);
  }

  /** How long it is until the next is due; 0 or less where one is. */
  long nanosToNext() {
    Waiting next = byTime.peek();
    return next == null ? Long.MAX_VALUE : next.due() - now();
  }

  /** Takes out those that are due, at most so many, by ascending sequence. */
  List<Waiting> takeDue(int limit) {
    List<Waiting> due = new ArrayList<>();
    while (due.size() < limit && nanosToNext() <= 0) {
      Waiting next = byTime.remove();
      bySequence.remove(next.sequence());
      due.add(next);
    }
    due.sort(Comparator.comparingLong(Waiting::sequence));
    return due;
  }
}
