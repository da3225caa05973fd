package dev.batchkit.measuring;

import dev.batchkit.indicator.Dataset;
import dev.batchkit.indicator.JoinedDatasets;
import dev.batchkit.indicator.RecordSource;
import dev.batchkit.indicator.Side;
import dev.batchkit.session.AlertCondition;
import dev.batchkit.session.AlertOperator;
import dev.batchkit.session.DataSet;
import dev.batchkit.session.IndicatorDefinition;
import dev.batchkit.session.Quantity;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;

/** What a test measures: the source under the name "a", the target under the name "b". */
final class Setup implements AutoCloseable {
  final Stop stop = new Stop();
  final ExecutorService executor = Executors.newSingleThreadExecutor();
  private final Map<String, DataSource> sources = new HashMap<>();
  private final Map<String, RecordSource> records = new HashMap<>();
  private final List<Datasets> opened = new ArrayList<>();
  private final Map<Side, DataSet> sides = new HashMap<>();
  private List<String> key = List.of("id");
  private List<String> measures = List.of("amount");
  private ZoneId zone = ZoneId.of("UTC");
  private boolean sorted;
  private Sorting sorting = Sorting.DEFAULT;

  Setup columns(List<String> newKey, List<String> newMeasures) {
    key = newKey;
    measures = newMeasures;
    return this;
  }

  Setup zone(String id) {
    zone = ZoneId.of(id);
    return this;
  }

  Setup sorted() {
    sorted = true;
    return this;
  }

  Setup sorting(int count, int runs, Path directory) {
    sorting = new Sorting(count, 4 << 20, runs, directory);
    return this;
  }

  Setup query(Side side, Database database, String sql) {
    sources.put(name(side), database.source());
    sides.put(side, DataSet.query(name(side), sql));
    return this;
  }

  Setup records(Side side, RecordSource source) {
    records.put(name(side), source);
    sides.put(side, DataSet.records(name(side)));
    return this;
  }

  Setup dataset(Side side, DataSet dataset) {
    sides.put(side, dataset);
    return this;
  }

  private static String name(Side side) {
    return side == Side.SOURCE ? "a" : "b";
  }

  Datasets datasets() {
    Datasets made =
        new Datasets(new DataDoors(sources, records), definition(), stop, executor, sorting);
    opened.add(made);
    return made;
  }

  Dataset open(Side side) throws Exception {
    return datasets().open(side);
  }

  JoinedDatasets join() throws Exception {
    return datasets().join();
  }

  IndicatorDefinition definition() {
    return new IndicatorDefinition(
        "x",
        null,
        "completeness",
        null,
        null,
        sides.get(Side.SOURCE),
        sides.get(Side.TARGET),
        key,
        measures,
        AlertCondition.of(Quantity.DIFFERENCE, AlertOperator.NE, "0"),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        zone,
        sorted,
        null);
  }

  @Override
  public void close() {
    opened.forEach(Datasets::close);
    executor.shutdown();
  }
}
