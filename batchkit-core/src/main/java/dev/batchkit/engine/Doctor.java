package dev.batchkit.engine;

import dev.batchkit.batch.BatchStatus;
import dev.batchkit.store.Check;
import dev.batchkit.store.Claim;
import dev.batchkit.store.Health;
import dev.batchkit.store.OpenRecording;
import dev.batchkit.store.PurgeRecord;
import dev.batchkit.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Looks whether all is well. */
public final class Doctor {
  private final Store store;

  Doctor(Store store) {
    this.store = store;
  }

  /** Looks at what keeps the data, and at what is going on in it. */
  public Health examine() {
    List<Check> checks = new ArrayList<>(store.examine());
    checks.add(batches());
    checks.add(runs());
    checks.add(purges());
    checks.add(recordings());
    return new Health(checks);
  }

  private Check batches() {
    Map<BatchStatus, Long> counts = store.batches().countByStatus();
    return Check.ok(
        "batches",
        counts.isEmpty()
            ? "none"
            : counts.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(count -> count.getValue() + " " + count.getKey().word())
                .collect(Collectors.joining(", ")));
  }

  private Check runs() {
    List<Claim> claims = store.batches().claims();
    List<Claim> dead = claims.stream().filter(claim -> !store.isAlive(claim.owner())).toList();
    return dead.isEmpty()
        ? Check.ok("runs", claims.size() + " going on")
        : Check.warn(
            "runs",
            dead.size()
                + " of "
                + claims.size()
                + " belong to dead processes, such as that of batch "
                + dead.get(0).batchId()
                + ": call recover()");
  }

  private Check recordings() {
    List<OpenRecording> open = store.ledger().recordings();
    List<OpenRecording> dead = open.stream().filter(one -> !store.isAlive(one.owner())).toList();
    return dead.isEmpty()
        ? Check.ok("recordings", open.size() + " going on")
        : Check.warn(
            "recordings",
            dead.size()
                + " of "
                + open.size()
                + " belong to dead processes, such as that of session "
                + dead.get(0).sessionId()
                + ": call recover()");
  }

  private Check purges() {
    List<PurgeRecord> purges = store.batches().unfinishedPurges();
    List<PurgeRecord> dead =
        purges.stream()
            .filter(purge -> purge.owner() == store.owner() || !store.isAlive(purge.owner()))
            .toList();
    return dead.isEmpty()
        ? Check.ok("purges", purges.isEmpty() ? "none unfinished" : purges.size() + " going on")
        : Check.warn(
            "purges",
            dead.size()
                + " unfinished, such as that of batch "
                + dead.get(0).batchId()
                + ": call recover()");
  }
}
