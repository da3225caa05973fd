package dev.batchkit.report.html.page;

import dev.batchkit.report.IndicatorNode;
import dev.batchkit.report.IndicatorStory;
import dev.batchkit.session.AlertCondition;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The drawn result of an indicator: a bar from 0 to what was compared, and where it alerts.
 *
 * @param tone the tone of the bar
 * @param bar where the bar is
 * @param zones where results alert
 * @param result what stands above the bar
 * @param limit what stands below the threshold
 * @param zero what stands below 0; null where that is not on it, or has no room
 * @param limitShare where the threshold is, from 0 to 1
 * @param note what must be known to read it; empty for nothing
 */
record Gauge(
    String tone,
    Span bar,
    List<Span> zones,
    Label result,
    Label limit,
    @Nullable Label zero,
    double limitShare,
    String note) {
  private static final double MARGIN = 0.3;
  private static final double APART = 0.34;
  private static final double THIN = 0.008;

  /**
   * A part of it.
   *
   * @param from where it begins, from 0 to 1
   * @param to where it ends
   */
  record Span(double from, double to) {
    String left() {
      return Ruler.percent(from);
    }

    String width() {
      return Ruler.percent(to - from);
    }
  }

  /**
   * Words at a place.
   *
   * @param left where, in percent
   * @param text the words
   * @param edge {@code begin} or {@code end} where they would stick out; null elsewhere
   */
  record Label(String left, String text, @Nullable String edge) {
    static Label at(double share, String text) {
      String edge = share < MARGIN ? "begin" : share > 1 - MARGIN ? "end" : null;
      return new Label(Ruler.percent(share), text, edge);
    }
  }

  /** The result of an indicator; null if it has none, or nobody said when it alerts. */
  static @Nullable Gauge of(IndicatorNode node) {
    AlertCondition condition = node.condition();
    BigDecimal extreme = node.extreme();
    if (condition == null || extreme == null) {
      return null;
    }
    Ruler ruler = Ruler.of(List.of(extreme), condition);
    double limit = ruler.share(condition.threshold().value());
    double zero = ruler.share(BigDecimal.ZERO);
    double result = ruler.share(extreme);
    return new Gauge(
        Verdicts.tone(node.session().verdict()),
        new Span(Math.min(zero, result), Math.max(zero, result)),
        zones(condition, limit),
        Label.at(result, IndicatorStory.result(node)),
        Label.at(limit, "alert if " + IndicatorStory.limit(node)),
        ruler.has(BigDecimal.ZERO) && Math.abs(zero - limit) > APART ? Label.at(zero, "0") : null,
        limit,
        ruler.note());
  }

  /** Where the threshold is, in percent. */
  String limitAt() {
    return Ruler.percent(limitShare);
  }

  /** Where results alert on a line on which the threshold is here. */
  static List<Span> zones(AlertCondition condition, double limit) {
    List<Span> zones = new ArrayList<>();
    Span below = new Span(0, limit);
    Span above = new Span(limit, 1);
    switch (condition.operator()) {
      case GT, GE -> zones.add(above);
      case LT, LE -> zones.add(below);
      case NE -> zones.addAll(List.of(below, above));
      case EQ -> zones.add(new Span(Math.max(0, limit - THIN), Math.min(1, limit + THIN)));
    }
    return zones;
  }
}
