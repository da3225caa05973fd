package dev.batchkit.report.html.page;

import dev.batchkit.orchestration.StateTransition;
import dev.batchkit.report.EntryNode;
import dev.batchkit.report.ExecNode;
import dev.batchkit.report.SessionTree;
import dev.batchkit.report.Shown;
import dev.batchkit.report.TimelineEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The drawn timeline: steps, entries and execs as bars, what belongs to an entry below it. What has
 * no time is not drawn; where there is too much, what is short is left out.
 */
final class Chart {
  private static final int MOST_LANES = 40;
  private static final int ONE_PAGE = 30;
  private static final int MOST_MARKS = 80;
  private static final int LABEL = 60;

  private final SessionTree tree;
  private final Scale scale;
  private final List<Span> spans = new ArrayList<>();

  /** Something that took time; a null end is not known. */
  private record Span(
      String kind,
      String label,
      int depth,
      String tone,
      Instant begin,
      @Nullable Instant end,
      List<Lane.Mark> marks,
      List<Span> below) {
    Stream<Span> all() {
      return Stream.concat(Stream.of(this), below.stream().flatMap(Span::all));
    }
  }

  private Chart(SessionTree tree, Scale scale) {
    this.tree = tree;
    this.scale = scale;
    steps();
    entries();
    execs(null, 0).forEach(spans::add);
    spans.sort(Comparator.comparing(Span::begin));
  }

  /** The chart of a session; empty if nothing in it has a time. */
  static Chart of(SessionTree tree) {
    Instant first = times(tree).min(Comparator.naturalOrder()).orElse(Instant.EPOCH);
    Instant last = times(tree).max(Comparator.naturalOrder()).orElse(Instant.EPOCH);
    return new Chart(tree, new Scale(first, last));
  }

  boolean isEmpty() {
    return spans.isEmpty();
  }

  private static Stream<Instant> times(SessionTree tree) {
    return Stream.of(
            Stream.of(tree.session().startedAt(), tree.session().finishedAt()),
            tree.timeline().shown().stream().map(TimelineEvent::at),
            tree.entries().shown().stream().map(EntryNode::endedAt),
            tree.allExecs().map(node -> node.exec().endedAt()))
        .<@Nullable Instant>flatMap(all -> all)
        .filter(Objects::nonNull);
  }

  /** What {@code ENTER(x)} begins and the next {@code EXIT(x)}, or the like, ends. */
  private void steps() {
    Deque<StateTransition> open = new ArrayDeque<>();
    for (StateTransition state : tree.states().shown()) {
      String name = name(state.to());
      if (state.to().startsWith("ENTER(")) {
        open.push(state);
      } else if (open.stream().anyMatch(step -> name(step.to()).equals(name))) {
        StateTransition step = open.pop();
        while (!name(step.to()).equals(name)) {
          step = open.pop();
        }
        step(step, state.at(), state.to().startsWith("EXIT(") ? "good" : "bad", open.size());
      }
    }
    while (!open.isEmpty()) {
      step(open.pop(), null, "open", open.size());
    }
  }

  private void step(StateTransition step, @Nullable Instant end, String tone, int depth) {
    if (step.at() != null) {
      String label = Shown.line(name(step.to()), LABEL);
      spans.add(new Span("step", label, depth, tone, step.at(), end, List.of(), List.of()));
    }
  }

  /** What stands in the brackets. */
  private static String name(String state) {
    int bracket = state.indexOf('(');
    return bracket < 0 || !state.endsWith(")")
        ? state
        : state.substring(bracket + 1, state.length() - 1);
  }

  private void entries() {
    Map<String, List<Lane.Mark>> marks = marks();
    for (EntryNode node : tree.entries().shown()) {
      if (node.startedAt() != null) {
        String id = node.entry().id();
        boolean ended = node.endedAt() != null && !node.isOpen();
        spans.add(
            new Span(
                "entry",
                Shown.line(Names.file(node.entry().source()), LABEL),
                1,
                node.failed() ? "bad" : ended ? "good" : "open",
                node.startedAt(),
                ended ? node.endedAt() : null,
                marks.getOrDefault(id, List.of()),
                execs(id, 1)));
      }
    }
  }

