package dev.batchkit.report;

import dev.batchkit.json.Json;
import dev.batchkit.orchestration.Entry;
import dev.batchkit.orchestration.Exec;
import dev.batchkit.orchestration.Issue;
import dev.batchkit.orchestration.LogEntry;
import dev.batchkit.orchestration.StateTransition;
import dev.batchkit.session.DataSet;
import dev.batchkit.session.Finding;
import dev.batchkit.session.IndicatorDefinition;
import dev.batchkit.session.MeasuredRecord;
import dev.batchkit.session.MeasuredValue;
import dev.batchkit.session.Session;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Cuts long texts; what is cut says how much of it is there. */
final class Cut {
  private static final int HEAD = 6000;
  private static final int TAIL = 2000;
  private static final int SHORT = 1000;
  private static final int ITEMS = 30;
  private static final int COLUMNS = 6;
  private static final int CELL = 100;

  /** A longer JSON text is cut, in characters. */
  static final int LONGEST_JSON = 100_000;

  private Cut() {}

  static Exec exec(Exec exec) {
    return new Exec(
        exec.id(),
        exec.sessionId(),
        exec.entryId(),
        exec.parentId(),
        exec.nature(),
        exec.namespace(),
        line(exec.identity()),
        text(exec.code()),
        exec.status(),
        textOrNull(exec.input()),
        textOrNull(exec.error()),
        textOrNull(exec.output()),
        json(exec.outputNature()),
        textOrNull(exec.narrative()),
        json(exec.elaboration(), "started_at", "ended_at"));
  }

  static Entry entry(Entry entry) {
    return new Entry(
        entry.id(),
        entry.sessionId(),
        String.valueOf(line(entry.source())),
        line(entry.tableName()),
        json(entry.elaboration(), "at"));
  }

  static LogEntry log(LogEntry log) {
    return new LogEntry(
        log.id(),
        line(log.category()),
        log.parentId(),
        text(log.content()),
        log.siblingOrder(),
        json(log.elaboration(), "at", "session_id", "entry_id", "exec_id"));
  }

  static Issue issue(Issue issue) {
    return new Issue(
        issue.id(),
        issue.sessionId(),
        issue.entryId(),
        issue.type(),
        String.valueOf(line(issue.message())),
        issue.row(),
        line(issue.column()),
        line(issue.invalidValue()),
        line(issue.remediation()),
        json(issue.elaboration(), "at", "severity"));
  }

  static StateTransition state(StateTransition state) {
    return new StateTransition(
        state.id(),
        state.sessionId(),
        state.entryId(),
        String.valueOf(line(state.from())),
        String.valueOf(line(state.to())),
        json(state.result()),
        textOrNull(state.reason()),
        state.at(),
        json(state.elaboration(), "name", "error", "stack"));
  }

  /** A measurement without what it was measured by. */
  static Session session(Session session) {
    return new Session(
        session.id(),
        session.batchId(),
        session.indicatorId(),
        line(session.indicator()),
        line(session.type()),
        session.status(),
        session.verdict(),
        session.quantity(),
        session.operator(),
        session.threshold(),
        session.counts(),
        line(session.extreme()),
        line(session.reason()),
        session.attempts(),
        session.startedAt(),
        session.finishedAt(),
        null,
        session.createdById(),
        session.userGroupId());
  }

  /** What was measured by; the condition and all that is short stays. */
  static IndicatorDefinition definition(IndicatorDefinition definition) {
    return new IndicatorDefinition(
        String.valueOf(line(definition.name())),
        line(definition.description()),
        String.valueOf(line(definition.type())),
        definition.order(),
        definition.active(),
        dataset(definition.source()),
        dataset(definition.target()),
        names(definition.key()),
        names(definition.measures()),
        definition.alertWhen(),
        definition.warnWhen(),
        definition.alertAbove(),
        definition.warnAbove(),
        definition.treat(),
        definition.timeLimit(),
        definition.retries(),
        definition.retryAfter(),
        definition.keep(),
        definition.zone(),
        definition.sorted(),
        definition.parameters().text().length() <= HEAD + TAIL
            ? definition.parameters()
            : Json.write(text(definition.parameters().text())));
  }

  private static @Nullable DataSet dataset(@Nullable DataSet dataset) {
    return dataset == null
        ? null
        : new DataSet(String.valueOf(line(dataset.data())), textOrNull(dataset.query()));
  }

  private static List<String> names(List<String> names) {
    return names.stream().limit(ITEMS).map(name -> Shown.line(name, CELL)).toList();
  }

  /**
   * A record with the first of its columns, and the first values that are not as they should be.
   */
  static MeasuredRecord record(MeasuredRecord record) {
    Map<String, @Nullable String> key = new LinkedHashMap<>();
    record.key().entrySet().stream()
        .limit(COLUMNS)
        .forEach(cell -> key.put(Shown.line(cell.getKey(), CELL), cell(cell.getValue())));
    List<MeasuredValue> wrong =
        record.values().stream().filter(value -> value.finding() != Finding.OK).toList();
    List<MeasuredValue> values = wrong.isEmpty() ? record.values() : wrong;
    return new MeasuredRecord(
        key,
        record.level(),
        record.finding(),
        values.stream().limit(COLUMNS).map(Cut::value).toList());
  }

  private static MeasuredValue value(MeasuredValue value) {
    return new MeasuredValue(
        Shown.line(value.measure(), CELL),
        cell(value.source()),
        cell(value.target()),
        cell(value.difference()),
        cell(value.compared()),
        value.finding());
  }

  private static @Nullable String cell(@Nullable String text) {
    return text == null ? null : Shown.line(text, CELL);
  }

  /** Its beginning and its end: what went wrong mostly stands at the end. */
  static String text(String text) {
    int length = text.length();
    if (length <= HEAD + TAIL) {
      return text;
    }
    int tail = Character.isLowSurrogate(text.charAt(length - TAIL)) ? TAIL - 1 : TAIL;
    return "%s\n[... cut: the first %s and the last %s of %s characters ...]\n%s"
        .formatted(
            Shown.head(text, HEAD),
            Shown.count(HEAD),
            Shown.count(TAIL),
            Shown.count(length),
            text.substring(length - tail));
  }

  private static String item(@Nullable Object item) {
    return clean(String.valueOf(line(String.valueOf(item))));
  }

  private static String clean(String text) {
    return String.valueOf(JsonReport.text(text));
  }

  private static @Nullable String textOrNull(@Nullable String text) {
    return text == null ? null : text(text);
  }

  private static @Nullable String line(@Nullable String text) {
    return text == null || text.length() <= SHORT
        ? text
        : "%s [cut: %s of %s characters]"
            .formatted(Shown.head(text, SHORT), Shown.count(SHORT), Shown.count(text.length()));
  }

  /**
   * A long one becomes a text of its own or, where it has members to keep, a member beside them.
   */
  private static @Nullable Json json(@Nullable Json json, String... keys) {
    if (json == null || json.text().length() <= LONGEST_JSON) {
      return json;
    }
    Map<String, Object> kept = new LinkedHashMap<>();
    Map<String, @Nullable Object> members = keys.length == 0 ? Map.of() : Story.members(json);
    for (String key : keys) {
      if (members.get(key) instanceof String text) {
        kept.put(key, clean(text(text)));
      } else if (members.get(key) instanceof List<?> items) {
        kept.put(key, items.stream().limit(ITEMS).map(Cut::item).toList());
      }
    }
    if (kept.isEmpty()) {
      return Json.write(text(json.text()));
    }
    kept.put("cut", text(json.text()));
    return Json.write(kept);
  }
}
