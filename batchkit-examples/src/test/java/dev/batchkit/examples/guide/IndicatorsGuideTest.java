package dev.batchkit.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.batchkit.BatchKit;
import dev.batchkit.batch.Run;
import dev.batchkit.batch.RunOutcome;
import dev.batchkit.indicator.IndicatorType;
import dev.batchkit.indicator.Measurement;
import dev.batchkit.indicator.NotifyWhen;
import dev.batchkit.indicator.Reading;
import dev.batchkit.indicator.SessionListener;
import dev.batchkit.indicator.Side;
import dev.batchkit.json.Json;
import dev.batchkit.report.IndicatorReport;
import dev.batchkit.report.html.HtmlReport;
import dev.batchkit.session.AlertOperator;
import dev.batchkit.session.BatchSummary;
import dev.batchkit.session.Finding;
import dev.batchkit.session.LoadReport;
import dev.batchkit.session.Notice;
import dev.batchkit.session.Quality;
import dev.batchkit.session.Quantity;
import dev.batchkit.session.Session;
import dev.batchkit.session.SessionDurations;
import dev.batchkit.session.SessionRecord;
import dev.batchkit.session.TrendPoint;
import dev.batchkit.session.TrendStep;
import dev.batchkit.session.Verdict;
import dev.batchkit.sqlite.SqliteStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

/** The code of docs/indicators.md. */
class IndicatorsGuideTest {
  @TempDir Path folder;

  private final List<Notice> mails = new ArrayList<>();
  private BatchKit kit;

  @BeforeEach
  void open() throws SQLException {
    Path file = folder.resolve("quality.db");
    DataSource shop = database("shop.db", 10);
    DataSource warehouse = database("warehouse.db", 9);
    SessionListener mail = mails::add;
    // shown:begin open
    kit =
        BatchKit.open(
            SqliteStore.openOrCreate(file),
            k ->
                k.dataSource("shop", shop)
                    .dataSource("warehouse", warehouse)
                    .records("promised", () -> Stream.of(Map.of("day", "2026-05-04", "orders", 10)))
                    .indicatorType(new NotBlank())
                    .listener("mail", mail)
                    .listener("log", NotifyWhen.EVERY_RUN, SessionListener.log()));
    // shown:end
  }

  private DataSource database(String name, int orders) throws SQLException {
    SQLiteDataSource database = new SQLiteDataSource();
    database.setUrl("jdbc:sqlite:" + folder.resolve(name));
    try (Connection connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute("CREATE TABLE orders (id INTEGER, day TEXT, amount TEXT)");
      for (int i = 1; i <= orders; i++) {
        statement.execute("INSERT INTO orders VALUES (" + i + ", '2026-05-04', '12.30')");
      }
    }
    return database;
  }

  @AfterEach
  void close() {
    kit.close();
  }

  private void define() {
    // shown:begin define
    kit.indicators()
        .define(
            "orders",
            i ->
                i.name("All orders arrive")
                    .type("completeness")
                    .source("shop", "SELECT day, count(*) AS orders FROM orders GROUP BY day")
                    .target("warehouse", "SELECT day, count(*) AS orders FROM orders GROUP BY day")
                    .key("day")
                    .measures("orders")
                    .alertWhen(Quantity.DIFFERENCE_PERCENT, AlertOperator.GT, "0.1")
                    .timeLimit(Duration.ofMinutes(2))
                    .retry(2, Duration.ofSeconds(5)));
    // shown:end
  }

