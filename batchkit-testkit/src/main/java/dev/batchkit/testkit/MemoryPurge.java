package dev.batchkit.testkit;

import dev.batchkit.batch.Batch;
import dev.batchkit.store.ActorIds;
import dev.batchkit.store.PurgeRecord;
import dev.batchkit.store.StoredChange;
import java.util.ArrayList;
import java.util.List;

/** Purges batches: the header goes aside, so that nobody finds it, and is deleted last. */
final class MemoryPurge {
  private MemoryPurge() {}

  static void record(State state, PurgeRecord record) {
    long batchId = record.batchId();
    Header header = state.headers.get(batchId);
    if (header == null) {
      throw Refused.because(Refused.REFERENCE, "Batch " + batchId + " does not exist.");
    }
    Batch batch = header.batch();
    if (header.owner() != null) {
      throw Refused.because(
          Refused.CLAIM, batch.name() + " is held by a run: it cannot be purged.");
    }
    state.check(new ActorIds(record.byId(), null));
    state.headers = state.headers.without(batchId);
    state.purged = state.purged.with(batchId, header);
    state.purges = state.purges.with(batchId, stored(record));
    if (batch.key() != null) {
      state.keys = state.keys.without(List.of(String.valueOf(batch.type()), batch.key()));
    }
  }

  private static PurgeRecord stored(PurgeRecord record) {
    return new PurgeRecord(
        record.batchId(),
        record.type(),
        View.stored(record.at()),
        record.byId(),
        record.owner(),
        record.rows(),
        record.seal());
  }

  static int delete(State state, long batchId, int limit) {
    Header header = state.purged.get(batchId);
    if (header == null) {
      if (!state.purges.has(batchId)) {
        throw Refused.because(Refused.MISSING, "Batch " + batchId + " was not purged.");
      }
      return 0;
    }
    int deleted = deleteChanges(state, batchId, limit);
    deleted += deleteSessions(state, batchId, limit - deleted);
    deleted += deleteRows(state, header, limit - deleted);
    if (deleted == limit) {
      return limit;
    }
    state.purged = state.purged.without(batchId);
    return deleted + 1;
  }

  private static int deleteChanges(State state, long batchId, int limit) {
    List<StoredChange> changes =
        state.changes.page(batchId, Long.MIN_VALUE, Long.MIN_VALUE, change -> true, limit);
    for (StoredChange change : changes) {
      state.changes = state.changes.without(batchId, change);
    }
    return changes.size();
  }

  private static int deleteSessions(State state, long batchId, int limit) {
    int deleted = 0;
    for (MemorySession session : state.measured.of(batchId)) {
      deleted += state.measured.deleteRecords(state, session.id(), limit - deleted);
      deleted += state.deliveries.delete(state, session.id(), limit - deleted);
      if (deleted == limit) {
        return deleted;
      }
      state.measured = state.measured.without(session);
      deleted++;
    }
    state.measured = state.measured.withoutCancels(batchId);
    return deleted;
  }

  private static int deleteRows(State state, Header header, int limit) {
    long batchId = header.batch().id().value();
    String table = String.valueOf(header.batch().rowTable());
    List<Long> rows = new ArrayList<>();
    if (limit > 0) {
      state.rows.scan(
          table,
          batchId,
          Long.MIN_VALUE,
          Long.MAX_VALUE,
          row -> rows.add(row.sequence()) && rows.size() < limit);
    }
    rows.forEach(sequence -> state.rows.remove(table, batchId, sequence));
    return rows.size();
  }
}
