package dev.batchkit.engine;

import dev.batchkit.batch.Batch;
import dev.batchkit.batch.BatchId;
import dev.batchkit.batch.FullVerification;
import dev.batchkit.batch.Run;
import dev.batchkit.batch.SealFault;
import dev.batchkit.batch.SealFault.Kind;
import dev.batchkit.error.InvalidValue;
import dev.batchkit.error.StoreFailed;
import dev.batchkit.json.Json;
import dev.batchkit.orchestration.OrchestrationSession;
import dev.batchkit.store.BatchQuery;
import dev.batchkit.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Compares what is stored with the seals, and the seals with the ledger. */
public final class Verifying {
  private static final int PAGE = 1000;

  private final Store store;

  Verifying(Store store) {
    this.store = store;
  }

  /** Looks at every batch of a type, or of all types. */
  public FullVerification all(@Nullable String type) {
    List<SealFault> faults = new ArrayList<>();
    long sealed = 0;
    long before = Long.MAX_VALUE;
    List<Batch> page;
    do {
      page = store.batches().page(new BatchQuery(type, null, before, PAGE));
      for (Batch batch : page) {
        before = batch.id().value();
        sealed += batch.isFrozen() ? 1 : 0;
        faultOf(batch).filter(fault -> isStillThere(batch)).ifPresent(faults::add);
      }
    } while (page.size() == PAGE);
    if (type == null) {
      addGone(faults);
    }
    return new FullVerification(sealed, faults);
  }

  /** One that was purged, or frozen, while it was looked at was as it should be. */
  private boolean isStillThere(Batch batch) {
    return store.batches().find(batch.id().value()).filter(batch::equals).isPresent();
  }

  private Optional<SealFault> faultOf(Batch batch) {
    if (batch.type() == null || (batch.activity() != null && !batch.isFrozen())) {
      return Optional.empty();
    }
    String recorded = recordedSeal(batch);
    if (!Objects.equals(recorded, batch.seal())) {
      return fault(batch, Kind.OTHER_SEAL, recorded, batch.seal());
    }
    if (batch.seal() == null) {
      return Optional.empty();
    }
    try {
      String found = Seals.again(store, Headers.table(batch), batch);
      return found.equals(batch.seal())
          ? Optional.empty()
          : fault(batch, Kind.CHANGED, batch.seal(), found);
    } catch (StoreFailed e) {
      return fault(batch, Kind.UNREADABLE, batch.seal(), null);
    }
  }

  private static Optional<SealFault> fault(
      Batch batch, Kind kind, @Nullable String expected, @Nullable String found) {
    return Optional.of(new SealFault(batch.id(), kind, expected, found));
  }

  /** The seal that the last words of a run say. */
  private @Nullable String recordedSeal(Batch batch) {
    List<Run> runs = store.runs().ofBatch(batch.id().value());
    for (int i = runs.size() - 1; i >= 0; i--) {
      String seal =
          store
              .ledger()
              .session(runs.get(i).id())
              .map(OrchestrationSession::diagnostics)
              .map(Verifying::seal)
              .orElse(null);
      if (seal != null) {
        return seal;
      }
    }
    return null;
  }

  private static @Nullable String seal(Json diagnostics) {
    try {
      return diagnostics.members().get("seal") instanceof String seal ? seal : null;
    } catch (InvalidValue e) {
      return null; // another program's words
    }
  }

  private void addGone(List<SealFault> faults) {
    List<Long> page;
    long after = 0;
    do {
      page = store.runs().withoutBatch(after, PAGE);
      for (long id : page) {
        after = id;
        faults.add(new SealFault(new BatchId(id), Kind.GONE, null, null));
      }
    } while (page.size() == PAGE);
  }
}
