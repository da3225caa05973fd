package dev.batchkit.report.html;

import static dev.batchkit.report.html.Measured.BEGIN;
import static dev.batchkit.report.html.Measured.counts;
import static dev.batchkit.report.html.Measured.record;
import static dev.batchkit.report.html.Measured.value;

import dev.batchkit.report.html.Measured.Indicator;
import dev.batchkit.session.DataSet;
import dev.batchkit.session.Finding;
import dev.batchkit.session.MeasuredRecord;
import dev.batchkit.session.Quantity;
import dev.batchkit.session.Session;
import dev.batchkit.session.SessionStatus;
import dev.batchkit.session.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Batches of indicators that tests tell of. */
final class Groups {
  static final long BATCH = 41;

  private static final int NIGHTS = 30;

  private static final Indicator COMPLETE =
      new Indicator(
              1,
              "Orders per shop and day arrive complete",
              "completeness",
              Quantity.DIFFERENCE_PERCENT,
              ">",
              "0.1")
          .described("Every order that a shop booked is in the warehouse the morning after.")
          .reads(
              DataSet.query(
                  "shops",
                  "SELECT shop, day, SUM(amount) AS amount\n  FROM orders\n WHERE day >= date('now', '-7 day')\n GROUP BY shop, day"),
              DataSet.query(
                  "warehouse",
                  "SELECT shop, day, SUM(amount) AS amount\n  FROM fact_order\n WHERE day >= date('now', '-7 day')\n GROUP BY shop, day"),
              "shop",
              "day");

  private static final Indicator FRESH =
      new Indicator(2, "Stock levels are fresh", "freshness", Quantity.AGE_MINUTES, ">", "90")
          .described("The newest stock level of each site.")
          .reads(
              null,
              DataSet.query(
                  "warehouse", "SELECT site, MAX(taken_at) AS taken_at FROM stock GROUP BY site"),
              "site");

  private static final Indicator LATENT =
      new Indicator(3, "Payments arrive in time", "latency", Quantity.LAG_MINUTES, ">", "15")
          .reads(
              DataSet.query("payments", "SELECT MAX(booked_at) AS booked_at FROM payment"),
              DataSet.query("warehouse", "SELECT MAX(booked_at) AS booked_at FROM fact_payment"));

  private static final Indicator VALID =
      new Indicator(4, "No price is negative", "validity", Quantity.VALUE, "<", "0")
          .reads(null, DataSet.query("warehouse", "SELECT sku, price FROM product"), "sku");

  private static final Indicator ANOMALOUS =
      new Indicator(5, "Returns per country are as usual", "anomaly", Quantity.SCORE, ">=", "3.5")
          .reads(
              null,
              DataSet.query(
                  "warehouse",
                  "SELECT country, COUNT(*) AS returns FROM fact_return GROUP BY country"),
              "country")
          .with("{\"sessions\":30,\"least\":8}");

  private Groups() {}

  /** Five indicators after thirty nights: two alert, one could not be measured. */
  static MeasuredStore nightly() {
    MeasuredStore store = new MeasuredStore("Sales warehouse");
    for (int night = 0; night < NIGHTS; night++) {
      long batch = BATCH - NIGHTS + 1 + night;
      Instant at = BEGIN.minus(Duration.ofDays(NIGHTS - 1L - night));
      store.batch(Measured.batch(batch, "Nightly check", 5));
      if (batch < BATCH) {
        past(store, batch, night, at);
      }
    }
    return last(store);
  }

  private static void past(MeasuredStore store, long batch, int night, Instant at) {
    long id = batch * 10;
    double wave = Math.abs(Math.sin(night * 1.7));
    store.session(
        ok(
            COMPLETE,
            id + 1,
            batch,
            at,
            night % 11 == 7 ? "0.24" : text(wave * 0.08),
            1_190 + night * 3L));
    String age = text(20 + wave * 50);
    store.session(
        night == 12 || night == 13
            ? FRESH.failed(
                id + 2, batch, at.plusSeconds(1), "The data source warehouse did not answer.", 3)
            : ok(FRESH, id + 2, batch, at.plusSeconds(1), night == 26 ? "118" : age, 48));
    store.session(ok(LATENT, id + 3, batch, at.plusSeconds(2), text(3 + wave * 8), 1));
    store.session(ok(VALID, id + 4, batch, at.plusSeconds(3), text(0.05 + wave), 48_210 + night));
    store.session(
        night < 8
            ? ANOMALOUS.session(
                id + 5,
                batch,
                at.plusSeconds(4),
                Verdict.NO_DATA,
                null,
                counts(27, 0, Finding.LEARNING, 27))
            : ok(ANOMALOUS, id + 5, batch, at.plusSeconds(4), text(wave * 2.4), 27));
  }

