package dev.batchkit.sqlite;

import dev.batchkit.BatchKit;
import dev.batchkit.KitOptions;
import dev.batchkit.batch.Run;
import dev.batchkit.session.AlertOperator;
import dev.batchkit.session.Quantity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The program that is killed while it measures. Every dataset that it opens stands in a file. */
final class KilledMeasuring {
  static final int INDICATORS = 120;
  static final String GROUP = "orders";

  private KilledMeasuring() {}

  /**
   * Measures one batch.
   *
   * @param arguments the file, and that of what was opened
   */
  public static void main(String[] arguments) {
    try (BatchKit kit = kit(Path.of(arguments[0]), Path.of(arguments[1]))) {
      for (int i = 0; i < INDICATORS; i++) {
        define(kit, i);
      }
      Run unused = kit.indicators().measure(GROUP);
    }
  }

  static BatchKit kit(Path file, Path opened) {
    return BatchKit.open(
        SqliteStore.openOrCreate(file),
        k -> {
          KitOptions all = k.discoverIn(null);
          for (int i = 0; i < INDICATORS; i++) {
            String name = name(i);
            all = all.records(name, () -> open(opened, name));
          }
          return all;
        });
  }

  static String name(int place) {
    return "i" + place;
  }

  private static void define(BatchKit kit, int place) {
    var unused =
        kit.indicators()
            .define(
                GROUP,
                i ->
                    i.name(name(place))
                        .type("validity")
                        .order(place / 10)
                        .target(name(place))
                        .measures("v")
                        .alertWhen(Quantity.VALUE, AlertOperator.GT, "10"));
  }

  private static Stream<Map<String, Integer>> open(Path opened, String name) throws IOException {
    Files.write(
        opened,
        (name + "\n").getBytes(StandardCharsets.UTF_8),
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
    System.out.println("opened " + name);
    System.out.flush();
    return Stream.of(Map.of("v", 1));
  }

  /** How often each was opened. */
  static Map<String, Long> opened(Path opened) throws IOException {
    List<String> lines = Files.exists(opened) ? Files.readAllLines(opened) : List.of();
    return lines.stream().collect(Collectors.groupingBy(name -> name, Collectors.counting()));
  }
}
