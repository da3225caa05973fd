package dev.batchkit.testkit;

import dev.batchkit.batch.Activity;
import dev.batchkit.batch.Batch;
import dev.batchkit.batch.BatchId;
import dev.batchkit.batch.BatchStatus;
import dev.batchkit.batch.RowWindow;
import dev.batchkit.store.ActorIds;
import dev.batchkit.store.BatchWrites;
import dev.batchkit.store.Claim;
import dev.batchkit.store.NewBatch;
import dev.batchkit.store.PurgeRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes headers. */
final class MemoryBatchWrites extends MemoryBatchReads implements BatchWrites {
  private final View view;

  MemoryBatchWrites(View view) {
    super(view);
    this.view = view;
  }

  @Override
  public long insert(NewBatch batch) {
    return view.read(state -> insert(state, batch));
  }

  private static long insert(State state, NewBatch batch) {
    state.check(batch.by());
    Long group = batch.indicatorGroupId();
    Refused.unless(group == null || state.indicatorGroups.has(group), "The group " + group);
    long id = ++state.lastBatch;
    String key = batch.key();
    if (key != null) {
      List<String> typeAndKey = List.of(batch.type(), key);
      if (state.keys.has(typeAndKey)) {
        throw Refused.because(
            Refused.UNIQUE, "A batch of the type " + batch.type() + " has this natural key.");
      }
      state.keys = state.keys.with(typeAndKey, id);
    }
    state.headers =
        state.headers.with(
            id, new Header(pending(id, batch, state.keyScope), batch.by().groupId(), null, 0));
    return id;
  }

  private static Batch pending(long id, NewBatch batch, @Nullable String keyScope) {
    Instant at = View.stored(batch.at());
    return new Batch(
        new BatchId(id),
        batch.type(),
        null,
        BatchStatus.PENDING,
        batch.description(),
        batch.notes(),
        batch.key(),
        batch.params(),
        null,
        null,
        batch.rowTable(),
        batch.statuses(),
        batch.columns(),
        1,
        false,
        RowWindow.EMPTY,
        null,
        at,
        batch.by().userId(),
        at,
        batch.by().userId(),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        keyScope,
        null,
        batch.indicatorGroupId());
  }

  @Override
  public Optional<Claim> claim(
      long batchId, Set<BatchStatus> from, Activity activity, long owner, Instant at, ActorIds by) {
    return view.read(
        state -> {
          Header header = state.headers.get(batchId);
          if (header == null || !isFree(header) || !from.contains(header.batch().status())) {
            return Optional.empty();
          }
          state.check(by);
          Header claimed =
              new Header(
                  Batches.running(header.batch(), activity, View.stored(at), by.userId()),
                  header.groupId(),
                  owner,
                  header.token() + 1);
          state.headers = state.headers.with(batchId, claimed);
          return claimed.claim();
        });
  }

  private static boolean isFree(Header header) {
    return header.owner() == null && !header.batch().isFrozen();
  }

  @Override
  public boolean holds(Claim claim) {
    return view.read(
        state -> {
          Header header = state.headers.get(claim.batchId());
          return header != null && header.isHeldBy(claim);
        });
  }

  @Override
  public void settle(Batch batch, Claim claim) {
    view.change(
        state -> {
          Header header = state.changeable(claim.batchId());
          if (!header.isHeldBy(claim) || batch.id().value() != claim.batchId()) {
            throw Refused.because(
                Refused.CLAIM, header.batch().name() + " is not held by this claim any more.");
          }
          state.check(new ActorIds(batch.updatedById(), null));
          state.check(new ActorIds(batch.executedById(), null));
          Batch settled = Batches.settled(header.batch(), batch);
          state.headers =
              state.headers.with(
                  claim.batchId(), new Header(settled, header.groupId(), null, header.token()));
        });
  }

  @Override
  public void change(Batch batch) {
    view.change(
        state -> {
          long batchId = batch.id().value();
          Header header = state.changeable(batchId);
          if (header.owner() != null) {
            throw Refused.because(
                Refused.CLAIM, header.batch().name() + " is held by a run: it cannot be changed.");
          }
          state.check(new ActorIds(batch.updatedById(), null));
          state.check(new ActorIds(batch.completedById(), null));
          Batch changed = Batches.changed(header.batch(), batch);
          state.headers =
              state.headers.with(
                  batchId, new Header(changed, header.groupId(), null, header.token()));
        });
  }

  @Override
  public int restored(Instant at, String keyScope) {
    return view.read(
        state -> {
          int[] count = {0};
          state.headers.ascend(
              Long.MIN_VALUE,
              (id, header) -> {
                count[0] += restore(state, header, at) ? 1 : 0;
                return true;
              });
          state.keyScope = keyScope;
          return count[0];
        });
  }

  private static boolean restore(State state, Header header, Instant at) {
    if (header.owner() != null) {
      throw Refused.because(
          Refused.CLAIM, header.batch().name() + " is held by a run: end it first.");
    }
    if (header.batch().isFrozen()) {
      return false;
    }
    Batch restored = Batches.restored(header.batch(), View.stored(at));
    state.headers =
        state.headers.with(
            restored.id().value(), new Header(restored, header.groupId(), null, header.token()));
    return true;
  }

  @Override
  public void purge(PurgeRecord record) {
    view.change(state -> MemoryPurge.record(state, record));
  }

  @Override
  public int deletePurged(long batchId, int limit) {
    return view.read(state -> MemoryPurge.delete(state, batchId, limit));
  }

  @Override
  public void freeze(long batchId, String seal, Instant at) {
    view.change(
        state -> {
          Header header = state.changeable(batchId);
          if (header.owner() != null) {
            throw Refused.because(
                Refused.CLAIM, header.batch().name() + " is held by a run: settle it first.");
          }
          Batch frozen = Batches.frozen(header.batch(), seal, View.stored(at));
          state.headers =
              state.headers.with(
                  batchId, new Header(frozen, header.groupId(), null, header.token()));
        });
  }
}
