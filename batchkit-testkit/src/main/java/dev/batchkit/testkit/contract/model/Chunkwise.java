package dev.batchkit.testkit.contract.model;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A command that changes row after row: when it was cut off, the first rows are done, the others
 * not, and the batch needs a refresh; or it is wholly done or wholly not done.
 */
record Chunkwise(Function<ModelBatch, @Nullable Class<? extends Throwable>> effect)
    implements Ask.Parts {
  @Override
  public void partly(ModelBatch batch, Seen seen) {
    ModelBatch after = batch.copy();
    if (effect.apply(after) != null || batch.seen().equals(seen)) {
      return;
    }
    if (after.seen().equals(seen)) {
      batch.become(after);
      return;
    }
    batch.needsRefresh = true;
    boolean going = true;
    for (long sequence : after.rows.keySet()) {
      ModelRow done = after.row(sequence);
      going = going && done.seen().equals(seen.rows().get(sequence));
      if (going) {
        batch.rows.put(sequence, done);
      }
    }
    after.edits.stream()
        .filter(edit -> !batch.edits.contains(edit))
        .filter(edit -> batch.row(edit.sequence()).version == edit.version())
        .toList()
        .forEach(batch.edits::add);
  }
}
