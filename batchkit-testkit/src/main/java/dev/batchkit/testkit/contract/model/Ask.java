package dev.batchkit.testkit.contract.model;

import dev.batchkit.Batches;
import dev.batchkit.batch.BatchId;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A command read against a state: what is asked of batchkit, and what the model says of it.
 *
 * @param action asks
 * @param effect what it does to the batch if nothing comes in between
 * @param parts what may be there of it if it is cut off
 * @param isRun whether it holds the batch meanwhile
 */
record Ask(
    Consumer<Batches<ModelPart, ModelPart>> action, Effect effect, Parts parts, boolean isRun) {
  /** What a command does to a batch of the model. */
  @FunctionalInterface
  interface Effect {
    /** Gives the class of what it throws; null if it does what it was asked to. */
    @Nullable Class<? extends Throwable> on(ModelBatch batch, Seen seen);
  }

  /** What may be there of a command that was cut off: makes it so, or throws. */
  @FunctionalInterface
  interface Parts {
    void partly(ModelBatch batch, Seen seen);
  }

  /** The batch that it is asked for. */
  record Target(BatchId id, ModelBatch batch, long version, Batches<ModelPart, ModelPart> door) {}
}
