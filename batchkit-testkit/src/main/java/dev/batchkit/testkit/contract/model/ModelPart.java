package dev.batchkit.testkit.contract.model;

import org.jspecify.annotations.Nullable;

/**
 * A row of the model's batches, and its input: one record for both, so that the input of some rows
 * is kept beside the row and of others it is the row.
 *
 * @param sku unique in a batch; two of them are an alias or to be left out
 * @param amount negative is suspicious
 * @param kind looked up; never said by an input. Unique together with the amount
 */
record ModelPart(@Nullable String sku, @Nullable Long amount, @Nullable String kind) {
  static ModelPart line(@Nullable String sku, @Nullable Long amount) {
    return new ModelPart(sku, amount, null);
  }
}
