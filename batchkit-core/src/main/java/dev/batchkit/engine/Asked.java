package dev.batchkit.engine;

import dev.batchkit.batch.Batch;
import dev.batchkit.error.BatchKitException;
import dev.batchkit.error.HandlerFailed;
import java.util.concurrent.Callable;

/** Calls a handler outside of a run. */
final class Asked {
  private Asked() {}

  /**
   * What the handler answers.
   *
   * @param what what it is called for, as it stands in the message
   * @throws HandlerFailed if it throws; what is batchkit's own is thrown as it is
   */
  static <T> T of(Batch batch, Binding<?, ?> binding, String what, Callable<T> question) {
    try {
      return question.call();
    } catch (BatchKitException | VirtualMachineError e) {
      throw e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed(batch, binding, what, e);
    } catch (Exception | Error e) {
      throw failed(batch, binding, what, e);
    }
  }

  private static HandlerFailed failed(
      Batch batch, Binding<?, ?> binding, String what, Throwable cause) {
    return new HandlerFailed(
        batch.name()
            + ": its handler "
            + binding.handler().getClass().getName()
            + " threw "
            + cause.getClass().getName()
            + " when it was asked "
            + what
            + ". The cause tells more.",
        batch.id().value(),
        binding.type().key(),
        "",
        cause);
  }
}
