package dev.batchkit.report;

import dev.batchkit.session.AlertCondition;
import dev.batchkit.session.AlertThreshold;
import dev.batchkit.session.Finding;
import dev.batchkit.session.IndicatorDefinition;
import dev.batchkit.session.Level;
import dev.batchkit.session.MeasuredRecord;
import dev.batchkit.session.Quantity;
import dev.batchkit.session.Session;
import dev.batchkit.session.Verdict;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An indicator as it was measured in a batch.
 *
 * @param session its session, without the definition; long texts are cut, and say so themselves
 * @param definition what it was measured by, with long texts cut; null if nobody said, or not in
 *     this form
 * @param records the first of its kept records that alert or, if none alerts, that warn; the total
 *     counts also those that were not kept
 * @param history its last sessions up to this one, oldest first
 */
public record IndicatorNode(
    Session session,
    @Nullable IndicatorDefinition definition,
    Part<MeasuredRecord> records,
    List<HistoryPoint> history) {
  /** An indicator; the list is copied. */
  public IndicatorNode {
    history = List.copyOf(history);
  }

  /** What people call it. */
  public String name() {
    String name = Shown.line(session.indicator(), 200);
    return name.isEmpty() ? "Session " + session.id() : name;
  }

  /** What it is for; empty if nobody said. */
  public String description() {
    return definition == null ? "" : Shown.line(definition.description(), 500);
  }

  /** Whether somebody need not look at it. */
  public boolean isOk() {
    return session.verdict() == Verdict.OK;
  }

  /** When it alerts; null if nobody said. */
  public @Nullable AlertCondition condition() {
    Quantity quantity = session.quantity();
    AlertThreshold threshold = session.threshold();
    return quantity == null || session.operator() == null || threshold == null
        ? null
        : new AlertCondition(quantity, session.operator(), threshold);
  }

  /** What was compared and lies farthest in the direction of an alert; null for none. */
  public @Nullable BigDecimal extreme() {
    return Figures.decimal(session.extreme());
  }

  /** The part of its records that is without alert, from 0 to 1; null if it has none. */
  public @Nullable BigDecimal level() {
    return HistoryPoint.level(session.counts());
  }

  /** Whether its records are those that warn, because none alerts. */
  public boolean showsWarnings() {
    return session.counts() != null
        && session.counts().alerts() == 0
        && session.counts().warnings() > 0;
  }

  /** What was found of its records but that they are as they should be, the most first. */
  public List<Map.Entry<Finding, Long>> findings() {
    return session.counts() == null
        ? List.of()
        : session.counts().findings().entrySet().stream()
            .filter(found -> found.getKey() != Finding.OK && found.getValue() > 0)
            .sorted(Map.Entry.<Finding, Long>comparingByValue(Comparator.reverseOrder()))
            .toList();
  }

  /** The level of the records that are told. */
  Level told() {
    return showsWarnings() ? Level.WARN : Level.ALERT;
  }
}
