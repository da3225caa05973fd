package dev.batchkit.engine;

import dev.batchkit.batch.RunOutcome;

/** What one activity does once its run has the claim. */
interface RunBody {
  /** Does it, and ends the run. */
  void go() throws Exception;

  /** Says how the header is to be left if {@link #go} did not end the run. */
  void abandon(HeaderDraft header, RunOutcome outcome);
}
