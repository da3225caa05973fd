package dev.batchkit.engine;

import dev.batchkit.batch.Row;
import dev.batchkit.spi.ExternalWork;
import dev.batchkit.spi.RowResult;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Asks for one external row, on a thread of the callers: settled first unless it is new. */
final class ExternalAsk<R> implements Supplier<Answer> {
  private final Callers callers;
  private final ExternalWork<R> work;
  private final Row<R> row;
  private final String key;
  private final int place;
  private final boolean fresh;
  private final int retries;
  private String trouble = "";

  /**
   * Makes one.
   *
   * @param place the row's place in its page
   * @param fresh whether this key was certainly never called
   * @param retries how often a settle may ask for time
   */
  ExternalAsk(
      Callers callers,
      ExternalWork<R> work,
      Row<R> row,
      String key,
      int place,
      boolean fresh,
      int retries) {
    this.callers = callers;
    this.work = work;
    this.row = row;
    this.key = key;
    this.place = place;
    this.fresh = fresh;
    this.retries = retries;
  }

  @Override
  public Answer get() {
    RowResult result = result();
    return result == null ? Answer.unknown(place, trouble) : Answer.of(place, result);
  }

  private @Nullable RowResult result() {
    if (!fresh) {
      RowResult settled = settle();
      if (settled == null || !isToBeCalled(settled)) {
        return settled;
      }
    }
    RowResult result = call();
    if (result != null || callers.isInterrupted()) {
      return result;
    }
    String cause = trouble;
    RowResult settled = settle();
    return settled != null && isToBeCalled(settled) ? RowResult.failed(cause) : settled;
  }

  private static boolean isToBeCalled(RowResult settled) {
    return settled.retryAfter() != null;
  }

  @SuppressWarnings("ConstantValue") // a handler may be written without null checks
  private @Nullable RowResult call() {
    try {
      RowResult result = work.call(row, key);
      if (result == null) {
        trouble = "the call gave no result";
      }
      return result;
    } catch (Exception e) {
      trouble = Activities.text(e);
      return null;
    }
  }

  /** Null if nobody can tell; to be tried again where it was not done. */
  @SuppressWarnings("ConstantValue") // a handler may be written without null checks
  private @Nullable RowResult settle() {
    try {
      RowResult result = work.settle(row, key);
      Duration wait = waitOf(result);
      for (int i = 0; wait != null; i++) {
        if (i == retries || !callers.await(wait)) {
          trouble = "settle could not tell";
          return null;
        }
        result = work.settle(row, key);
        wait = waitOf(result);
      }
      if (result == null) {
        trouble = "settle gave no result";
      }
      return result;
    } catch (Exception e) {
      trouble = Activities.text(e);
      return null;
    }
  }

  private static @Nullable Duration waitOf(@Nullable RowResult result) {
    Duration wait = result == null ? null : result.retryAfter();
    return wait == null || wait.isZero() ? null : wait;
  }
}
