package dev.batchkit.report;

import dev.batchkit.session.AlertCondition;
import dev.batchkit.session.AlertOperator;
import dev.batchkit.session.Quality;
import dev.batchkit.session.RecordCounts;
import dev.batchkit.session.Session;
import dev.batchkit.session.SessionStatus;
import dev.batchkit.session.Tolerance;
import dev.batchkit.session.Verdict;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is said of the indicators of a batch in words and signs; the same in every report. */
public final class IndicatorStory {
  private static final Map<String, String> QUESTIONS =
      Map.of(
          "completeness", "Completeness: has everything arrived that was sent?",
          "freshness", "Freshness: how old is the data?",
          "latency", "Latency: how long does data take to arrive?",
          "validity", "Validity: are the values in the range that they must be in?",
          "anomaly", "Anomaly: is a value unusual in its own history?");

  private IndicatorStory() {}

  /** The worst that sessions say; null if they say nothing. */
  public static @Nullable Verdict worst(Quality quality) {
    if (quality.notMeasured() > 0) {
      return Verdict.NOT_MEASURED;
    }
    if (quality.alerted() > 0) {
      return Verdict.ALERT;
    }
    if (quality.warned() > 0) {
      return Verdict.WARN;
    }
    if (quality.sessions() == 0) {
      return null;
    }
    return good(quality) > 0 ? Verdict.OK : Verdict.NO_DATA;
  }

  /** How many sessions say that everything is as it should be. */
  public static long good(Quality quality) {
    return quality.sessions()
        - quality.notMeasured()
        - quality.alerted()
        - quality.warned()
        - quality.noData();
  }

  /**
   * How the batch went, in one sentence without its full stop: {@code 2 of 5 indicators alert, 1
   * could not be measured}.
   */
  public static String headline(IndicatorTree tree) {
    Quality quality = tree.quality();
    long waiting = tree.waiting().total() + tree.unfinished();
    long good = good(quality);
    if (tree.total() == 0) {
      return "Nothing was measured";
    }
    if (good == tree.total()) {
      return good == 1
          ? "The indicator is as it should be"
          : "All " + Shown.count(good) + " indicators are as they should be";
    }
    List<String> parts = new ArrayList<>();
    part(parts, tree, quality.alerted(), "alerts", "alert");
    part(parts, tree, quality.notMeasured(), "could not be measured", "could not be measured");
    part(parts, tree, quality.warned(), "warns", "warn");
    part(parts, tree, quality.noData(), "had no data", "had no data");
    if (tree.batch().isFrozen()) {
      part(parts, tree, waiting, "was not measured", "were not measured");
    } else {
      part(parts, tree, waiting, "is not measured yet", "are not measured yet");
    }
    if (quality.alerted() + quality.notMeasured() + quality.warned() == 0) {
      part(parts, tree, good, "is as it should be", "are as they should be");
    }
    return String.join(", ", parts);
  }

  private static void part(
      List<String> parts, IndicatorTree tree, long count, String one, String many) {
    if (count > 0) {
      String of =
          parts.isEmpty() ? " of " + Shown.count(tree.total(), "indicator", "indicators") : "";
      parts.add(Shown.count(count) + of + " " + (count == 1 ? one : many));
    }
  }

  /** A verdict in a word for people; null is what no session says yet. */
  public static String word(@Nullable Verdict verdict) {
    if (verdict == null) {
      return "Not yet known";
    }
    return switch (verdict) {
      case OK -> "OK";
      case NO_DATA -> "No data";
      case WARN -> "Warning";
      case ALERT -> "Alert";
      case NOT_MEASURED -> "Not measured";
    };
  }

  /** What a session says, or how far it is. */
  public static String word(Session session) {
    return session.verdict() == null && session.status() != SessionStatus.SUCCESS
        ? session.status().word()
        : word(session.verdict());
  }

  /** A sign for a verdict, of another form for each, so that nobody needs to see its colour. */
  public static String sign(@Nullable Verdict verdict) {
    if (verdict == null) {
      return "\u2026";
    }
    return switch (verdict) {
      case OK -> "\u25CF";
      case NO_DATA -> "\u25CB";
      case WARN -> "\u25B2";
      case ALERT -> "\u25C6";
      case NOT_MEASURED -> "\u2715";
    };
  }

