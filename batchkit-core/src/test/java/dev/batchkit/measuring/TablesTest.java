package dev.batchkit.measuring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.batchkit.measuring.Database.Driver;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tests on databases measure columns of the types that they are meant to. */
class TablesTest {
  @TempDir Path directory;

  private List<String> types(Driver driver, Object... values) throws Exception {
    Database database = Database.in(directory, driver);
    List<Map<String, Object>> records = new ArrayList<>();
    for (Object value : values) {
      records.add(Map.of("v", value));
    }
    new Tables(database).lay(List.of("v"), records, List.of());
    String query =
        driver == Driver.SQLITE
            ? "SELECT typeof(v) FROM sources ORDER BY position"
            : "SELECT data_type FROM information_schema.columns"
                + " WHERE table_name = 'SOURCES' AND column_name = 'v'";
    List<String> types = new ArrayList<>();
    try (Connection connection = database.source().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        types.add(rows.getString(1));
      }
    }
    database.end();
    return types;
  }

  @Test
  void aValueOfSqliteIsStoredAsItFits() throws Exception {
    assertThat(
            types(
                Driver.SQLITE,
                new BigDecimal("7"),
                new BigDecimal("7.5"),
                new BigDecimal("7.50"),
                true,
                Instant.EPOCH))
        .containsExactly("integer", "real", "text", "integer", "text");
  }

  @Test
  void aColumnOfH2HasTheTypeOfItsValues() throws Exception {
    assertThat(types(Driver.H2, new BigDecimal("7.50"), BigDecimal.TEN)).containsExactly("NUMERIC");
    assertThat(types(Driver.H2, new BigDecimal("1E+5000"))).containsExactly("DECFLOAT");
    assertThat(types(Driver.H2, 0.5, Double.NaN)).containsExactly("DOUBLE PRECISION");
    assertThat(types(Driver.H2, true)).containsExactly("BOOLEAN");
    assertThat(types(Driver.H2, LocalDate.EPOCH)).containsExactly("DATE");
    assertThat(types(Driver.H2, LocalDateTime.MIN.withYear(2026))).containsExactly("TIMESTAMP");
    assertThat(types(Driver.H2, Instant.EPOCH, Instant.EPOCH.atOffset(ZoneOffset.MAX)))
        .containsExactly("TIMESTAMP WITH TIME ZONE");
    assertThat(types(Driver.H2, BigDecimal.ONE, "text")).containsExactly("CHARACTER VARYING");
  }
}
