package dev.batchkit.engine;

import dev.batchkit.batch.Batch;
import dev.batchkit.batch.BatchStatus;
import dev.batchkit.engine.Editing.Target;
import dev.batchkit.error.InvalidValue;
import dev.batchkit.store.ActorIds;
import dev.batchkit.store.Store;
import dev.batchkit.store.Unit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Changes what a header says: who handed the batch over, and what it is. Safe for any number of
 * threads.
 */
public final class HeaderEditing {
  private final Store store;
  private final EngineSettings settings;
  private final Claims claims;
  private final Reading reading;
  private final Creation creation;

  HeaderEditing(
      Store store, EngineSettings settings, Claims claims, Reading reading, Creation creation) {
    this.store = store;
    this.settings = settings;
    this.claims = claims;
    this.reading = reading;
    this.creation = creation;
  }

  /** Hands the batch over for execution. */
  public Batch complete(Target target) {
    return handOver("complete", target, true);
  }

  /** Takes it back. */
  public Batch incomplete(Target target) {
    return handOver("incomplete", target, false);
  }

  private Batch handOver(String step, Target target, boolean complete) {
    Batch unused = reading.get(target.id(), target.type());
    return claims.onceFree(
        target.id(), () -> store.inUnit(step, unit -> handOver(unit, target, complete)));
  }

  private Batch handOver(Unit unit, Target target, boolean complete) {
    Batch batch = Headers.get(unit.batches(), target.id());
    requirePending(unit, batch);
    if (batch.isComplete() == complete) {
      return batch;
    }
    ActorIds by = creation.resolve(unit, target.actor());
    Instant now = settings.clock().instant();
    HeaderDraft header = new HeaderDraft(batch);
    header.completedAt = complete ? now : null;
    header.completedById = complete ? by.userId() : null;
    return change(unit, header.at(now, by.userId()));
  }

  private static void requirePending(Unit unit, Batch batch) {
    Claims.requireFree(unit.runs(), batch);
    if (batch.status() != BatchStatus.PENDING) {
      throw Headers.wrongState(batch, "only pending batches are handed over", "Reopen it first.");
    }
  }

  private static Batch change(Unit unit, Batch header) {
    unit.batches().change(header);
    return Headers.get(unit.batches(), header.id().value());
  }

  /** Says anew what the batch is; the function is asked again where the batch changed meanwhile. */
  public Batch amend(Target target, Function<Batch, Engine.NewDraft> draft) {
    return claims.onceFree(
        target.id(),
        () -> {
          Optional<Batch> amended;
          do {
            amended = tryToAmend(target, draft);
          } while (amended.isEmpty());
          return amended.get();
        });
  }

  private Optional<Batch> tryToAmend(Target target, Function<Batch, Engine.NewDraft> draft) {
    Batch batch = reading.get(target.id(), target.type());
    Headers.requireEditable(store.runs(), batch);
    Engine.NewDraft given = draft.apply(batch);
    requireSameBatch(batch, given);
    creation.requireValid(given);
    return store.inUnit("amend", unit -> amend(unit, target, batch, given));
  }

  private Optional<Batch> amend(Unit unit, Target target, Batch read, Engine.NewDraft draft) {
    Batch batch = Headers.get(unit.batches(), target.id());
    Headers.requireEditable(unit.runs(), batch);
    if (batch.version() != read.version()) {
      return Optional.empty();
    }
    boolean sameParams = Objects.equals(batch.params(), draft.params());
    if (sameParams
        && Objects.equals(batch.description(), draft.description())
        && Objects.equals(batch.notes(), draft.notes())) {
      return Optional.of(batch);
    }
    ActorIds by = creation.resolve(unit, target.actor());
    HeaderDraft header = new HeaderDraft(batch);
    header.changed = true;
    header.description = draft.description();
    header.notes = draft.notes();
    header.params = draft.params();
    header.needsRefresh |= !sameParams && !batch.rows().isEmpty();
    return Optional.of(change(unit, header.at(settings.clock().instant(), by.userId())));
  }

  private static void requireSameBatch(Batch batch, Engine.NewDraft draft) {
    Engine.NewDraft like = Engine.NewDraft.like(batch);
    List<String> faults = new ArrayList<>();
    requireSame("type", batch.type(), draft.type(), faults);
    requireSame("key", batch.key(), draft.key() == null ? batch.key() : draft.key(), faults);
    requireSame("columns", like.columns(), draft.columns(), faults);
    requireSame("group", batch.indicatorGroupId(), draft.indicatorGroupId(), faults);
    if (!faults.isEmpty()) {
      throw new InvalidValue(
          batch.name() + " cannot be amended: " + String.join("; ", faults) + ".", faults, null);
    }
  }

  private static void requireSame(
      String name, @Nullable Object before, @Nullable Object after, List<String> faults) {
    if (!Objects.equals(before, after)) {
      faults.add(name + ": stays as it is for the life of the batch");
    }
  }
}
