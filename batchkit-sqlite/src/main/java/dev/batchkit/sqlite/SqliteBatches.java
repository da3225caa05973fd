package dev.batchkit.sqlite;

import dev.batchkit.batch.Activity;
import dev.batchkit.batch.Batch;
import dev.batchkit.batch.BatchId;
import dev.batchkit.batch.BatchStatus;
import dev.batchkit.batch.RowWindow;
import dev.batchkit.json.Json;
import dev.batchkit.store.ActorIds;
import dev.batchkit.store.BatchQuery;
import dev.batchkit.store.BatchWrites;
import dev.batchkit.store.Claim;
import dev.batchkit.store.NewBatch;
import dev.batchkit.store.PartVisitor;
import dev.batchkit.store.PurgeRecord;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Headers. */
final class SqliteBatches implements BatchWrites {
  private final Door door;
  private final Parts parts;
  private final RunTexts runTexts;
  private final PurgeTexts purgeTexts;

  SqliteBatches(Door door, Parts parts, RunTexts runTexts, PurgeTexts purgeTexts) {
    this.door = door;
    this.parts = parts;
    this.runTexts = runTexts;
    this.purgeTexts = purgeTexts;
  }

  @Override
  public Optional<Batch> find(long batchId) {
    return door.call(db -> db.sql(BatchSql.class).find(batchId));
  }

  @Override
  public Optional<Long> findByKey(String type, String key) {
    return door.call(db -> db.sql(KeySql.class).find(type, key));
  }

  @Override
  public List<Batch> page(BatchQuery query) {
    BatchStatus status = query.status();
    String word = status == null ? null : status.word();
    String type = query.type();
    return door.call(
        db ->
            type == null
                ? db.sql(BatchSql.class).page(query.before(), word, query.limit())
                : db.sql(BatchSql.class).pageOfType(type, query.before(), word, query.limit()));
  }

  @Override
  public List<Batch> complete(@Nullable String type, long after, int limit) {
    return door.call(db -> db.sql(BatchSql.class).complete(type, after, limit));
  }

  @Override
  public List<Claim> claims() {
    return door.call(db -> db.sql(HeaderSql.class).claims());
  }

  @Override
  public Map<BatchStatus, Long> countByStatus() {
    return door.call(
        db -> {
          Map<BatchStatus, Long> counts = new EnumMap<>(BatchStatus.class);
          db.sql(BatchSql.class)
              .countByStatus()
              .forEach((word, count) -> counts.put(BatchStatus.of(word), count));
          return counts;
        });
  }

  @Override
  public Optional<PurgeRecord> findPurged(long batchId) {
    return door.call(db -> db.sql(PurgeSql.class).find(batchId));
  }

  @Override
  public List<PurgeRecord> unfinishedPurges() {
    return door.call(db -> db.sql(PurgeSql.class).unfinished());
  }

  @Override
  public void showHeader(long batchId, PartVisitor visitor) {
    parts.showHeader(door, batchId, visitor);
  }

  @Override
  public void showAttachments(long batchId, PartVisitor visitor) {
    parts.showAttachments(door, batchId, visitor);
  }

  @Override
  public long insert(NewBatch batch) {
    Json statuses = Json.write(batch.statuses());
    Json columns = Json.write(batch.columns());
    return door.call(
        db -> {
          ActorIds by = batch.by();
          long id =
              db.sql(BatchSql.class)
                  .insert(batch.at(), by.userId(), by.groupId(), batch.indicatorGroupId());
          db.sql(HeaderSql.class).insert(id, batch, statuses, columns);
          String key = batch.key();
          if (key != null) {
            db.sql(KeySql.class).insert(batch.type(), key, id);
          }
          return id;
        });
  }

  @Override
  public Optional<Claim> claim(
      long batchId, Set<BatchStatus> from, Activity activity, long owner, Instant at, ActorIds by) {
    List<String> words = from.stream().map(BatchStatus::word).toList();
    boolean refresh = activity.owesRefresh();
    return door.call(
        db -> {
          Optional<Long> token =
              db.sql(HeaderSql.class).claim(batchId, owner, activity.word(), refresh, words);
          token.ifPresent(
              won ->
                  db.sql(BatchSql.class)
                      .setStatus(batchId, BatchStatus.RUNNING.word(), at, by.userId()));
          return token.map(won -> new Claim(batchId, owner, won, activity));
        });
  }

  @Override
  public boolean holds(Claim claim) {
    return door.call(db -> runTexts.isHolding(db, claim));
  }

  @Override
  public void settle(Batch header, Claim claim) {
    Json statuses = Json.write(header.statuses());
    Json columns = Json.write(header.columns());
    BatchId parent = header.parent();
    door.call(
        db -> {
          int touched =
              db.sql(HeaderSql.class)
                  .settle(
                      header,
                      claim,
                      parent == null ? null : parent.value(),
                      statuses,
                      columns,
                      header.rows().from(),
                      header.rows().through(),
                      header.rows().used());
          Db.one(touched, header.name() + " cannot be settled: the claim does not hold any more.");
          db.sql(BatchSql.class)
              .setStatus(
                  claim.batchId(),
                  header.status().word(),
                  header.updatedAt(),
                  header.updatedById());
          return touched;
        });
  }

  @Override
  public void change(Batch header) {
    Json statuses = Json.write(header.statuses());
    Json columns = Json.write(header.columns());
    long id = header.id().value();
    door.call(
        db -> {
          RowWindow rows = header.rows();
          int touched =
              db.sql(HeaderSql.class)
                  .change(id, header, statuses, columns, rows.from(), rows.through(), rows.used());
          Db.one(
              touched,
              header.name() + " cannot be changed: it is not there, held by a run, or frozen.");
          db.sql(BatchSql.class)
              .setStatus(id, header.status().word(), header.updatedAt(), header.updatedById());
          return touched;
        });
  }

  @Override
  public int restored(Instant at, String keyScope) {
    return door.call(
        db -> {
          HeaderSql headers = db.sql(HeaderSql.class);
          if (!headers.claims().isEmpty()) {
            throw Failures.broken(
                "A run holds a batch: end it before the restore is marked.", "CLAIM");
          }
          headers.insertRestore(at, keyScope);
          return headers.restored(at);
        });
  }

  @Override
  public void purge(PurgeRecord record) {
    long id = record.batchId();
    door.call(
        db -> {
          Db.one(
              db.sql(PurgeSql.class).insert(record),
              "Batch " + id + " cannot be purged: it is not there, or held by a run.");
          db.sql(KeySql.class).delete(id);
          return id;
        });
  }

  @Override
  public int deletePurged(long batchId, int limit) {
    return door.call(db -> purgeTexts.delete(db, batchId, limit));
  }

  @Override
  public void freeze(long batchId, String seal, Instant at) {
    door.call(
        db -> {
          int touched = db.sql(HeaderSql.class).freeze(batchId, seal, at);
          Db.one(
              touched,
              "Batch " + batchId + " cannot be frozen: it is not there, held by a run, or frozen.");
          return touched;
        });
  }
}
