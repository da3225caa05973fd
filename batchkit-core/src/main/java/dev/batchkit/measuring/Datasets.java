package dev.batchkit.measuring;

import dev.batchkit.error.MeasurementFailed;
import dev.batchkit.indicator.Dataset;
import dev.batchkit.indicator.JoinedDatasets;
import dev.batchkit.indicator.RecordSource;
import dev.batchkit.indicator.Side;
import dev.batchkit.session.DataSet;
import dev.batchkit.session.IndicatorDefinition;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Opens the datasets of one try as a definition says. Whatever is still open is closed with this;
 * nothing is under way on the executor when a call has returned.
 */
final class Datasets implements DatasetDoor {
  private final DataDoors doors;
  private final IndicatorDefinition definition;
  private final Stop stop;
  private final ExecutorService executor;
  private final Sorting sorting;
  private final Set<Runnable> open = ConcurrentHashMap.newKeySet();

  /**
   * Opens nothing yet.
   *
   * @param executor where one side is read while the other is read on the thread that asks
   */
  Datasets(DataDoors doors, IndicatorDefinition definition, Stop stop, ExecutorService executor) {
    this(doors, definition, stop, executor, Sorting.DEFAULT);
  }

  Datasets(
      DataDoors doors,
      IndicatorDefinition definition,
      Stop stop,
      ExecutorService executor,
      Sorting sorting) {
    this.doors = doors;
    this.definition = definition;
    this.stop = stop;
    this.executor = executor;
    this.sorting = sorting;
  }

  @Override
  public Dataset open(Side side) throws Exception {
    StreamedDataset dataset = new StreamedDataset(read(Layout.of(definition, side), stop));
    open.add(dataset::close);
    return dataset;
  }

  @Override
  public JoinedDatasets join() throws Exception {
    Layout source = Layout.of(definition, Side.SOURCE);
    Layout target = Layout.of(definition, Side.TARGET);
    KeyKinds sourceKinds = new KeyKinds(source);
    KeyKinds targetKinds = new KeyKinds(target);
    SideBySide sides = SideBySide.under(stop);
    try {
      SideBySide.Opened opened =
          sides.open(
              (side, both) ->
                  side == Side.SOURCE
                      ? inOrder(source, sourceKinds, both)
                      : inOrder(target, targetKinds, both),
              executor);
      MergeJoin join =
          new MergeJoin(opened, () -> sourceKinds.requireSame(targetKinds), sides::close);
      open.add(join::close);
      return join;
    } catch (Exception | Error e) {
      sides.close();
      throw e;
    }
  }

  /** A side that the definition does not have has no records. */
  private Records inOrder(Layout layout, KeyKinds kinds, Stop both) throws Exception {
    if (definition(layout.side()) == null && definition(other(layout.side())) != null) {
      return Records.NONE;
    }
    boolean isSorted = definition.sorted();
    Records records = new CheckedRecords(read(layout, both), layout, kinds, isSorted);
    return isSorted ? records : Sorter.sort(records, sorting, both);
  }

  private Records read(Layout layout, Stop until) throws Exception {
    DataSet dataset = dataset(layout);
    RecordSource code = doors.records().get(dataset.data());
    DataSource database = doors.sources().get(dataset.data());
    String query = dataset.query();
    if (code != null) {
      requireQuery(query, false, layout);
      return SourceRecords.open(code, layout, until);
    }
    if (database == null) {
      throw failed(
          "The %s is read from %s, which is not there; there are: %s."
              .formatted(layout.word(), dataset.data(), String.join(", ", doors.names())));
    }
    return QueryRecords.open(database, requireQuery(query, true, layout), layout, until);
  }

  private static String requireQuery(@Nullable String query, boolean isNeeded, Layout layout) {
    boolean isGiven = query != null && !query.isBlank();
    if (isGiven != isNeeded) {
      throw failed(
          isNeeded
              ? "The " + layout.word() + " is read from a database: it needs a query."
              : "The " + layout.word() + " is read by code of the program: it takes no query.");
    }
    return query == null ? "" : query;
  }

  private DataSet dataset(Layout layout) {
    DataSet dataset = definition(layout.side());
    if (dataset == null) {
      throw failed("The indicator has no " + layout.word() + ".");
    }
    return dataset;
  }

  private @Nullable DataSet definition(Side side) {
    return side == Side.SOURCE ? definition.source() : definition.target();
  }

  private static Side other(Side side) {
    return side == Side.SOURCE ? Side.TARGET : Side.SOURCE;
  }

  private static MeasurementFailed failed(String reason) {
    return new MeasurementFailed(reason, true);
  }

  @Override
  public void close() {
    open.forEach(Runnable::run);
    open.clear();
  }
}
