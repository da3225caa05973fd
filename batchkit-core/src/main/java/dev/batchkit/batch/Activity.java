package dev.batchkit.batch;

/** What a run does with its batch. */
public enum Activity {
  /** Fills it with rows from a source. */
  POPULATE("populate"),
  /** Makes every row again from its input. */
  REFRESH("refresh"),
  /** Changes many of its rows as people asked. */
  EDIT("edit"),
  /** Applies its rows. */
  EXECUTE("execute"),
  /** Reads it once more to seal it, and ends it without an execution. */
  DISCARD("discard");

  private final String word;

  Activity(String word) {
    this.word = word;
  }

  /** The word as it is stored and shown. */
  public String word() {
    return word;
  }

  /** Whether it changes what rows say, which a batch that is complete does not let happen. */
  public boolean changesRows() {
    return this == POPULATE || owesRefresh();
  }

  /**
   * Whether it changes visible rows chunk by chunk, so that a batch needs a refresh from its claim
   * until it has succeeded.
   */
  public boolean owesRefresh() {
    return this == REFRESH || this == EDIT;
  }

  /** The nature of the orchestration sessions of such runs. */
  public String nature() {
    return "batchkit-" + word;
  }

  /**
   * The activity for a stored word.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Activity of(String word) {
    return valueOf(word.toUpperCase(java.util.Locale.ROOT));
  }
}
