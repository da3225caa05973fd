package dev.batchkit.examples.readme;

import static org.assertj.core.api.Assertions.assertThat;

import dev.batchkit.batch.Run;
import dev.batchkit.batch.RunOutcome;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadmeTest {
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
}
