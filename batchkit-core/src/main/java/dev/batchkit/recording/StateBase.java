package dev.batchkit.recording;

import dev.batchkit.json.Json;
import dev.batchkit.orchestration.StateRecorder;
import dev.batchkit.orchestration.StateTransition;
import org.jspecify.annotations.Nullable;

/** What has states. */
abstract class StateBase extends RecorderBase implements StateRecorder {
  private String last = StateTransition.NONE;

  StateBase(SessionDesk desk, @Nullable RecorderBase within) {
    super(desk, within);
  }

  @Override
  @Nullable String execId() {
    return null;
  }

  @Override
  public final void enter(String step) {
    to(States.in("ENTER", step(step)), null, null, null);
  }

  @Override
  public final void exit(String step) {
    to(States.in("EXIT", step(step)), null, null, null);
  }

  @Override
  public final void error(String step, Throwable thrown) {
    Json error = desk().clean().error(thrown);
    to(States.in("ERROR", step(step)), null, thrown.getClass().getName(), error);
  }

  @Override
  public final void interrupted(String step, String reason) {
    String why = desk().clean().any("reason", reason);
    to(States.in("INTERRUPTED", step(step)), null, why, null);
  }

  @Override
  public final void state(String to, @Nullable String reason, @Nullable Object result) {
    Clean clean = desk().clean();
    String state = clean.text("state", to);
    to(state, clean.json(result), clean.orNull("reason", reason), null);
  }

  private String step(String step) {
    return desk().clean().text("step", step);
  }

  private void to(
      String state, @Nullable Json result, @Nullable String reason, @Nullable Json elaboration) {
    boolean unused =
        desk()
            .record(
                this,
                () -> {
                  add(state, result, reason, elaboration);
                  return true;
                });
  }

  /** The state that it is in; under the lock of the desk. */
  final String last() {
    return last;
  }

  /**
   * Goes over to a state, if it is in another or this says more of it; under the lock of the desk.
   */
  final void add(
      String state, @Nullable Json result, @Nullable String reason, @Nullable Json elaboration) {
    if (state.equals(last) && result == null && elaboration == null) {
      return;
    }
    desk()
        .add(
            new StateTransition(
                desk().newId(),
                desk().sessionId(),
                entryId(),
                last,
                state,
                result,
                reason,
                desk().now(),
                elaboration),
            SessionDesk.weight(
                state,
                reason,
                result == null ? null : result.text(),
                elaboration == null ? null : elaboration.text()));
    last = state;
  }
}
