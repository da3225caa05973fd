package dev.batchkit.orchestration;

import org.jspecify.annotations.Nullable;

/**
 * Records what has states: an orchestration session, or one of its entries. The state before a
 * transition is the one that the last transition led to, {@code NONE} before the first. A
 * transition to the state that it is in already is recorded only if it has a result or an error.
 */
public interface StateRecorder extends Recorder, AutoCloseable {
  /** A step begins: {@code ENTER(step)}. */
  void enter(String step);

  /** A step has ended: {@code EXIT(step)}. */
  void exit(String step);

  /**
   * A step has failed: {@code ERROR(step)}, with the class, text, cause and stack of what was
   * thrown.
   */
  void error(String step, Throwable thrown);

  /** A step was left before its end: {@code INTERRUPTED(step)}. */
  void interrupted(String step, String reason);

  /**
   * A transition to any state.
   *
   * @param to the name of the state
   * @param reason why; null if there is nothing to say
   * @param result what came of it: a record, a map, a list, a {@link dev.batchkit.json.Json}; null
   *     for nothing
   * @throws dev.batchkit.error.InvalidValue if the result has no JSON form
   */
  void state(String to, @Nullable String reason, @Nullable Object result);

  @Override
  void close();
}
