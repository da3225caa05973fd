package dev.batchkit.report;

import dev.batchkit.batch.Batch;
import dev.batchkit.error.InvalidValue;
import dev.batchkit.error.NoSuchBatch;
import dev.batchkit.session.BatchSummary;
import dev.batchkit.session.IndicatorDefinition;
import dev.batchkit.session.MeasuredRecord;
import dev.batchkit.session.RecordCounts;
import dev.batchkit.session.Session;
import dev.batchkit.session.SessionRecord;
import dev.batchkit.session.Verdict;
import dev.batchkit.store.SessionFilter;
import dev.batchkit.store.SessionReads;
import dev.batchkit.store.Store;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads a batch of an indicator group as far as it is shown. */
final class IndicatorReading {
  private static final int INDICATORS = 50;
  private static final int AT_ONCE = 200;
  private static final int HISTORY = 30;
  private static final int BATCHES = 10;
  private static final int RECORDS = 20;

  /** What is not finished comes last: it has nothing to say yet. */
  private static final Comparator<Measured> WORST_FIRST =
      Comparator.comparing(
              (Measured one) -> one.session().verdict(),
              Comparator.nullsLast(Comparator.<Verdict>reverseOrder()))
          .thenComparingInt(Measured::order)
          .thenComparingLong(one -> one.session().id());

  private final Store store;
  private final SessionReads sessions;
  private final long batchId;
  private final WaitingRows waiting;
  private List<Measured> worst = List.of();
  private long total;
  private long unfinished;

  IndicatorReading(Store store, long batchId) {
    this.store = store;
    this.batchId = batchId;
    sessions = store.sessions();
    waiting = new WaitingRows(store.rows());
  }

  /** A session and what it was measured by. */
  private record Measured(Session session, @Nullable IndicatorDefinition definition) {
    static Measured of(Session session) {
      return new Measured(Cut.session(session), definition(session));
    }

    private static @Nullable IndicatorDefinition definition(Session session) {
      try {
        return session.definition() == null
            ? null
            : Cut.definition(session.definition().as(IndicatorDefinition.class));
      } catch (InvalidValue e) {
        return null; // another program wrote it
      }
    }

    int order() {
      return definition == null ? 0 : definition.order();
    }
  }

  IndicatorTree read() {
    Batch batch =
        store
            .batches()
            .find(batchId)
            .orElseThrow(
                () ->
                    new NoSuchBatch(
                        "There is no batch " + batchId + " in this store, or it was purged.",
                        batchId));
    readSessions();
    List<BatchSummary> batches = batches(batch.indicatorGroupId());
    Optional<BatchSummary> summary =
        batches.stream().filter(found -> found.batchId().equals(batch.id())).findFirst();
    return new IndicatorTree(
        batch,
        summary.map(BatchSummary::group).orElse(null),
        summary.map(BatchSummary::startedAt).orElse(null),
        summary.map(BatchSummary::finishedAt).orElse(null),
        summary.map(BatchSummary::quality).orElseGet(() -> sessions.quality(inBatch())),
        unfinished,
        new Part<>(worst.stream().map(this::node).toList(), total),
        waiting.read(batch, unfinished),
        batches);
  }

  /** Reads all of them, a page at a time, and remembers the worst. */
  private void readSessions() {
    long below = Long.MAX_VALUE;
    List<Session> page;
    do {
      page = sessions.page(inBatch(), below, AT_ONCE);
      for (Session session : page) {
        below = session.id();
        total++;
        unfinished += session.verdict() == null ? 1 : 0;
        waiting.isMeasured(session.indicator());
      }
      worst =
          Stream.concat(worst.stream(), page.stream().map(Measured::of))
              .sorted(WORST_FIRST)
              .limit(INDICATORS)
              .toList();
    } while (page.size() == AT_ONCE);
  }

  private SessionFilter inBatch() {
    return new SessionFilter(null, null, batchId, null, null, null, null);
  }

  private List<BatchSummary> batches(@Nullable Long groupId) {
    return groupId == null
        ? List.of()
        : reversed(sessions.batches(groupId, after(batchId), BATCHES));
  }

  private IndicatorNode node(Measured measured) {
    Session session = measured.session();
    IndicatorNode node =
        new IndicatorNode(session, measured.definition(), Part.all(List.of()), history(session));
    return new IndicatorNode(session, node.definition(), records(node), node.history());
  }

  private List<HistoryPoint> history(Session session) {
    if (session.indicatorId() == null) {
      return List.of(HistoryPoint.of(session, session));
    }
    SessionFilter filter =
        new SessionFilter(session.indicatorId(), null, null, null, null, null, null);
    return reversed(sessions.page(filter, after(session.id()), HISTORY)).stream()
        .map(other -> HistoryPoint.of(other, session))
        .toList();
  }

  private Part<MeasuredRecord> records(IndicatorNode node) {
    RecordCounts counts = node.session().counts();
    if (counts == null) {
      return Part.all(List.of());
    }
    boolean warnings = node.showsWarnings();
    long all = warnings ? counts.warnings() : counts.alerts();
    List<MeasuredRecord> shown =
        all == 0
            ? List.of()
            : sessions
                .records(node.session().id(), !warnings, 0, warnings ? AT_ONCE : RECORDS)
                .stream()
                .map(SessionRecord::record)
                .filter(record -> record.level() == node.told())
                .limit(RECORDS)
                .map(Cut::record)
                .toList();
    return new Part<>(shown, all);
  }

  private static <T> List<T> reversed(List<T> newestFirst) {
    List<T> oldestFirst = new ArrayList<>(newestFirst);
    Collections.reverse(oldestFirst);
    return oldestFirst;
  }

  private static long after(long id) {
    return id == Long.MAX_VALUE ? id : id + 1;
  }
}
