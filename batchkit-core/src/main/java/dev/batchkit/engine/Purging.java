package dev.batchkit.engine;

import dev.batchkit.batch.Actor;
import dev.batchkit.batch.Batch;
import dev.batchkit.batch.PurgeOptions;
import dev.batchkit.batch.PurgeReport;
import dev.batchkit.batch.PurgedBatch;
import dev.batchkit.error.InvalidValue;
import dev.batchkit.error.StoreFailed;
import dev.batchkit.store.ActorIds;
import dev.batchkit.store.BatchQuery;
import dev.batchkit.store.PurgeRecord;
import dev.batchkit.store.Store;
import dev.batchkit.store.StoredCount;
import dev.batchkit.store.Unit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Purges batches: recorded first, some at a time, so that they are gone for everybody at once; then
 * deleted in units that are kept short. Safe for any number of threads.
 */
public final class Purging {
  private static final Logger LOG = LoggerFactory.getLogger(Purging.class);
  private static final int PAGE = 1000;
  private static final int RECORDED_AT_ONCE = 50;
  private static final int MOST_DELETED = 10_000;
  private static final int MOST_PAGES = 2_000;

  private final Store store;
  private final EngineSettings settings;
  private final Set<Long> mine = ConcurrentHashMap.newKeySet();

  Purging(Store store, EngineSettings settings) {
    this.store = store;
    this.settings = settings;
  }

  /** Purges what the options say, or says what it would purge. */
  public PurgeReport purge(PurgeOptions options, @Nullable String type, @Nullable Actor actor) {
    check(options, type);
    PurgeTally tally = new PurgeTally(options, settings.clock().instant());
    String wanted = type == null ? options.type() : type;
    List<Batch> page;
    long before = Long.MAX_VALUE;
    do {
      page = store.batches().page(new BatchQuery(wanted, null, before, PAGE));
      List<Batch> chosen = new ArrayList<>();
      for (Batch batch : page) {
        before = batch.id().value();
        if (tally.isWanted(batch)) {
          chosen.add(batch);
        }
      }
      purge(chosen, tally, actor);
    } while (page.size() == PAGE && isGoing());
    if (!options.isDryRun()) {
      tally.freed(giveBack());
    }
    return tally.report(isGoing());
  }

  private static void check(PurgeOptions options, @Nullable String type) {
    List<String> faults = new ArrayList<>();
    if (options.age() == null) {
      faults.add("olderThan: is missing");
    }
    if (type != null && options.type() != null && !type.equals(options.type())) {
      faults.add("type: is another one than that of this door");
    }
    if (!faults.isEmpty()) {
      throw new InvalidValue(
          "Nothing can be purged: " + String.join("; ", faults) + ".", faults, null);
    }
  }

  private static boolean isGoing() {
    return !Thread.currentThread().isInterrupted();
  }

  private void purge(List<Batch> chosen, PurgeTally tally, @Nullable Actor actor) {
    for (int from = 0; from < chosen.size() && isGoing(); from += RECORDED_AT_ONCE) {
      int to = Math.min(chosen.size(), from + RECORDED_AT_ONCE);
      List<PurgedBatch> some = chosen.subList(from, to).stream().map(this::counted).toList();
      if (tally.isDryRun()) {
        tally.add(some);
      } else {
        purge(chosen.subList(from, to), some, tally, actor);
      }
    }
  }

  private PurgedBatch counted(Batch batch) {
    long rows =
        store.rows().counts(Headers.table(batch), batch.id().value(), batch.rows()).stream()
            .mapToLong(StoredCount::count)
            .sum();
    return new PurgedBatch(
        batch.id(), String.valueOf(batch.type()), batch.status(), PurgeTally.since(batch), rows);
  }

  private void purge(
      List<Batch> chosen, List<PurgedBatch> counted, PurgeTally tally, @Nullable Actor actor) {
    List<Long> ids = chosen.stream().map(batch -> batch.id().value()).toList();
    mine.addAll(ids);
    try {
      List<PurgedBatch> recorded =
          new Pace(store, RECORDED_AT_ONCE)
              .step("purge.record", (unit, size) -> record(unit, chosen, counted, actor));
      tally.add(recorded);
      delete(recorded.stream().map(batch -> batch.id().value()).toList());
    } finally {
      ids.forEach(mine::remove);
    }
  }

  /** Records those that are still as they were when they were chosen and counted. */
  private List<PurgedBatch> record(
      Unit unit, List<Batch> chosen, List<PurgedBatch> counted, @Nullable Actor actor) {
    ActorIds by = actor == null ? ActorIds.NOBODY : unit.resolve(actor);
    Instant now = settings.clock().instant();
    List<PurgedBatch> recorded = new ArrayList<>();
    for (int i = 0; i < chosen.size(); i++) {
      Batch batch = chosen.get(i);
      long id = batch.id().value();
      if (unit.batches().find(id).filter(batch::equals).isPresent()) {
        PurgedBatch purged = counted.get(i);
        unit.batches()
            .purge(
                new PurgeRecord(
                    id,
                    purged.type(),
                    now,
                    by.userId(),
                    store.owner(),
                    purged.rows(),
                    batch.seal()));
        recorded.add(purged);
      }
    }
    return recorded;
  }

  /** Deletes purged batches, until nothing is left of them or the thread is interrupted. */
  private void delete(List<Long> purged) {
    Pace pace = new Pace(store, MOST_DELETED);
    int at = 0;
    while (at < purged.size() && isGoing()) {
      List<Long> left = purged.subList(at, purged.size());
      at += pace.step("purge.delete", (unit, size) -> delete(unit, left, size));
    }
  }

  /** Deletes about so much, and says of how many batches nothing is left. */
  private static int delete(Unit unit, List<Long> batches, int size) {
    int ended = 0;
    int left = size;
    while (left > 0 && ended < batches.size()) {
      int deleted = unit.batches().deletePurged(batches.get(ended), left);
      ended += deleted < left ? 1 : 0;
      left -= Math.max(1, deleted);
    }
    return ended;
  }

  /** Gives back what is free, and says how many bytes. */
  private long giveBack() {
    Pace pace = new Pace(store, MOST_PAGES);
    long all = 0;
    long freed = 1;
    while (freed > 0 && isGoing()) {
      freed = pace.step("purge.reclaim", Unit::reclaim);
      all += freed;
    }
    return all;
  }

  /** Ends purges whose process is dead, or that were interrupted here. */
  void recover() {
    boolean any = false;
    for (PurgeRecord purge : store.batches().unfinishedPurges()) {
      if (isLeft(purge) && mine.add(purge.batchId())) {
        try {
          any |= finish(purge);
        } finally {
          mine.remove(purge.batchId());
        }
      }
    }
    if (any) {
      long unused = giveBack();
    }
  }

  private boolean isLeft(PurgeRecord purge) {
    return purge.owner() == store.owner()
        ? !mine.contains(purge.batchId())
        : !store.isAlive(purge.owner());
  }

  /** What cannot be deleted now must not keep anybody from opening the store. */
  private boolean finish(PurgeRecord purge) {
    try {
      delete(List.of(purge.batchId()));
      LOG.warn(
          "Finished the purge of batch {} that owner {} began", purge.batchId(), purge.owner());
      return true;
    } catch (StoreFailed e) {
      LOG.warn("The purge of batch {} cannot be finished: {}", purge.batchId(), e.getMessage());
      return false;
    }
  }
}
