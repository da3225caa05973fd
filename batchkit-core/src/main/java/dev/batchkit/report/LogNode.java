package dev.batchkit.report;

import dev.batchkit.orchestration.LogEntry;
import java.util.List;
import java.util.stream.Stream;

/**
 * A line of the log and its details.
 *
 * @param line the line; a long text of it is cut, and says so itself
 * @param details the lines below it, as far as they are shown
 */
public record LogNode(LogEntry line, List<LogNode> details) {
  /** A line; the list is copied. */
  public LogNode {
    details = List.copyOf(details);
  }

  /** It and all its details, each before its own. */
  public Stream<LogNode> all() {
    return Stream.concat(Stream.of(this), details.stream().flatMap(LogNode::all));
  }
}
