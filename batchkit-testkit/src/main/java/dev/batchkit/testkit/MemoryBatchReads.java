package dev.batchkit.testkit;

import dev.batchkit.batch.Batch;
import dev.batchkit.batch.BatchStatus;
import dev.batchkit.store.BatchQuery;
import dev.batchkit.store.BatchReads;
import dev.batchkit.store.Claim;
import dev.batchkit.store.PartVisitor;
import dev.batchkit.store.PurgeRecord;
import dev.batchkit.store.StoredChange;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads headers. */
class MemoryBatchReads implements BatchReads {
  private static final List<String> CHANGE_COLUMNS =
      List.of(
          "batch_id",
          "sequence",
          "version",
          "changed_at",
          "changed_by_id",
          "before_json",
          "after_json",
          "orchestration_session_id");

  private final View view;

  MemoryBatchReads(View view) {
    this.view = view;
  }

  @Override
  public Optional<Batch> find(long batchId) {
    return header(batchId).map(Header::batch);
  }

  @Override
  public Optional<Long> findByKey(String type, String key) {
    return view.read(state -> Optional.ofNullable(state.keys.get(List.of(type, key))));
  }

  @Override
  public List<Batch> page(BatchQuery query) {
    return view.read(state -> page(state, query));
  }

  private static List<Batch> page(State state, BatchQuery query) {
    List<Batch> page = new ArrayList<>();
    if (query.limit() < 1 || query.before() == Long.MIN_VALUE) {
      return page;
    }
    state.headers.descend(
        query.before() - 1,
        (id, header) -> {
          if (isWanted(header.batch(), query)) {
            page.add(header.batch());
          }
          return page.size() < query.limit();
        });
    return page;
  }

  private static boolean isWanted(Batch batch, BatchQuery query) {
    return (query.type() == null || query.type().equals(batch.type()))
        && (query.status() == null || query.status() == batch.status());
  }

  @Override
  public List<Batch> complete(@Nullable String type, long after, int limit) {
    return view.read(
        state -> {
          List<Batch> page = new ArrayList<>();
          state.headers.ascend(
              after + 1,
              (id, header) -> {
                Batch batch = header.batch();
                if (waits(batch) && (type == null || type.equals(batch.type()))) {
                  page.add(batch);
                }
                return page.size() < limit;
              });
          return page;
        });
  }

  private static boolean waits(Batch batch) {
    return batch.isComplete() && !batch.isFrozen() && batch.status() == BatchStatus.PENDING;
  }

  @Override
  public List<Claim> claims() {
    return view.read(
        state -> {
          List<Claim> claims = new ArrayList<>();
          state.headers.ascend(
              Long.MIN_VALUE,
              (id, header) -> {
                header.claim().ifPresent(claims::add);
                return true;
              });
          return claims;
        });
  }

  @Override
  public Map<BatchStatus, Long> countByStatus() {
    return view.read(
        state -> {
          Map<BatchStatus, Long> counts = new EnumMap<>(BatchStatus.class);
          state.headers.ascend(
              Long.MIN_VALUE,
              (id, header) -> counts.merge(header.batch().status(), 1L, Long::sum) > 0);
          return counts;
        });
  }

  @Override
  public Optional<PurgeRecord> findPurged(long batchId) {
    return view.read(state -> Optional.ofNullable(state.purges.get(batchId)));
  }

  @Override
  public List<PurgeRecord> unfinishedPurges() {
    return view.read(
        state -> {
          List<PurgeRecord> unfinished = new ArrayList<>();
          state.purged.ascend(
              Long.MIN_VALUE,
              (id, header) -> unfinished.add(Objects.requireNonNull(state.purges.get(id))));
          return unfinished;
        });
  }

  @Override
  public void showHeader(long batchId, PartVisitor visitor) {
    header(batchId).ifPresent(header -> HeaderParts.show(header, visitor));
  }

  @Override
  public void showAttachments(long batchId, PartVisitor visitor) {
    SessionParts.show(view.read(state -> state.measured), batchId, visitor);
    view.read(state -> state.changes.page(batchId, 0, 0, change -> true, Integer.MAX_VALUE))
        .forEach(
            change -> visitor.visit("batchkit_change", CHANGE_COLUMNS, cells(batchId, change)));
  }

  private static @Nullable Object[] cells(long batchId, StoredChange change) {
    return new @Nullable Object[] {
      batchId,
      change.sequence(),
      change.version(),
      change.at(),
      change.byId(),
      change.before(),
      change.after(),
      change.runId()
    };
  }

  private Optional<Header> header(long batchId) {
    return view.read(state -> Optional.ofNullable(state.headers.get(batchId)));
  }
}
