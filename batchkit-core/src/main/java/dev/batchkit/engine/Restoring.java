package dev.batchkit.engine;

import dev.batchkit.batch.RestoreReport;
import dev.batchkit.batch.Run;
import dev.batchkit.recording.Recordings;
import dev.batchkit.store.Claim;
import dev.batchkit.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Makes data that came out of a backup fit to be worked on. */
public final class Restoring {
  private final Store store;
  private final EngineSettings settings;
  private final Recovery recovery;
  private final Recordings recordings;

  Restoring(Store store, EngineSettings settings, Recovery recovery, Recordings recordings) {
    this.store = store;
    this.settings = settings;
    this.recovery = recovery;
    this.recordings = recordings;
  }

  /** Ends all runs and recordings, marks what may have gone on outside, and begins new keys. */
  public RestoreReport afterRestore() {
    List<Run> ended = new ArrayList<>();
    for (Claim claim : store.batches().claims()) {
      recovery.takeOver(claim.batchId()).ifPresent(ended::add);
    }
    recordings.afterRestore();
    String keyScope = UUID.randomUUID().toString();
    int batches =
        store.<Integer, RuntimeException>inUnit(
            "restore", unit -> unit.batches().restored(settings.clock().instant(), keyScope));
    return new RestoreReport(batches, ended, keyScope);
  }
}
