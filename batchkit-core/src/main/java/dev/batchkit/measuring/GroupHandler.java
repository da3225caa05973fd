package dev.batchkit.measuring;

import dev.batchkit.batch.Cells;
import dev.batchkit.error.InvalidValue;
import dev.batchkit.error.NoSuchIndicator;
import dev.batchkit.session.Indicator;
import dev.batchkit.session.IndicatorGroup;
import dev.batchkit.spi.BatchHandler;
import dev.batchkit.spi.BatchType;
import dev.batchkit.spi.BatchView;
import dev.batchkit.spi.ExecuteContext;
import dev.batchkit.spi.PopulateContext;
import dev.batchkit.spi.RowExecutor;
import dev.batchkit.spi.RowRefresher;
import dev.batchkit.store.IndicatorReads;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The handler of batches of indicator groups: a row for each indicator with its definition as it is
 * now, and executing the batch measures them.
 */
final class GroupHandler implements BatchHandler<Cells, Cells> {
  /** The key of the type. */
  static final String KEY = "indicator-group";

  private static final BatchType<Cells, Cells> TYPE =
      BatchType.dynamic(KEY).title("Indicator group").params(GroupBatch.class);

  private final IndicatorReads indicators;
  private final Function<ExecuteContext, RowExecutor<Cells>> executors;

  GroupHandler(IndicatorReads indicators, Function<ExecuteContext, RowExecutor<Cells>> executors) {
    this.indicators = indicators;
    this.executors = executors;
  }

  @Override
  public BatchType<Cells, Cells> type() {
    return TYPE;
  }

  @Override
  public void populate(PopulateContext<Cells> batch) {
    GroupBatch params = batch.params(GroupBatch.class);
    batch.source("indicator_group:" + params.group());
    List<Indicator> chosen = chosen(params);
    batch.expect(chosen.size());
    chosen.forEach(indicator -> batch.add(IndicatorRow.of(indicator).cells()));
  }

  /**
   * The indicators that a batch measures, by order.
   *
   * @throws NoSuchIndicator if there is no such group, or none in it to measure
   * @throws InvalidValue if one that is named is not in the group, or not active
   */
  List<Indicator> chosen(GroupBatch params) {
    IndicatorGroup group =
        indicators
            .group(params.group())
            .orElseThrow(
                () ->
                    new NoSuchIndicator(
                        "There is no indicator group "
                            + params.group()
                            + ". Define an indicator in it first.",
                        params.group()));
    List<Indicator> active =
        indicators.indicators(group.id()).stream().filter(Indicator::active).toList();
    requireNamed(params, active);
    List<Indicator> chosen =
        active.stream()
            .filter(one -> params.only().isEmpty() || isNamed(params.only(), one.name()))
            .toList();
    if (chosen.isEmpty()) {
      throw new NoSuchIndicator(
          "The indicator group "
              + group.name()
              + " has no active indicator. Define or activate one.",
          group.name());
    }
    return chosen;
  }

  private static void requireNamed(GroupBatch params, List<Indicator> active) {
    Set<String> known = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    active.forEach(one -> known.add(one.name()));
    List<String> faults = new ArrayList<>();
    for (String name : params.only()) {
      if (!known.contains(name)) {
        faults.add("only: " + name + " is no active indicator of the group " + params.group());
      }
    }
    if (!faults.isEmpty()) {
      throw new InvalidValue(
          "The group cannot be measured so: "
              + String.join("; ", faults)
              + ". Active are: "
              + known
              + ".",
          faults,
          null);
    }
  }

  private static boolean isNamed(List<String> names, String name) {
    return names.stream().anyMatch(name::equalsIgnoreCase);
  }

  @Override
  public RowRefresher<Cells, Cells> refresher(BatchView batch) {
    return (input, row) -> input;
  }

  @Override
  public String describeExecution(BatchView batch) {
    return "Measures the indicators of the group " + batch.params(GroupBatch.class).group() + ".";
  }

  @Override
  public RowExecutor<Cells> executor(ExecuteContext batch) {
    return executors.apply(batch);
  }
}
