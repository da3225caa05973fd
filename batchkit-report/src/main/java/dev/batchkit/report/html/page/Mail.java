package dev.batchkit.report.html.page;

import dev.batchkit.report.EntryNode;
import dev.batchkit.report.ExecNode;
import dev.batchkit.report.IssueGroup;
import dev.batchkit.report.Part;
import dev.batchkit.report.SessionTree;
import dev.batchkit.report.Shown;
import java.util.Comparator;
import java.util.List;

/**
 * What of a session stands in a mail: so few things, each so short, that it stays below the size at
 * which mail programs cut, even if every character had to be escaped.
 */
final class Mail {
  private static final int FAULTS = 8;
  private static final int ENTRIES = 10;
  private static final int GROUPS = 12;
  private static final int EXECS = 10;
  private static final int NAME = 120;
  private static final int WORDS = 240;
  private static final int DETAILS = 500;

  private Mail() {}

  static Part<Fault> faults(SessionTree tree) {
    Part<Fault> all = Fault.of(tree);
    List<Fault> few =
        all.shown().stream()
            .limit(FAULTS)
            .map(
                fault ->
                    new Fault(
                        fault.kind(),
                        Shown.line(fault.name(), NAME),
                        Shown.line(fault.what(), WORDS),
                        end(fault.details())))
            .toList();
    return new Part<>(few, all.total());
  }

  /** The end of a text of several lines: what went wrong mostly stands there. */
  private static String end(String text) {
    int from = text.length() - DETAILS;
    if (from <= 0) {
      return text;
    }
    return "\u2026" + text.substring(Character.isLowSurrogate(text.charAt(from)) ? from + 1 : from);
  }

  /** Those that failed first. */
  static Part<EntryNode> entries(SessionTree tree) {
    List<EntryNode> few =
        tree.entries().shown().stream()
            .sorted(Comparator.comparing(EntryNode::failed).reversed())
            .limit(ENTRIES)
            .toList();
    return new Part<>(few, tree.entries().total());
  }

  static Part<IssueGroup> groups(SessionTree tree) {
    return new Part<>(tree.issues().shown().stream().limit(GROUPS).toList(), tree.issues().total());
  }

  /** Those that failed first. */
  static Part<ExecNode> execs(SessionTree tree) {
    List<ExecNode> few =
        tree.allExecs()
            .sorted(Comparator.comparing(node -> !node.exec().isFailed()))
            .limit(EXECS)
            .toList();
    return new Part<>(few, tree.execs().total());
  }

  static String facts(SessionTree tree) {
    return String.join(", ", Names.facts(tree));
  }

  static String colour(SessionTree tree) {
    return colour(Names.tone(tree.outcome()));
  }

  static String colour(String tone) {
    return switch (tone) {
      case "good" -> "#1f7a46";
      case "bad" -> "#c3262f";
      case "warn" -> "#a35a00";
      case "unknown" -> "#7b3fa0";
      default -> "#2563a8";
    };
  }
}
