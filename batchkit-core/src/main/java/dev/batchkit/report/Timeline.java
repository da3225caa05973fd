package dev.batchkit.report;

import dev.batchkit.orchestration.Entry;
import dev.batchkit.orchestration.Exec;
import dev.batchkit.orchestration.Issue;
import dev.batchkit.orchestration.LogEntry;
import dev.batchkit.orchestration.OrchestrationSession;
import dev.batchkit.orchestration.StateTransition;
import dev.batchkit.report.TimelineEvent.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Puts what happened in a session in order. What has no time gets that of what it belongs to, else
 * of what was stored before it, else of what was stored after it. What happened at the same time is
 * ordered by ids, if all of them tell the order, else by kind.
 */
final class Timeline {
  private static final int SHOWN = 200;
  private static final int LONGEST = 160;

  private final OrchestrationSession session;
  private final Map<String, String> sources = new HashMap<>();
  private final Map<String, Instant> times = new HashMap<>();
  private final List<Point> points = new ArrayList<>();
  private long unread;

  Timeline(OrchestrationSession session) {
    this.session = session;
  }

  /** An event and its own time; what it belongs to lends it one if it has none. */
  private record Point(
      String id,
      Kind kind,
      @Nullable Instant own,
      @Nullable Instant placed,
      @Nullable String parentId,
      String what,
      boolean failed,
      @Nullable String entryId,
      @Nullable String execId) {
    Point(
        String id,
        Kind kind,
        @Nullable Instant own,
        @Nullable String parentId,
        String what,
        boolean failed,
        @Nullable String entryId,
        @Nullable String execId) {
      this(id, kind, own, null, parentId, what, failed, entryId, execId);
    }

    @Nullable Instant at() {
      return own == null ? placed : own;
    }

    Point at(@Nullable Instant other) {
      return new Point(id, kind, own, other, parentId, what, failed, entryId, execId);
    }

    TimelineEvent event() {
      return new TimelineEvent(at(), own == null, kind, what, failed, entryId, execId);
    }
  }

  Timeline entries(Part<EntryNode> entries) {
    List<Point> found = new ArrayList<>();
    for (EntryNode node : entries.shown()) {
      Entry entry = node.entry();
      String source = Shown.line(entry.source(), 80);
      sources.put(entry.id(), source);
      found.add(
          new Point(
              entry.id(),
              Kind.ENTRY,
              entry.at(),
              node.startedAt(),
              null,
              source,
              false,
              entry.id(),
              null));
    }
    return add(found, entries.more());
  }

  Timeline states(Part<StateTransition> states) {
    List<Point> found = new ArrayList<>();
    for (StateTransition state : states.shown()) {
      String source = state.entryId() == null ? null : sources.get(state.entryId());
      String to = Shown.line(state.to(), 80);
      found.add(
          new Point(
              state.id(),
              state.entryId() == null ? Kind.STATE : Kind.ENTRY_STATE,
              state.at(),
              null,
              source == null ? to : source + ": " + to,
              StateReading.isFailure(state.to()),
              state.entryId(),
              null));
    }
    return add(found, states.more());
  }

  Timeline execs(Part<Exec> execs) {
    List<Point> found = new ArrayList<>();
    for (Exec exec : execs.shown()) {
      ExecNode node = new ExecNode(exec, List.of());
      String took = Shown.duration(node.duration());
      found.add(
          new Point(
              exec.id(),
              Kind.EXEC,
              exec.startedAt(),
              exec.parentId(),
              Shown.line(node.name(), 100)
                  + ": "
                  + node.verdict()
                  + (took.isEmpty() ? "" : ", " + took),
              exec.isFailed(),
              exec.entryId(),
              exec.id()));
    }
    return add(found, execs.more());
  }

