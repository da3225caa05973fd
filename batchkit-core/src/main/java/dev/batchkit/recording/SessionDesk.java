package dev.batchkit.recording;

import dev.batchkit.batch.UtcText;
import dev.batchkit.error.BatchKitException;
import dev.batchkit.error.RecordingEnded;
import dev.batchkit.error.StoreFailed;
import java.time.Clock;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the recorders of one session share. What a session knows and what is queued of it change
 * together, under the lock of this; nothing waits for the store while it holds that.
 */
final class SessionDesk {
  private final String sessionId;
  private final GroupCommit commit;
  private final Clean clean;
  private final Supplier<String> ids;
  private final Clock clock;
  private long lines;
  private long refused;
  private @Nullable BatchKitException refusal;

  SessionDesk(
      String sessionId, GroupCommit commit, Clean clean, Supplier<String> ids, Clock clock) {
    this.sessionId = sessionId;
    this.commit = commit;
    this.clean = clean;
    this.ids = ids;
    this.clock = clock;
  }

  String sessionId() {
    return sessionId;
  }

  GroupCommit commit() {
    return commit;
  }

  Clean clean() {
    return clean;
  }

  String newId() {
    return ids.get();
  }

  Instant now() {
    return clock.instant();
  }

  /** The time as an elaboration has it. */
  String at() {
    return UtcText.of(now());
  }

  long nextLine() {
    return lines++;
  }

  /**
   * Records, where the recorder has not ended.
   *
   * @param make makes the rows and adds them, under the lock of this
   */
  <T> T record(RecorderBase recorder, Supplier<T> make) {
    commit.awaitRoom();
    synchronized (this) {
      requireOpen(recorder);
      return make.get();
    }
  }

  void requireOpen(RecorderBase recorder) {
    synchronized (this) {
      if (recorder.hasEnded()) {
        throw ended(recorder);
      }
    }
  }

  /** That it is too late. */
  RecordingEnded ended(RecorderBase recorder) {
    return new RecordingEnded(
        recorder.name()
            + " has ended: nothing can be recorded to it any more. Record before it is finished or"
            + " closed.",
        sessionId);
  }

  /** Queues a row; the lock of this is held. */
  void add(Object row, long weight) {
    add(row, false, weight, why -> {});
  }

  /** Queues a row, or the end of an exec; the lock of this is held. */
  void add(Object row, boolean isEnd, long weight, Consumer<BatchKitException> onRefusal) {
    commit.add(
        new LedgerEvent(
            row,
            isEnd,
            weight,
            System.nanoTime(),
            why -> {
              refused(why);
              onRefusal.accept(why);
            }));
  }

  /** Told by the queue. */
  private void refused(BatchKitException why) {
    synchronized (commit.queue()) {
      refused++;
      refusal = refusal == null ? why : refusal;
    }
  }

  /** Says that something was not stored, if it was not. */
  void requireNothingRefused() {
    synchronized (commit.queue()) {
      if (refusal != null) {
        throw new StoreFailed(
            "The session "
                + sessionId
                + " is stored, but "
                + refused
                + " of what was recorded to it: the store refused that. The cause says why.",
            refusal instanceof StoreFailed failed ? failed.code() : "REFUSED",
            refusal);
      }
    }
  }

  /** About how much memory texts take. */
  static long weight(@Nullable CharSequence... texts) {
    long sum = 200;
    for (CharSequence text : texts) {
      sum += text == null ? 0 : text.length();
    }
    return sum;
  }
}
