package dev.batchkit.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ModulePathTest {
  private static final String MODULE =
      """
      module shop {
        requires dev.batchkit.core;
        requires dev.batchkit.testkit;
        opens shop to dev.batchkit.core;
        provides dev.batchkit.spi.BatchHandler with shop.Prices;
      }
      """;
  private static final String HANDLER =
      """
      package shop;
      import dev.batchkit.spi.*;
      public class Prices implements BatchHandler<Prices.Price, Prices.Price> {
        record Price(String sku) {}
        static final BatchType<Price, Price> TYPE = BatchType.of("prices", Price.class);
        public BatchType<Price, Price> type() { return TYPE; }
        public void populate(PopulateContext<Price> batch) { batch.add(new Price("A-1")); }
        public RowRefresher<Price, Price> refresher(BatchView batch) { return (in, row) -> in; }
        public RowExecutor<Price> executor(ExecuteContext batch) {
          return RowExecutor.inStore((row, tx) -> RowResult.applied());
        }
      }
      """;
  private static final String MAIN =
      """
      package shop;
      import dev.batchkit.BatchKit;
      import dev.batchkit.testkit.InMemoryStore;
      public class Main {
        public static void main(String[] args) {
          try (BatchKit kit = BatchKit.open(InMemoryStore.create())) {
            var prices = kit.batches(Prices.TYPE);
            var batch = prices.create(b -> b);
            prices.populate(batch.id());
            System.out.println(prices.execute(batch.id()).outcome() + " in " + Main.class.getModule());
          }
        }
      }
      """;

  @Test
  void aHandlerThatAModuleProvidesIsFoundOnTheModulePathWithoutJUnit(@TempDir Path dir)
      throws Exception {
    Path classes = compile(dir);
    Process java =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-p",
                modulePath() + File.pathSeparator + classes,
                "-m",
                "shop/shop.Main")
            .redirectErrorStream(true)
            .start();
    String printed = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(java.waitFor(50, TimeUnit.SECONDS)).isTrue();
    assertThat(printed).contains("SUCCESS in module shop");
    assertThat(java.exitValue()).isZero();
  }

  private static Path compile(Path dir)
      throws IOException, ReflectiveOperationException, URISyntaxException {
    Path sources = Files.createDirectories(dir.resolve("src/shop"));
    Path module = Files.writeString(dir.resolve("src/module-info.java"), MODULE);
    Path handler = Files.writeString(sources.resolve("Prices.java"), HANDLER);
    Path main = Files.writeString(sources.resolve("Main.java"), MAIN);
    Path classes = dir.resolve("classes");
    int result =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-p",
                modulePath(),
                "-d",
                classes.toString(),
                module.toString(),
                handler.toString(),
                main.toString());
    assertThat(result).isZero();
    return classes;
  }

  /** By name, since the libraries are no dependencies of these tests. */
  private static final List<String> IN_MODULES =
      List.of(
          "dev.batchkit.BatchKit",
          "dev.batchkit.testkit.InMemoryStore",
          "org.slf4j.Logger",
          "org.jspecify.annotations.NullMarked",
          "com.fasterxml.jackson.databind.JsonNode",
          "com.fasterxml.jackson.core.JsonParser",
          "com.fasterxml.jackson.annotation.JsonProperty");

  private static String modulePath() throws ReflectiveOperationException, URISyntaxException {
    List<String> path = new ArrayList<>();
    for (String name : IN_MODULES) {
      Class<?> type = Class.forName(name);
      path.add(
          Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString());
    }
    return String.join(File.pathSeparator, path);
  }
}
