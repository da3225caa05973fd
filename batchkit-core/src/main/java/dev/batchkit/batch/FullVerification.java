package dev.batchkit.batch;

import java.util.List;

/**
 * What verifying everything found.
 *
 * @param sealed how many frozen batches there are
 * @param faults what is wrong; empty if every batch is as it was frozen
 */
public record FullVerification(long sealed, List<SealFault> faults) {
  /** Copies the list. */
  public FullVerification {
    faults = List.copyOf(faults);
  }

  /** Whether nothing is wrong. */
  public boolean intact() {
    return faults.isEmpty();
  }
}
