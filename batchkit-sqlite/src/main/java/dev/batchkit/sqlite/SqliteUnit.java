package dev.batchkit.sqlite;

import dev.batchkit.batch.Actor;
import dev.batchkit.error.UnknownActor;
import dev.batchkit.store.ActorIds;
import dev.batchkit.store.BatchWrites;
import dev.batchkit.store.ChangeWrites;
import dev.batchkit.store.DeliveryWrites;
import dev.batchkit.store.IndicatorWrites;
import dev.batchkit.store.LedgerWrites;
import dev.batchkit.store.RowWrites;
import dev.batchkit.store.RunWrites;
import dev.batchkit.store.SessionWrites;
import dev.batchkit.store.Unit;
import java.sql.Connection;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the work of a unit is given. */
final class SqliteUnit implements Unit {
  private final UnitFrame frame;
  private final SqliteBatches batches;
  private final SqliteRows rows;
  private final SqliteChanges changes;
  private final SqliteRuns runs;
  private final SqliteLedger ledger;
  private final SqliteIndicators indicators;
  private final SqliteBatchSessions batchSessions;
  private final SqliteDeliveries deliveries;

  SqliteUnit(
      UnitFrame frame,
      Parts parts,
      RowTexts texts,
      ChangeTexts changeTexts,
      RunTexts runTexts,
      PurgeTexts purgeTexts,
      SqliteSessions sessions) {
    this.frame = frame;
    this.batches = new SqliteBatches(frame, parts, runTexts, purgeTexts);
    this.rows = new SqliteRows(frame, texts);
    this.changes = new SqliteChanges(frame, changeTexts);
    this.runs = new SqliteRuns(frame, runTexts);
    this.ledger = new SqliteLedger(frame, sessions);
    this.indicators = new SqliteIndicators(frame);
    this.batchSessions = new SqliteBatchSessions(frame);
    this.deliveries = new SqliteDeliveries(frame);
  }

  @Override
  public Connection connection() {
    return frame.guarded();
  }

  @Override
  public BatchWrites batches() {
    frame.latched();
    return batches;
  }

  @Override
  public RowWrites rows() {
    frame.latched();
    return rows;
  }

  @Override
  public ChangeWrites changes() {
    frame.latched();
    return changes;
  }

  @Override
  public RunWrites runs() {
    frame.latched();
    return runs;
  }

  /** Without the latch, see {@link UnitFrame#latched}. */
  @Override
  public LedgerWrites ledger() {
    return ledger;
  }

  @Override
  public IndicatorWrites indicators() {
    frame.latched();
    return indicators;
  }

  @Override
  public SessionWrites sessions() {
    frame.latched();
    return batchSessions;
  }

  @Override
  public DeliveryWrites deliveries() {
    frame.latched();
    return deliveries;
  }

  @Override
  public long reclaim(int most) {
    return frame.latched().call(db -> FreeSpace.giveBack(db.connection(), most));
  }

  @Override
  public ActorIds resolve(Actor actor) {
    frame.latched();
    return new ActorIds(user(actor), group(actor.group()));
  }

  private Long user(Actor actor) {
    Long id = actor.id();
    if (id != null) {
      Optional<Long> known = frame.call(db -> db.sql(UserSql.class).find(id));
      return known.orElseThrow(
          () ->
              new UnknownActor(
                  "There is no user with the id "
                      + id
                      + ": name the actor by an e-mail, which is added when it first acts.",
                  id));
    }
    String email = Objects.requireNonNull(actor.email());
    return frame.call(
        db -> {
          UserSql users = db.sql(UserSql.class);
          return users.findByEmail(email).orElseGet(() -> users.insert(email, Instant.now()));
        });
  }

  private @Nullable Long group(@Nullable String name) {
    if (name == null) {
      return null;
    }
    return frame.call(
        db -> {
          UserGroupSql groups = db.sql(UserGroupSql.class);
          return groups.findByName(name).orElseGet(() -> groups.insert(name, Instant.now()));
        });
  }
}
