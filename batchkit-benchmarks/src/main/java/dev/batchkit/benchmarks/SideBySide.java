package dev.batchkit.benchmarks;

import dev.batchkit.BatchKit;
import dev.batchkit.benchmarks.Meter.Figures;
import dev.batchkit.sqlite.SqliteStore;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures batchkit beside a hand-written program that leaves the same tables behind: in one JVM,
 * in turns, on fresh files, after a warm-up.
 */
final class SideBySide {
  private static final long WARM_UP_ROWS = 100_000;

  private final Arguments arguments;
  private final Scratch scratch;
  private final List<Side> sides;

  /**
   * Makes a comparison.
   *
   * @param arguments what is compared
   * @param scratch where its files are made and deleted
   */
  SideBySide(Arguments arguments, Scratch scratch) {
    this.arguments = arguments;
    this.scratch = scratch;
    sides = List.of(new ControlSide(), new KitSide(arguments.rowByRow()));
  }

  void run() throws Exception {
    Report report = new Report(arguments, scratch.directory());
    report.head();
    for (int i = 0; i < arguments.warmUps(); i++) {
      round(WARM_UP_ROWS, false);
    }
    for (long rows : arguments.rows()) {
      List<List<Figures>> rounds = new ArrayList<>();
      for (int i = 0; i < arguments.rounds(); i++) {
        rounds.add(round(rows, i == 0));
      }
      report.size(rows, rounds);
    }
    report.growth();
  }

  /** Every side once; its files are compared if asked to. */
  private List<Figures> round(long rows, boolean checked) throws Exception {
    List<Figures> figures = new ArrayList<>();
    List<Path> files = new ArrayList<>();
    for (Side side : sides) {
      Path file = scratch.file(side.title() + ".db");
      prepare(file);
      Meter meter = new Meter();
      side.run(file, rows, arguments.phases(), meter);
      figures.add(meter.figures());
      files.add(file);
    }
    if (checked) {
      SameTables.require(files.get(0), files.get(1));
      if (arguments.phases().contains(Phase.EXECUTE)) {
        files.forEach(SameTables::requireIntact);
      }
    }
    for (Path file : files) {
      scratch.delete(file);
    }
    return figures;
  }

  private static void prepare(Path file) throws SQLException {
    BatchKit.open(SqliteStore.create(file), k -> k.handler(new PriceHandler(0, false))).close();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute(Product.CREATE);
    }
  }
}
