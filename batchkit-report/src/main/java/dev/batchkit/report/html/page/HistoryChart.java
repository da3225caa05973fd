package dev.batchkit.report.html.page;

import dev.batchkit.report.HistoryPoint;
import dev.batchkit.report.IndicatorNode;
import dev.batchkit.report.IndicatorStory;
import dev.batchkit.session.AlertCondition;
import dev.batchkit.session.Verdict;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The drawn history of an indicator: what was compared in its last sessions by time, the threshold,
 * and where it alerts. A session without a result is a mark below, and no line leads over it.
 */
final class HistoryChart {
  private static final int TOP = 10;
  private static final int BOTTOM = 92;
  private static final int BELOW = 110;
  private static final double EDGE = 0.02;

  private final IndicatorNode node;
  private final List<HistoryPoint> points;
  private final Ruler ruler;
  private final Scale scale;

  /**
   * A session.
   *
   * @param x where, in percent
   * @param y where, in pixels from the top
   * @param tone its tone
   * @param path its form, around 0 0
   * @param says what it said
   */
  record Mark(String x, String y, String tone, String path, String says) {}

  /** A line from one session to the next. */
  record Line(String fromX, String fromY, String toX, String toY) {}

  /** Where results alert, in pixels. */
  record Zone(String y, String height) {}

  private HistoryChart(IndicatorNode node) {
    this.node = node;
    points = node.history().stream().filter(point -> point.at() != null).toList();
    ruler =
        Ruler.of(
            points.stream().map(HistoryPoint::extreme).filter(Objects::nonNull).toList(),
            node.condition());
    Instant first = points.isEmpty() ? Instant.EPOCH : at(points.get(0));
    Instant last = points.isEmpty() ? Instant.EPOCH : at(points.get(points.size() - 1));
    scale = new Scale(first, last);
  }

  static HistoryChart of(IndicatorNode node) {
    return new HistoryChart(node);
  }

  private static Instant at(HistoryPoint point) {
    return Objects.requireNonNull(point.at());
  }

  /** Whether there are fewer than two sessions, which is no history. */
  boolean isEmpty() {
    return points.size() < 2;
  }

  List<Mark> marks() {
    return points.stream().map(this::mark).toList();
  }

  private Mark mark(HistoryPoint point) {
    return new Mark(
        x(point),
        point.extreme() == null ? String.valueOf(BELOW) : y(point.extreme()),
        Verdicts.tone(point.verdict()),
        path(point.verdict()),
        Verdicts.point(point, node.session().quantity()));
  }

  /** The forms of the signs. */
  private static String path(@Nullable Verdict verdict) {
    if (verdict == null) {
      return "M-3 0H3";
    }
    return switch (verdict) {
      case OK -> "M-4 0A4 4 0 1 0 4 0A4 4 0 1 0 -4 0Z";
      case NO_DATA -> "M-3.5 0A3.5 3.5 0 1 0 3.5 0A3.5 3.5 0 1 0 -3.5 0Z";
      case WARN -> "M0 -5.5L5.5 4.5H-5.5Z";
      case ALERT -> "M0 -6.5L6.5 0L0 6.5L-6.5 0Z";
      case NOT_MEASURED -> "M-4 -4L4 4M4 -4L-4 4";
    };
  }

  /** From each session to the next, where both have a result. */
  List<Line> lines() {
    List<Line> lines = new ArrayList<>();
    for (int i = 1; i < points.size(); i++) {
      BigDecimal from = points.get(i - 1).extreme();
      BigDecimal to = points.get(i).extreme();
      if (from != null && to != null) {
        lines.add(new Line(x(points.get(i - 1)), y(from), x(points.get(i)), y(to)));
      }
    }
    return lines;
  }

  /** Where the threshold is; null if nobody said. */
  @Nullable String limit() {
    AlertCondition condition = node.condition();
    return condition == null ? null : y(condition.threshold().value());
  }

  /** What the line of the threshold means; empty if nobody said. */
  String limitWords() {
    String limit = IndicatorStory.limit(node);
    return limit.isEmpty() ? "" : "alert if " + limit;
  }

  List<Zone> zones() {
    AlertCondition condition = node.condition();
    if (condition == null) {
      return List.of();
    }
    return Gauge.zones(condition, ruler.share(condition.threshold().value())).stream()
        .map(span -> zone(span))
        .toList();
  }

  private static Zone zone(Gauge.Span span) {
    double top = span.to() == 1 ? 0 : y(span.to());
    return new Zone(pixels(top), pixels((span.from() == 0 ? BOTTOM + 4 : y(span.from())) - top));
  }

  /** When it begins: the day or, of a short one, the minute. */
  String from() {
    return end(scale.from());
  }

  /** When it ends. */
  String to() {
    return end(scale.to());
  }

  private String end(Instant time) {
    boolean isShort = Duration.between(scale.from(), scale.to()).compareTo(Trend.SHORT) < 0;
    return isShort ? Verdicts.minute(time) : Verdicts.minute(time).substring(0, 10);
  }

  /** How many sessions there are, in words. */
  String about() {
    return "the last " + points.size() + " sessions";
  }

  /** What must be known to read it; empty for nothing. */
  String note() {
    return ruler.note();
  }

  private String x(HistoryPoint point) {
    return Ruler.percent(EDGE + (1 - 2 * EDGE) * scale.share(at(point)));
  }

  private String y(BigDecimal value) {
    return pixels(place(value));
  }

  private double place(BigDecimal value) {
    return y(ruler.share(value));
  }

  private static double y(double share) {
    return BOTTOM - share * (BOTTOM - TOP);
  }

  private static String pixels(double pixels) {
    return String.format(Locale.ROOT, "%.1f", pixels);
  }
}