  @Test
  void a_group_is_measured_and_read() {
    define();
    // shown:begin measure
    Run run = kit.indicators().measure("orders");
    for (Session session : kit.indicators().sessions().batch(run.batchId()).page(100)) {
      System.out.println(
          session.indicator() + ": " + session.verdict() + ", " + session.extreme() + " %");
      for (SessionRecord alert : kit.indicators().records(session.id(), true, null, 20)) {
        System.out.println(alert.record().key() + " " + alert.record().finding().label());
      }
    }
    // shown:end
    assertThat(run.outcome()).isEqualTo(RunOutcome.SUCCESS);
    assertThat(mails).extracting(Notice::verdict).containsExactly(Verdict.ALERT);
    // shown:begin read
    var sessions = kit.indicators().sessions().group("orders");
    Quality quality = sessions.quality(); // records without alert, of all that were measured
    List<TrendPoint> days = sessions.trend(TrendStep.DAY, 30);
    SessionDurations durations = sessions.durations(); // median, p95
    List<BatchSummary> batches = kit.indicators().batches(null, null, 10);
    // shown:end
    assertThat(quality.level()).isZero();
    assertThat(days).hasSize(1);
    assertThat(durations.sessions()).isEqualTo(1);
    assertThat(batches).hasSize(1);
    assertThat(kit.indicators().redeliver()).isZero();
  }

  @Test
  void a_file_of_definitions_is_loaded() throws Exception {
    Path file = folder.resolve("indicators.json");
    Files.writeString(
        file,
        """
        {
          "groups": [
            {
              "name": "orders",
              "indicators": [
                {
                  "name": "Amounts are right",
                  "type": "validity",
                  "target": { "data": "warehouse", "query": "SELECT id, amount FROM orders" },
                  "key": ["id"],
                  "measures": ["amount"],
                  "alertWhen": { "quantity": "VALUE", "operator": "<=", "threshold": "0" },
                  "alertAbove": "1%",
                  "treat": { "nulls": "WARN" },
                  "keep": { "which": "ALERTS", "most": 100 }
                }
              ]
            }
          ]
        }
        """);
    // shown:begin load
    LoadReport report = kit.indicators().load(Json.of(Files.readString(file)));
    // shown:end
    assertThat(report.added()).containsExactly("Amounts are right");
    Run run = kit.indicators().measure("orders");
    assertThat(kit.indicators().sessions().batch(run.batchId()).page(1).get(0).verdict())
        .isEqualTo(Verdict.OK);
  }

  @Test
  void a_batch_is_told_as_a_page_and_a_mail() {
    define();
    Run run = kit.indicators().measure("orders");
    // shown:begin report
    IndicatorReport report = kit.indicators().report(run.batchId());
    String text = report.text(); // for a terminal
    String page = HtmlReport.page(report); // one file that needs nothing else
    String mail = HtmlReport.mail(report); // less than 90 KB
    // shown:end
    assertThat(text).contains("All orders arrive");
    assertThat(page).contains("All orders arrive");
    assertThat(mail).contains("All orders arrive");
  }

  // shown:begin type
  /** Texts that are not blank. */
  static final class NotBlank implements IndicatorType {
    @Override
    public String key() {
      return "not-blank";
    }

    @Override
    public Set<Quantity> quantities() {
      return Set.of(Quantity.VALUE);
    }

    @Override
    public Set<Side> sides() {
      return Set.of(Side.TARGET);
    }

    @Override
    public void measure(Measurement m) throws Exception {
      try (var target = m.open(Side.TARGET)) {
        while (target.next()) {
          String text = m.text(target.measure(0));
          var result =
              text == null
                  ? Reading.Result.of(Finding.NULL_VALUE)
                  : Reading.Result.of(text.isBlank() ? 0 : 1);
          m.add(
              target.key(),
              List.of(new Reading("text", null, text, null, Map.of(Quantity.VALUE, result))));
        }
      }
    }
  }

  // shown:end

  @Test
  void a_type_of_ones_own_is_measured() {
    kit.indicators()
        .define(
            "orders",
            i ->
                i.name("Days are named")
                    .type("not-blank")
                    .target("warehouse", "SELECT id, day FROM orders")
                    .key("id")
                    .measures("day")
                    .alertWhen(Quantity.VALUE, AlertOperator.EQ, "0"));
    Run run = kit.indicators().measure("orders");
    assertThat(kit.indicators().sessions().batch(run.batchId()).quality().alerted()).isZero();
  }
}
