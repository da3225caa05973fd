package dev.batchkit.benchmarks;

import dev.batchkit.BatchKit;
import dev.batchkit.benchmarks.Meter.Figures;
import dev.batchkit.sqlite.SqliteStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Measures batchkit beside a hand-written program that leaves the same tables behind: in one JVM,
 * in turns, on fresh files, after a warm-up.
 */
public final class SideBySide {
  private static final long WARM_UP_ROWS = 100_000;

  private final Arguments arguments;
  private final Path directory;
  private final List<Side> sides;

  /**
   * Makes a comparison.
   *
   * @param arguments what is compared
   * @param directory where its files are made and deleted
   */
  SideBySide(Arguments arguments, Path directory) {
    this.arguments = arguments;
    this.directory = directory;
    sides = List.of(new ControlSide(), new KitSide(arguments.rowByRow()));
  }

  /** Runs with the arguments that {@link Arguments#USAGE} explains. */
  public static void main(String[] words) throws Exception {
    Arguments arguments;
    try {
      arguments = Arguments.parse(words);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage() + "\n\n" + Arguments.USAGE);
      System.exit(2);
      return;
    }
    Path directory = Files.createTempDirectory(arguments.directory(), "side-by-side");
    try {
      new SideBySide(arguments, directory).run();
    } finally {
      delete(directory);
    }
  }

  void run() throws Exception {
    Report report = new Report(arguments, directory);
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
      Path file = directory.resolve(side.title() + ".db");
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
      delete(file);
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

  /** Deletes a file with what lies beside it, or a directory with what is in it. */
  private static void delete(Path path) throws IOException {
    Path parent = Files.isDirectory(path) ? path : path.getParent();
    String prefix = Files.isDirectory(path) ? "" : String.valueOf(path.getFileName());
    if (parent != null) {
      List<Path> found;
      try (Stream<Path> inside = Files.list(parent)) {
        found = inside.filter(p -> String.valueOf(p.getFileName()).startsWith(prefix)).toList();
      }
      for (Path one : found) {
        Files.delete(one);
      }
    }
    Files.deleteIfExists(path);
  }
}