  Timeline logs(Part<LogEntry> logs) {
    List<Point> found = new ArrayList<>();
    for (LogEntry log : logs.shown()) {
      String category = Shown.line(log.category(), 40);
      String content = Shown.line(log.content(), LONGEST);
      found.add(
          new Point(
              log.id(),
              Kind.LOG,
              log.at(),
              log.parentId(),
              category.isEmpty() ? content : category + ": " + content,
              false,
              log.entryId(),
              log.execId()));
    }
    return add(found, logs.more());
  }

  Timeline issues(List<Issue> issues, long total) {
    List<Point> found = new ArrayList<>();
    for (IssueRun run : IssueRun.of(issues)) {
      Issue first = run.first();
      String type = Shown.line(first.type(), 80);
      found.add(
          new Point(
              first.id(),
              Kind.ISSUE,
              first.at(),
              null,
              run.count() == 1 ? type : Shown.count(run.count()) + " \u00D7 " + type,
              new IssueGroup(first.type(), first.severity(), Part.all(List.of())).isError(),
              first.entryId(),
              null));
    }
    return add(found, total - issues.size());
  }

  Part<TimelineEvent> read() {
    List<TimelineEvent> events = new ArrayList<>();
    events.add(bound(Kind.STARTED, session.startedAt()));
    Instant earliest = earliest();
    boolean told = points.stream().allMatch(point -> tellsOrder(point.id()));
    Comparator<Point> order =
        Comparator.comparing(Point::at, Comparator.nullsFirst(Comparator.<Instant>naturalOrder()));
    points.stream()
        .map(point -> point.at() == null ? point.at(earliest) : point)
        .sorted(told ? order.thenComparing(Point::id) : order.thenComparing(Point::kind))
        .map(Point::event)
        .forEach(events::add);
    if (session.finishedAt() != null) {
      events.add(bound(Kind.FINISHED, session.finishedAt()));
    }
    return new Part<>(firstAndLast(events), events.size() + unread);
  }

  private static List<TimelineEvent> firstAndLast(List<TimelineEvent> events) {
    if (events.size() <= SHOWN) {
      return events;
    }
    List<TimelineEvent> some = new ArrayList<>(events.subList(0, SHOWN - 1));
    some.add(events.get(events.size() - 1));
    return some;
  }

  private static TimelineEvent bound(Kind kind, @Nullable Instant at) {
    String what = kind == Kind.STARTED ? "Session began" : "Session ended";
    return new TimelineEvent(at, at == null, kind, what, false, null, null);
  }

  /** Takes what was stored in this order, and notes its times for what belongs to it. */
  private Timeline add(List<Point> stored, long more) {
    Instant before = null;
    for (int i = 0; i < stored.size(); i++) {
      Point point = stored.get(i);
      if (point.at() == null) {
        point = point.at(lent(point, before == null ? next(stored, i) : before));
      }
      Instant at = point.at();
      if (at != null) {
        times.putIfAbsent(point.id(), at);
        before = before == null || at.isAfter(before) ? at : before;
      }
      points.add(point);
    }
    unread += Math.max(0, more);
    return this;
  }

  /** That of the session comes before that of a neighbour behind. */
  private @Nullable Instant next(List<Point> stored, int from) {
    return session.startedAt() != null
        ? session.startedAt()
        : stored.stream()
            .skip(from)
            .map(Point::at)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null);
  }

  private @Nullable Instant earliest() {
    return points.stream()
        .map(Point::at)
        .filter(Objects::nonNull)
        .min(Comparator.naturalOrder())
        .orElse(session.startedAt());
  }

  /** That of the nearest thing that it belongs to, else that of a neighbour. */
  private @Nullable Instant lent(Point point, @Nullable Instant neighbour) {
    return Stream.of(point.parentId, point.execId, point.entryId)
        .filter(Objects::nonNull)
        .filter(times::containsKey)
        .findFirst()
        .map(times::get)
        .orElse(neighbour);
  }

  /** Whether it is a UUID of version 7. */
  private static boolean tellsOrder(String id) {
    return id.length() == 36 && id.charAt(14) == '7' && id.charAt(8) == '-';
  }
}
