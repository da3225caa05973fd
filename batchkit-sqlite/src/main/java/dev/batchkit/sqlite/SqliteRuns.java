package dev.batchkit.sqlite;

import dev.batchkit.batch.Run;
import dev.batchkit.batch.RunOutcome;
import dev.batchkit.store.ActorIds;
import dev.batchkit.store.RunWrites;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs. */
final class SqliteRuns implements RunWrites {
  private final Door door;
  private final RunTexts texts;

  SqliteRuns(Door door, RunTexts texts) {
    this.door = door;
    this.texts = texts;
  }

  @Override
  public Optional<Run> find(String runId) {
    return door.call(db -> db.sql(RunSql.class).find(runId));
  }

  @Override
  public List<Run> ofBatch(long batchId) {
    return door.call(db -> db.sql(RunSql.class).ofBatch(batchId));
  }

  @Override
  public List<Long> withoutBatch(long after, int limit) {
    return door.call(db -> db.sql(RunSql.class).withoutBatch(after, limit));
  }

  @Override
  public boolean cancelRequested(String runId) {
    return door.call(db -> db.sql(CancelSql.class).isRequested(runId));
  }

  @Override
  public void insert(Run run) {
    door.call(
        db -> {
          db.sql(RunSql.class)
              .insert(run, run.batchId().value(), run.activity().word(), word(run.outcome()));
          return run;
        });
  }

  @Override
  public void update(Run run) {
    door.call(
        db -> {
          int touched = texts.update(db, run, word(run.outcome()));
          Db.one(touched, "There is no run " + run.id() + " to update.");
          return touched;
        });
  }

  @Override
  public void requestCancel(String runId, Instant at, ActorIds by) {
    door.call(
        db -> {
          db.sql(CancelSql.class).insert(runId, at, by.userId());
          return runId;
        });
  }

  private static @Nullable String word(@Nullable RunOutcome outcome) {
    return outcome == null ? null : outcome.name();
  }
}