  /** The signs of the last so many sessions of an indicator, oldest first. */
  public static String signs(IndicatorNode node) {
    return signs(node.history().stream().map(HistoryPoint::verdict));
  }

  /** The signs of the last batches of a group, oldest first. */
  public static String signs(IndicatorTree tree) {
    return signs(tree.batches().stream().map(batch -> worst(batch.quality())));
  }

  private static String signs(Stream<@Nullable Verdict> verdicts) {
    StringBuilder signs = new StringBuilder();
    verdicts.forEach(verdict -> signs.append(sign(verdict)));
    return signs.toString();
  }

  /** What an indicator of this type is about, in words; of a type that we do not know its key. */
  public static String type(@Nullable String type) {
    String key = Shown.line(type, 60);
    return QUESTIONS.getOrDefault(key, key);
  }

  /** When an indicator alerts, in a sentence; empty if nobody said. */
  public static String condition(IndicatorNode node) {
    AlertCondition condition = node.condition();
    if (condition == null) {
      return "";
    }
    String words = "Alerts when " + condition.words().replace(" %", "\u00A0%") + ".";
    return node.definition() == null || node.definition().alertAbove().equals(Tolerance.NONE)
        ? words
        : words + " Up to " + tolerance(node.definition().alertAbove()) + " may alert.";
  }

  private static String tolerance(Tolerance tolerance) {
    String text = tolerance.text();
    return text.endsWith("%")
        ? text.substring(0, text.length() - 1) + " % of the records"
        : text + (text.equals("1") ? " record" : " records");
  }

  /** What was compared and lies farthest in the direction of an alert, with its unit. */
  public static String result(IndicatorNode node) {
    BigDecimal extreme = node.extreme();
    AlertCondition condition = node.condition();
    if (extreme == null || condition == null) {
      return extreme == null ? "" : Figures.number(extreme);
    }
    String number = Figures.number(extreme, condition.threshold().value());
    return Figures.with(number, condition.quantity().unit());
  }

  /** With what it is compared, as in {@code > 0.1 %}; empty if nobody said. */
  public static String limit(IndicatorNode node) {
    AlertCondition condition = node.condition();
    return condition == null
        ? ""
        : sign(condition.operator())
            + "\u00A0"
            + Figures.with(
                Figures.value(condition.threshold().text()), condition.quantity().unit());
  }

  private static String sign(AlertOperator operator) {
    return switch (operator) {
      case EQ -> "=";
      case NE -> "\u2260";
      case GT -> ">";
      case GE -> "\u2265";
      case LT -> "<";
      case LE -> "\u2264";
    };
  }

  /** How many records alert or warn, as in {@code 3 of 9 records alert}; empty if not counted. */
  public static String records(IndicatorNode node) {
    RecordCounts counts = node.session().counts();
    if (counts == null) {
      return "";
    }
    String all = Shown.count(counts.records(), "record", "records");
    long bad = node.showsWarnings() ? counts.warnings() : counts.alerts();
    String verb = node.showsWarnings() ? "warn" : "alert";
    return bad == 0 ? all : Shown.count(bad) + " of " + all + " " + verb + (bad == 1 ? "s" : "");
  }

  /** Why it was not measured, in one line; empty if it was, or if nobody said. */
  public static String reason(IndicatorNode node) {
    return Shown.line(node.session().reason(), 500);
  }

  /** What stands above the records of an indicator. */
  public static String recordsTitle(IndicatorNode node) {
    return node.showsWarnings() ? "Records that warn" : "Records that alert";
  }

  /** What stands below its records where not all are shown; empty if all are. */
  public static String moreRecords(IndicatorNode node) {
    long total = node.records().total();
    if (node.records().more() == 0) {
      return "";
    }
    return node.records().shown().isEmpty()
        ? Shown.count(total, "record", "records") + ", none of which was kept"
        : "and " + Shown.count(node.records().more()) + " more";
  }
}
