package dev.batchkit.examples.readme;

import static org.assertj.core.api.Assertions.assertThat;

import dev.batchkit.batch.Run;
import dev.batchkit.batch.RunOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadmeTest {
  private static final Path SOURCES = Path.of("src/test/java/dev/batchkit/examples/readme");

  @Test
  void theReadmeShowsTheCodeThatRunsHere() throws IOException {
    String readme = Files.readString(Path.of("../README.md"));
    assertThat(shown(readme, "handler")).isEqualTo(region("Prices.java"));
    assertThat(shown(readme, "use")).isEqualTo(region("UsePrices.java"));
  }

  @Test
  void theReadmesHandlerAppliesGoodRowsAndLeavesOutBadOnes(@TempDir Path dir) throws SQLException {
    Path file = dir.resolve("prices.db");
    dev.batchkit.sqlite.SqliteStore.create(file).close();
    try (Connection own = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = own.createStatement()) {
      statement.executeUpdate("CREATE TABLE product (sku TEXT PRIMARY KEY, price TEXT NOT NULL)");
    }
    Run run = UsePrices.run(file);
    assertThat(run.outcome()).isEqualTo(RunOutcome.SUCCESS);
    assertThat(run.skipped()).isEqualTo(1);
    try (Connection own = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = own.createStatement();
        ResultSet product = statement.executeQuery("SELECT sku, price FROM product")) {
      assertThat(product.next()).isTrue();
      assertThat(product.getString(1) + " " + product.getString(2)).isEqualTo("A-1 12.30");
      assertThat(product.next()).isFalse();
    }
  }

  private static String shown(String readme, String name) {
    String after = readme.substring(readme.indexOf("<!-- readme:" + name + " -->"));
    String block = after.substring(after.indexOf("```java\n") + "```java\n".length());
    return block.substring(0, block.indexOf("```"));
  }

  private static String region(String file) throws IOException {
    List<String> lines = Files.readAllLines(SOURCES.resolve(file));
    int begin =
        lines.indexOf(
            lines.stream().filter(l -> l.contains("// readme:begin")).findFirst().orElseThrow());
    int end =
        lines.indexOf(
            lines.stream().filter(l -> l.contains("// readme:end")).findFirst().orElseThrow());
    return String.join("\n", lines.subList(begin + 1, end)).stripIndent() + "\n";
  }
}
