package dev.batchkit.report;

import dev.batchkit.batch.UtcText;
import dev.batchkit.json.Json;
import dev.batchkit.orchestration.Device;
import dev.batchkit.orchestration.Exec;
import dev.batchkit.orchestration.Issue;
import dev.batchkit.orchestration.IssueRelation;
import dev.batchkit.orchestration.LogEntry;
import dev.batchkit.orchestration.OrchestrationSession;
import dev.batchkit.orchestration.StateTransition;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A session as JSON: texts as they were recorded, but for what no JSON text may hold. */
final class JsonReport {
  private JsonReport() {}

  static Json of(SessionTree tree) {
    OrchestrationSession session = tree.session();
    Duration duration = tree.duration();
    return Json.write(
        fields(
            "session", text(session.id()),
            "nature", text(session.natureId()),
            "label", text(tree.title()),
            "version", text(session.version()),
            "device", device(tree.device()),
            "state", tree.state(),
            "outcome", tree.outcome(),
            "startedAt", time(session.startedAt()),
            "finishedAt", time(session.finishedAt()),
            "durationMillis", duration == null ? null : duration.toMillis(),
            "args", json(session.args()),
            "diagnostics", json(session.diagnostics()),
            "elaboration", json(session.elaboration()),
            "counts", tree.counts(),
            "errors", tree.errors(),
            "failedEntries", tree.failedEntryCount(),
            "failure", tree.failure() == null ? null : state(tree.failure()),
            "states", part(tree.states(), JsonReport::state),
            "entries", part(tree.entries(), JsonReport::entry),
            "execs", part(tree.execs(), JsonReport::exec),
            "issues", part(tree.issues(), JsonReport::issues),
            "relations", part(tree.relations(), JsonReport::relation),
            "log", part(tree.log(), JsonReport::log),
            "timeline", part(tree.timeline(), JsonReport::event)));
  }

  private static @Nullable Object device(@Nullable Device device) {
    return device == null
        ? null
        : fields(
            "name", text(device.name()),
            "boundary", text(device.boundary()),
            "sysinfo", json(device.sysinfo()));
  }

  private static Object state(StateTransition state) {
    return fields(
        "from", text(state.from()),
        "to", text(state.to()),
        "at", time(state.at()),
        "reason", text(state.reason()),
        "result", json(state.result()),
        "elaboration", json(state.elaboration()));
  }

  private static Object entry(EntryNode node) {
    return fields(
        "id", text(node.entry().id()),
        "source", text(node.entry().source()),
        "table", text(node.entry().tableName()),
        "startedAt", time(node.startedAt()),
        "endedAt", time(node.endedAt()),
        "failed", node.failed(),
        "issues", node.issues(),
        "states", node.states().stream().map(JsonReport::state).toList());
  }

  private static Object exec(ExecNode node) {
    Exec exec = node.exec();
    return fields(
        "id", text(exec.id()),
        "entry", text(exec.entryId()),
        "nature", text(exec.nature()),
        "namespace", text(exec.namespace()),
        "identity", text(exec.identity()),
        "code", text(exec.code()),
        "status", text(exec.status()),
        "success", exec.isSuccess(),
        "startedAt", time(exec.startedAt()),
        "endedAt", time(exec.endedAt()),
        "input", text(exec.input()),
        "output", text(exec.output()),
        "error", text(exec.error()),
        "narrative", text(exec.narrative()),
        "execs", node.children().stream().map(JsonReport::exec).toList());
  }

  private static Object issues(IssueGroup group) {
    return fields(
        "type", text(group.type()),
        "severity", text(group.severity()),
        "issues", part(group.issues(), JsonReport::issue));
  }

  private static Object issue(Issue issue) {
    return fields(
        "id", text(issue.id()),
        "entry", text(issue.entryId()),
        "message", text(issue.message()),
        "row", issue.row(),
        "column", text(issue.column()),
        "invalidValue", text(issue.invalidValue()),
        "remediation", text(issue.remediation()),
        "at", time(issue.at()));
  }

  private static Object relation(IssueRelation relation) {
    return fields(
        "issue", text(relation.issueId()),
        "nature", text(relation.nature()),
        "related", text(relation.relatedId()));
  }

  private static Object log(LogNode node) {
    LogEntry line = node.line();
    return fields(
        "id", text(line.id()),
        "category", text(line.category()),
        "content", text(line.content()),
        "at", time(line.at()),
        "details", node.details().stream().map(JsonReport::log).toList());
  }

  private static Object event(TimelineEvent event) {
    return fields(
        "at", time(event.at()),
        "placed", event.placed(),
        "kind", event.kind(),
        "what", text(event.what()),
        "failed", event.failed(),
        "entry", text(event.entryId()),
        "exec", text(event.execId()));
  }

  private static <T> Object part(Part<T> part, Function<T, Object> form) {
    return fields("total", part.total(), "shown", part.shown().stream().map(form).toList());
  }

  /** Names and values in turn; what is null is left out. */
  private static Map<String, Object> fields(@Nullable Object... namesAndValues) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      Object value = namesAndValues[i + 1];
      if (value != null) {
        fields.put(String.valueOf(namesAndValues[i]), value);
      }
    }
    return fields;
  }

  private static @Nullable String time(@Nullable Instant time) {
    return time == null ? null : UtcText.of(time);
  }

  private static @Nullable Object json(@Nullable Json json) {
    return json == null || json.text().length() <= Cut.LONGEST_JSON ? json : Cut.text(json.text());
  }

  /** Half of a pair and NUL become the replacement character. */
  static @Nullable String text(@Nullable String text) {
    if (text == null) {
      return null;
    }
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> c == 0 || (c >= 0xD800 && c <= 0xDFFF) ? 0xFFFD : c)
        .forEach(clean::appendCodePoint);
    return clean.toString();
  }
}
