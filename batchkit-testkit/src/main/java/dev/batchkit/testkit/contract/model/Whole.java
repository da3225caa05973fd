package dev.batchkit.testkit.contract.model;

import org.jspecify.annotations.Nullable;

/** A command that is wholly done or wholly not done when it was cut off. */
record Whole(Ask.Effect effect) implements Ask.Parts {
  @Override
  public void partly(ModelBatch batch, Seen seen) {
    ModelBatch after = batch.copy();
    after.passOver(seen.rows().keySet());
    @Nullable Class<? extends Throwable> unused = effect.on(after, seen);
    if (after.seen().equals(seen)) {
      batch.become(after);
    }
  }
}