  private static Session ok(
      Indicator indicator, long id, long batch, Instant at, String extreme, long records) {
    boolean alert = (extreme.equals("0.24") || extreme.equals("118"));
    return indicator.session(
        id, batch, at, alert ? Verdict.ALERT : Verdict.OK, extreme, counts(records, alert ? 2 : 0));
  }

  private static String text(double value) {
    return String.format(java.util.Locale.ROOT, "%.4f", value);
  }

  private static MeasuredStore last(MeasuredStore store) {
    return store
        .session(
            COMPLETE.session(
                BATCH * 10 + 1,
                BATCH,
                BEGIN,
                Verdict.ALERT,
                "12.481203007518796992481203007518797",
                counts(
                    1_204,
                    23,
                    Finding.ALERT,
                    17,
                    Finding.MISSING_IN_TARGET,
                    5,
                    Finding.NULL_VALUE,
                    1)),
            complete())
        .session(
            FRESH.session(
                BATCH * 10 + 2, BATCH, BEGIN.plusSeconds(1), Verdict.OK, "41.25", counts(48, 0)))
        .session(
            LATENT.failed(
                BATCH * 10 + 3,
                BATCH,
                BEGIN.plusSeconds(2),
                "The data source payments did not answer within 10 minutes.",
                3))
        .session(
            VALID.session(
                BATCH * 10 + 4,
                BATCH,
                BEGIN.plusSeconds(3),
                Verdict.OK,
                "0.05",
                counts(1_282_734, 0)))
        .session(
            ANOMALOUS.session(
                BATCH * 10 + 5,
                BATCH,
                BEGIN.plusSeconds(4),
                Verdict.ALERT,
                "6.2071",
                counts(27, 2, Finding.ALERT, 2, Finding.LEARNING, 1)),
            record(value("returns", null, "418", null, "6.2071", Finding.ALERT), "country", "NL"),
            record(value("returns", null, "97", null, "3.8214", Finding.ALERT), "country", "PT"));
  }

  private static MeasuredRecord[] complete() {
    List<MeasuredRecord> records = new ArrayList<>();
    records.add(
        record(
            value(
                "amount",
                "48210.50",
                "42193.25",
                "-6017.25",
                "12.481203007518796992481203007518797",
                Finding.ALERT),
            "shop",
            "Utrecht Centraal",
            "day",
            "2026-05-03"));
    records.add(
        record(
            value("amount", "9120.00", null, null, null, Finding.MISSING_IN_TARGET),
            "shop",
            "Gent Korenmarkt",
            "day",
            "2026-05-03"));
    records.add(
        record(
            value("amount", "1830.10", null, null, null, Finding.NULL_VALUE),
            "shop",
            "Gent Korenmarkt",
            "day",
            "2026-05-02"));
    for (int i = 1; i <= 20; i++) {
      int lost = 14 + i * 7;
      String target = String.valueOf(20_000 - lost);
      records.add(
          record(
              value(
                  "amount",
                  "20000",
                  target,
                  String.valueOf(-lost),
                  text(lost / 200.0),
                  Finding.ALERT),
              "shop",
              "Shop " + (100 + i),
              "day",
              "2026-05-0" + (1 + i % 3)));
    }
    return records.toArray(MeasuredRecord[]::new);
  }

  /** The first night: one indicator is measured, one is being measured, three wait. */
  static MeasuredStore firstRun() {
    return new MeasuredStore("Sales warehouse")
        .batch(Measured.batch(1, "Nightly check", 5))
        .session(COMPLETE.session(11, 1, BEGIN, Verdict.OK, "0.02", counts(1_204, 0)))
        .session(
            FRESH.session(
                12, 1, BEGIN.plusSeconds(1), SessionStatus.RUNNING, null, null, null, null, 1))
        .waiting(
            1,
            "Stock levels are fresh",
            "Payments arrive in time",
            "No price is negative",
            "Returns per country are as usual");
  }

  /** One indicator, and nothing to say of it. */
  static MeasuredStore good() {
    return new MeasuredStore("Stock")
        .batch(Measured.batch(1, null, 1))
        .session(FRESH.session(11, 1, BEGIN, Verdict.OK, "41.25", counts(48, 0)));
  }
}
