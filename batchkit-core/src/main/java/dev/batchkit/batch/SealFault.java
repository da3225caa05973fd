package dev.batchkit.batch;

import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a batch that should be as it was frozen.
 *
 * @param batchId the batch
 * @param kind what is wrong
 * @param expected the seal that should be there; null where none is known
 * @param found the seal that is there; null where none is, or it cannot be computed
 */
public record SealFault(
    BatchId batchId, Kind kind, @Nullable String expected, @Nullable String found) {

  /** What can be wrong. */
  public enum Kind {
    /** What is stored is not what was sealed. */
    CHANGED("what is stored is not what was sealed"),
    /** What is stored cannot be read. */
    UNREADABLE("what is stored cannot be read"),
    /** The header has another seal than the ledger, or none. */
    OTHER_SEAL("its header and the ledger do not have the same seal"),
    /** The ledger has runs of it, but it is gone, and no purge is on record. */
    GONE("it is gone, and no purge of it is on record");

    private final String text;

    Kind(String text) {
      this.text = text;
    }
  }

  /** The same for people. */
  public String text() {
    return "Batch " + batchId + ": " + kind.text + ".";
  }
}
