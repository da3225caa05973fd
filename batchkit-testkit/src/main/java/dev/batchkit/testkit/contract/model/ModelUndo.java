package dev.batchkit.testkit.contract.model;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What undoes a change, as the model has it.
 *
 * @param removes whether the row is taken out
 * @param input what it says otherwise
 */
record ModelUndo(boolean removes, ModelPart input) {
  /** Null if the row is no longer what the change made of it. */
  static @Nullable ModelUndo of(ModelRow row, SeenEdit change) {
    ModelPart before = change.before();
    ModelPart after = change.after();
    if (row.removed || after == null) {
      return row.removed && after == null ? new ModelUndo(false, row.input) : null;
    }
    if (before == null) {
      return row.input.equals(after) ? new ModelUndo(true, row.input) : null;
    }
    return back(row.input, before, after);
  }

  /** What was altered as it was before, the rest as it is; null if it was altered again since. */
  private static @Nullable ModelUndo back(ModelPart is, ModelPart before, ModelPart after) {
    boolean sku = !Objects.equals(before.sku(), after.sku());
    boolean amount = !Objects.equals(before.amount(), after.amount());
    boolean again =
        (sku && !Objects.equals(is.sku(), after.sku()))
            || (amount && !Objects.equals(is.amount(), after.amount()));
    ModelPart back =
        new ModelPart(
            sku ? before.sku() : is.sku(), amount ? before.amount() : is.amount(), is.kind());
    return again ? null : new ModelUndo(false, back);
  }
}
