package dev.batchkit.examples.pipeline;

import dev.batchkit.Orchestration;
import dev.batchkit.orchestration.EntryRecording;
import dev.batchkit.orchestration.Nature;
import dev.batchkit.orchestration.ProcessResult;
import dev.batchkit.orchestration.Recording;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** The pipeline: every step is on record before it begins, and what came of it after. */
final class Pipeline {
  private static final Nature STOCK_LOAD = Nature.of("stock-load", "Stock load");
  private static final String VERSION = "1.0";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** The launcher of the Java that this runs on: there on every machine. */
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();

  private final Orchestration orchestration;
  private final StockTable table;

  Pipeline(Orchestration orchestration, DataSource database) {
    this.orchestration = orchestration;
    this.table = new StockTable(database);
  }

  /**
   * Runs it once.
   *
   * @return the id of its session
   */
  String run() throws IOException, InterruptedException, SQLException {
    try (Incoming incoming = Incoming.shipped();
        Recording run =
            orchestration.record(STOCK_LOAD, VERSION, Map.of("files", Incoming.NAMES))) {
      run.enter("discover");
      List<Path> files = list(run, incoming.folder());
      run.exit("discover");
      run.enter("prepare");
      prepare(run, incoming.folder());
      run.exit("prepare");
      run.enter("load");
      table.create(run);
      int loaded = 0;
      for (Path file : files) {
        loaded += load(run, file);
      }
      table.summarise(run);
      run.exit("load");
      run.finish(Map.of("files", files.size(), "rowsLoaded", loaded));
      return run.id();
    }
  }

  private static List<Path> list(Recording run, Path folder) throws IOException {
    List<Path> files =
        run.exec(
            x -> x.nature("java").identity("list files").code("Files.list(incoming)"),
            exec -> {
              try (Stream<Path> found = Files.list(folder)) {
                List<Path> sorted = found.sorted().toList();
                exec.output(sorted.stream().map(Incoming::name).collect(Collectors.joining(", ")));
                return sorted;
              }
            });
    var line = run.log("discover", "Found " + files.size() + " files");
    for (Path file : files) {
      line.log("discover", Incoming.name(file) + ", " + Files.size(file) + " bytes");
    }
    return files;
  }

  /** Two programs; the second one is not there, and the pipeline can do without it. */
  private static void prepare(Recording run, Path folder) throws IOException, InterruptedException {
    run.process(p -> p.identity("java version").command(JAVA, "--version").timeout(PATIENCE));
    ProcessResult converted =
        run.process(
            p ->
                p.identity("convert")
                    .command(JAVA, "-jar", "converter.jar", "stock.csv")
                    .directory(folder)
                    .timeout(PATIENCE));
    if (!converted.isSuccess()) {
      run.log("prepare", "No converter here: the files are taken as they are");
    }
  }

  /** Checks a file and loads what is right; one that cannot be checked is left out. */
  private int load(Recording run, Path file) throws IOException, SQLException {
    try (EntryRecording entry = run.entry(Incoming.name(file), StockTable.NAME)) {
      entry.enter("check");
      StockCheck check = new StockCheck(entry);
      List<StockLine> right =
          entry.exec(
              x ->
                  x.nature("java")
                      .identity("check " + Incoming.name(file))
                      .code("StockCheck.read(" + Incoming.name(file) + ")"),
              exec -> {
                List<StockLine> lines = check.read(file);
                exec.output("%d of %d lines are right".formatted(lines.size(), check.lines()));
                return lines;
              });
      entry.exit("check");
      entry.enter("load");
      table.insert(entry, right);
      entry.exit("load");
      Map<String, Object> result = new LinkedHashMap<>();
      result.put("lines", check.lines());
      result.put("loaded", right.size());
      entry.finish(result);
      return right.size();
    } catch (UnusableFile unusable) {
      run.log("load", Incoming.name(file) + " is left out: " + unusable.getMessage());
      return 0;
    }
  }
}
