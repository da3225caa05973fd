package dev.batchkit.recording;

import dev.batchkit.error.BatchKitException;
import dev.batchkit.error.OutcomeUnknown;
import dev.batchkit.json.Json;
import dev.batchkit.orchestration.Nature;
import dev.batchkit.orchestration.OrchestrationSession;
import dev.batchkit.orchestration.Recording;
import dev.batchkit.orchestration.Redaction;
import dev.batchkit.store.OpenRecording;
import dev.batchkit.store.Store;
import dev.batchkit.store.Unit;
import dev.batchkit.store.UnitOfWork;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sessions that a kit records. Safe for any number of threads. */
public final class Recordings {
  private static final Logger LOG = LoggerFactory.getLogger(Recordings.class);

  private final Store store;
  private final Clock clock;
  private final Supplier<String> ids;
  private final Clean clean;
  private final GroupCommit commit;
  private final Map<String, RecordedSession> open = new ConcurrentHashMap<>();
  private final Set<String> otherLabels = ConcurrentHashMap.newKeySet();

  /** What a kit records in its store. */
  public Recordings(Store store, Clock clock, Supplier<String> ids, Redaction redaction) {
    this.store = store;
    this.clock = clock;
    this.ids = ids;
    this.clean = new Clean(redaction);
    this.commit = new GroupCommit(new LedgerQueue(store));
  }

  Store store() {
    return store;
  }

  /** Begins a session: it is stored when this returns. */
  public Recording begin(Nature nature, String version, @Nullable Object args) {
    String natureId = Clean.name("nature", nature.id());
    Nature named =
        new Nature(natureId, clean.text("label", nature.label()), clean.json(nature.elaboration()));
    String told = clean.any("version", version);
    Json json = clean.json(args);
    ThisDevice.know();
    String id = ids.get();
    RecordedSession session =
        new RecordedSession(this, new SessionDesk(id, commit, clean, ids, clock), natureId);
    open.put(id, session);
    boolean isStored = false;
    try {
      Nature stored = store.inUnit("record.begin", unit -> insert(unit, id, named, told, json));
      reportLabel(named, stored, id);
      isStored = true;
    } finally {
      if (!isStored) {
        open.remove(id);
      }
    }
    return session;
  }

  private Nature insert(Unit unit, String id, Nature nature, String version, @Nullable Json args) {
    String device = unit.ledger().device(ThisDevice.withId(ids.get()));
    Nature stored = unit.ledger().nature(nature);
    unit.ledger()
        .insert(
            new OrchestrationSession(
                id, device, nature.id(), version, clock.instant(), null, null, args, null, null));
    unit.ledger().recording(id, store.owner());
    return stored;
  }

  private void reportLabel(Nature given, Nature stored, String sessionId) {
    if (!given.label().equals(stored.label()) && otherLabels.add(given.id())) {
      LOG.warn(
          "The nature {} is stored with another label than the session {} gives it; the stored one"
              + " stays",
          given.id(),
          sessionId);
    }
  }

  /**
   * Ends a session whose events are stored.
   *
   * @return false if somebody else has ended it before
   */
  boolean finish(RecordedSession session, Json diagnostics) {
    String id = session.id();
    Instant now = clock.instant();
    String markdown = LastWords.of(store.ledger(), id, now, diagnostics);
    OpenRecording own = new OpenRecording(id, store.owner());
    boolean isOwn = true;
    try {
      isOwn =
          store.<Boolean, RuntimeException>inUnit(
              "record.finish",
              unit -> {
                boolean isOpen = unit.ledger().recordings().contains(own);
                if (isOpen) {
                  unit.ledger().finish(id, now, diagnostics, markdown);
                }
                return isOpen;
              });
    } catch (OutcomeUnknown e) {
      if (store.ledger().session(id).map(OrchestrationSession::finishedAt).isEmpty()) {
        throw e;
      }
    }
    open.remove(id);
    return isOwn;
  }

  /**
   * Does work in a unit of the store, and has it take along what is recorded inside it.
   *
   * @param step what the unit is for
   */
  public <T, X extends Exception> T inUnit(String step, UnitOfWork<T, X> work) throws X {
    return commit.queue().inUnit(step, work);
  }

  /** Ends, as INTERRUPTED, the sessions of recordings whose owner is gone. */
  public void recover() {
    new Abandoned(store, clock, ids).end(this::isGone);
  }

  /** Ends all sessions that this kit does not record itself, whoever did. */
  public void afterRestore() {
    new Abandoned(store, clock, ids).end(one -> !open.containsKey(one.sessionId()));
  }

  /** A recording of this kit that this kit does not know was never told to its caller. */
  private boolean isGone(OpenRecording recording) {
    return recording.owner() == store.owner()
        ? !open.containsKey(recording.sessionId())
        : !store.isAlive(recording.owner());
  }

  /** Ends what is open as INTERRUPTED, and stores what waits. */
  public void close() {
    if (store.isInUnit()) {
      return; // which the store is about to refuse
    }
    List.copyOf(open.values()).forEach(session -> session.interrupt("its kit was closed"));
    try {
      commit.close();
    } catch (BatchKitException e) {
      LOG.warn("What was recorded last cannot be stored: {}", e.getMessage());
    }
  }
}