  /** The execs of an entry, or those of none that is drawn. */
  private List<Span> execs(@Nullable String entryId, int depth) {
    return tree.execs().shown().stream()
        .filter(node -> Objects.equals(drawnEntry(node), entryId))
        .flatMap(node -> exec(node, depth + 1))
        .toList();
  }

  private @Nullable String drawnEntry(ExecNode node) {
    EntryNode entry = tree.entry(node.exec().entryId());
    return entry == null || entry.startedAt() == null ? null : entry.entry().id();
  }

  private static Stream<Span> exec(ExecNode node, int depth) {
    Instant begin = node.exec().startedAt();
    List<Span> below = node.children().stream().flatMap(child -> exec(child, depth + 1)).toList();
    if (begin == null) {
      return below.stream();
    }
    Instant end = node.exec().endedAt();
    String tone = node.exec().isFailed() ? "bad" : end == null ? "open" : "good";
    String label = Shown.line(node.name(), LABEL);
    return Stream.of(new Span("exec", label, depth, tone, begin, end, List.of(), below));
  }

  private Map<String, List<Lane.Mark>> marks() {
    Map<String, List<Lane.Mark>> marks = new HashMap<>();
    for (TimelineEvent event : tree.timeline().shown()) {
      Instant at = event.at();
      if (event.kind() == TimelineEvent.Kind.ISSUE
          && at != null
          && !event.placed()
          && event.entryId() != null) {
        List<Lane.Mark> own = marks.computeIfAbsent(event.entryId(), id -> new ArrayList<>());
        if (own.size() < MOST_MARKS) {
          own.add(new Lane.Mark(scale.left(at), event.failed() ? "bad" : "warn"));
        }
      }
    }
    return marks;
  }

  /** The bars from top to bottom. */
  List<Lane> lanes() {
    return drawn().stream().map(this::lane).toList();
  }

  /** All there is room for: steps, what failed, and what took longest. */
  private List<Span> drawn() {
    List<Span> all = spans.stream().flatMap(Span::all).toList();
    if (all.size() <= MOST_LANES) {
      return all;
    }
    Set<Span> chosen = Collections.newSetFromMap(new IdentityHashMap<>());
    all.stream()
        .sorted(
            Comparator.comparing((Span span) -> !span.kind.equals("step"))
                .thenComparing(span -> !span.tone.equals("bad"))
                .thenComparing(this::length, Comparator.reverseOrder()))
        .limit(MOST_LANES)
        .forEach(chosen::add);
    return all.stream().filter(chosen::contains).toList();
  }

  private Duration length(Span span) {
    return Duration.between(span.begin, span.end == null ? scale.to() : span.end);
  }

  private Lane lane(Span span) {
    return new Lane(
        span.kind,
        span.label,
        span.depth,
        span.tone,
        scale.left(span.begin),
        scale.width(span.begin, span.begin.plus(length(span))),
        span.end == null ? "open" : Shown.duration(length(span)),
        span.marks);
  }

  /** Whether it may be broken at the end of a printed page: {@code long}, or nothing. */
  String length() {
    return lanes().size() > ONE_PAGE ? "long" : "";
  }

  /** How many bars there is no room for, as far as they are known to have times. */
  long more() {
    long notDrawn = spans.stream().flatMap(Span::all).count() - drawn().size();
    return notDrawn + tree.entries().more() + tree.execs().total() - tree.allExecs().count();
  }

  /** What the colours mean that are there: class and words. */
  List<String[]> legend() {
    List<String[]> legend = new ArrayList<>();
    List<Span> all = drawn();
    sign(legend, all.stream().anyMatch(span -> span.kind.equals("step")), "step", "step");
    sign(legend, all.stream().anyMatch(span -> span.kind.equals("entry")), "entry", "entry");
    sign(legend, all.stream().anyMatch(span -> span.kind.equals("exec")), "good", "exec");
    sign(legend, all.stream().anyMatch(span -> span.tone.equals("bad")), "bad", "failed");
    sign(legend, all.stream().anyMatch(span -> !span.marks.isEmpty()), "mark", "issue");
    return legend;
  }

  private static void sign(List<String[]> legend, boolean there, String type, String words) {
    if (there) {
      legend.add(new String[] {type, words});
    }
  }

  /** What stands above the bars, from left to right. */
  List<Scale.Tick> ticks() {
    return scale.ticks();
  }

  /** How far the lines of the grid are from each other, in percent. */
  String grid() {
    return scale.grid();
  }
}
