package dev.batchkit.testkit.contract.model;

import dev.batchkit.batch.RowStatus;
import dev.batchkit.batch.Severity;

/** A status that a row of the model's batches has without any problem. */
enum ModelStatus implements RowStatus {
  /** Of a large amount. */
  LARGE;

  @Override
  public String code() {
    return name();
  }

  @Override
  public String label() {
    return "Large";
  }

  @Override
  public Severity severity() {
    return Severity.OK;
  }
}
