package dev.batchkit.report;

import dev.batchkit.orchestration.Exec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An exec and what ran in it.
 *
 * @param exec the exec; texts of it that are long are cut, and say so themselves
 * @param children what ran in it, as far as it is shown
 */
public record ExecNode(Exec exec, List<ExecNode> children) {
  /** An exec; the list is copied. */
  public ExecNode {
    children = List.copyOf(children);
  }

  /** What people call it: its identity, else the first line of what ran, else its nature. */
  public String name() {
    String identity = Shown.line(exec.identity());
    String code = identity.isEmpty() ? Shown.line(firstLine(exec.code())) : identity;
    return code.isEmpty() ? Shown.line(exec.nature()) : code;
  }

  /** What came of it, in a few words. */
  public String verdict() {
    if (exec.isSuccess()) {
      return "ok";
    }
    return exec.isFailed() ? "status " + Shown.line(exec.status(), 40) : "not ended";
  }

  /** What it said of an error, line by line: an exception as Java would print it. */
  public String error() {
    String error = exec.error();
    return error == null ? "" : Thrown.lines(error);
  }

  /** How long it took; null where nobody said. */
  public @Nullable Duration duration() {
    Instant started = exec.startedAt();
    Instant ended = exec.endedAt();
    return started == null || ended == null ? null : Duration.between(started, ended);
  }

  /** It and all that ran in it, each before what ran in it. */
  public Stream<ExecNode> all() {
    return Stream.concat(Stream.of(this), children.stream().flatMap(ExecNode::all));
  }

  private static String firstLine(String code) {
    return code.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
  }
}
