package dev.batchkit.report.html;

import dev.batchkit.batch.Batch;
import dev.batchkit.report.IndicatorReport;
import dev.batchkit.session.BatchSummary;
import dev.batchkit.session.MeasuredRecord;
import dev.batchkit.session.Quality;
import dev.batchkit.session.RecordCounts;
import dev.batchkit.session.Session;
import dev.batchkit.session.SessionRecord;
import dev.batchkit.session.Verdict;
import dev.batchkit.store.BatchReads;
import dev.batchkit.store.RowQuery;
import dev.batchkit.store.RowReads;
import dev.batchkit.store.SessionFilter;
import dev.batchkit.store.SessionReads;
import dev.batchkit.store.Store;
import dev.batchkit.store.StoredCount;
import dev.batchkit.store.StoredRow;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A store of one indicator group that is filled by hand and can only be read. */
final class MeasuredStore {
  private final String group;
  private final Map<Long, Batch> batches = new LinkedHashMap<>();
  private final List<Session> sessions = new ArrayList<>();
  private final Map<Long, List<MeasuredRecord>> records = new LinkedHashMap<>();
  private final Map<Long, List<String>> rows = new LinkedHashMap<>();

  /** How much was asked for, so that a test can see that it is bounded. */
  int recordsRead;

  MeasuredStore(String group) {
    this.group = group;
  }

  MeasuredStore batch(Batch batch) {
    batches.put(batch.id().value(), batch);
    return this;
  }

  MeasuredStore session(Session session, MeasuredRecord... alerts) {
    sessions.add(session);
    records.put(session.id(), List.of(alerts));
    return this;
  }

  /** Rows that nobody reached. */
  MeasuredStore waiting(long batchId, String... names) {
    rows.put(batchId, List.of(names));
    return this;
  }

  IndicatorReport report(long batchId) {
    return IndicatorReport.of(store(), batchId);
  }

  Store store() {
    return proxy(
        Store.class,
        (name, arguments) ->
            switch (name) {
              case "batches" -> proxy(BatchReads.class, this::batches);
              case "sessions" -> proxy(SessionReads.class, this::sessions);
              default -> proxy(RowReads.class, this::rows);
            });
  }

  private interface Answer {
    Object to(String method, Object[] arguments);
  }

  private static <T> T proxy(Class<T> type, Answer answer) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> answer.to(method.getName(), arguments)));
  }

  private Object batches(String method, Object[] arguments) {
    return Optional.ofNullable(batches.get((Long) arguments[0]));
  }

  private Object rows(String method, Object[] arguments) {
    if (method.equals("counts")) {
      int open = rows.getOrDefault((Long) arguments[1], List.of()).size();
      return open == 0 ? List.of() : List.of(new StoredCount("OK", null, open));
    }
    RowQuery query = (RowQuery) arguments[1];
    List<String> names = rows.getOrDefault(query.batchId(), List.of());
    List<StoredRow> page = new ArrayList<>();
    for (int i = (int) query.after(); i < names.size() && page.size() < query.limit(); i++) {
      Object[] cells = {names.get(i)};
      page.add(new StoredRow(i + 1, "OK", null, null, 1, false, null, null, "", null, cells));
    }
    return page;
  }

  private Object sessions(String method, Object[] arguments) {
    return switch (method) {
      case "page" ->
          sessions.stream()
              .filter(session -> matches(session, (SessionFilter) arguments[0]))
              .filter(session -> session.id() < (Long) arguments[1])
              .sorted(Comparator.comparingLong(Session::id).reversed())
              .limit((Integer) arguments[2])
              .toList();
      case "batches" -> summaries((Long) arguments[1], (Integer) arguments[2]);
      case "records" -> records((Long) arguments[0], (Integer) arguments[3]);
      default -> throw new UnsupportedOperationException(method);
    };
  }

  private static boolean matches(Session session, SessionFilter filter) {
    return (filter.batchId() == null || filter.batchId() == session.batchId().value())
        && (filter.indicatorId() == null || filter.indicatorId().equals(session.indicatorId()));
  }

  private List<SessionRecord> records(long sessionId, int limit) {
    List<SessionRecord> page = new ArrayList<>();
    for (MeasuredRecord record : records.getOrDefault(sessionId, List.of())) {
      if (page.size() < limit) {
        page.add(new SessionRecord(page.size() + 1L, record));
      }
    }
    recordsRead += page.size();
    return page;
  }

  private List<BatchSummary> summaries(long below, int limit) {
    List<Batch> newestFirst = new ArrayList<>(batches.values());
    Collections.reverse(newestFirst);
    return newestFirst.stream()
        .filter(batch -> batch.id().value() < below)
        .limit(limit)
        .map(this::summary)
        .toList();
  }

  private BatchSummary summary(Batch batch) {
    List<Session> own =
        sessions.stream().filter(session -> session.batchId().equals(batch.id())).toList();
    return new BatchSummary(
        batch.id(),
        1,
        group,
        batch.status(),
        own.stream()
            .map(Session::startedAt)
            .filter(Objects::nonNull)
            .min(Instant::compareTo)
            .orElse(null),
        own.stream()
            .map(Session::finishedAt)
            .filter(Objects::nonNull)
            .max(Instant::compareTo)
            .orElse(null),
        quality(own.stream().filter(session -> session.verdict() != null).toList()));
  }

  private static Quality quality(List<Session> sessions) {
    return new Quality(
        sessions.size(),
        count(sessions, Verdict.NOT_MEASURED),
        count(sessions, Verdict.NO_DATA),
        count(sessions, Verdict.WARN),
        count(sessions, Verdict.ALERT),
        sessions.stream()
            .map(Session::counts)
            .filter(Objects::nonNull)
            .mapToLong(RecordCounts::records)
            .sum(),
        sessions.stream()
            .map(Session::counts)
            .filter(Objects::nonNull)
            .mapToLong(RecordCounts::noAlerts)
            .sum());
  }

  private static long count(List<Session> sessions, @Nullable Verdict verdict) {
    return sessions.stream().filter(session -> session.verdict() == verdict).count();
  }
}
