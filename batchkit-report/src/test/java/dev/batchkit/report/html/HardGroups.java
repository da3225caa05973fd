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
import dev.batchkit.session.RecordCounts;
import dev.batchkit.session.Session;
import dev.batchkit.session.Verdict;
import java.util.Map;
import java.util.stream.IntStream;

/** Batches of indicators that want to break a report. */
final class HardGroups {
  private HardGroups() {}

  /** A text that wants to be taken for something else, in every place that holds one. */
  static MeasuredStore hostile() {
    return everywhere(Sessions.HOSTILE);
  }

  /** A text that no line can be broken in. */
  static MeasuredStore endless() {
    return everywhere("x".repeat(3000));
  }

  static MeasuredStore everywhere(String text) {
    String clean = text.replace("\u0000", "\u0001");
    MeasuredStore store = new MeasuredStore(text);
    for (long batch = 1; batch <= 3; batch++) {
      store.batch(Measured.batch(batch, text, 20)).waiting(batch, text + 1, text + 2, text);
      for (int i = 1; i <= 12; i++) {
        store.session(session(batch, i, text, clean), records(text));
      }
    }
    return store;
  }

  private static Session session(long batch, int i, String text, String clean) {
    Indicator indicator =
        new Indicator(i, clean, clean, Quantity.DIFFERENCE_PERCENT, "!=", "-1" + "0".repeat(60))
            .described(clean)
            .reads(DataSet.query(clean, clean), DataSet.query(clean, clean), clean, "b", "c")
            .with("{\"a\":\"" + "y".repeat(5000) + "\"}");
    long id = batch * 100 + i;
    Session told =
        i % 3 == 0
            ? indicator.failed(id, batch, BEGIN.plusSeconds(batch), text, 9)
            : indicator.session(
                id,
                batch,
                BEGIN.plusSeconds(batch),
                Verdict.ALERT,
                i % 2 == 0 ? text : "9".repeat(100),
                new RecordCounts(
                    1L << 50,
                    1L << 49,
                    1L << 49,
                    0,
                    Map.of(Finding.ALERT, 1L << 49, Finding.NO_SPREAD, 3L)));
    return new Session(
        told.id(),
        told.batchId(),
        told.indicatorId(),
        text,
        text,
        told.status(),
        told.verdict(),
        told.quantity(),
        told.operator(),
        told.threshold(),
        told.counts(),
        told.extreme(),
        told.reason(),
        told.attempts(),
        told.startedAt(),
        told.finishedAt(),
        told.definition(),
        null,
        null);
  }

  private static MeasuredRecord[] records(String text) {
    return IntStream.range(0, 25)
        .mapToObj(
            i ->
                record(
                    value(
                        text,
                        text,
                        i % 2 == 0 ? text : "-" + "7".repeat(99),
                        text,
                        text,
                        Finding.ALERT),
                    text,
                    text,
                    "b",
                    null,
                    "c" + text,
                    text,
                    "d",
                    "1",
                    "e",
                    text))
        .toArray(MeasuredRecord[]::new);
  }

  /** Far more indicators, records and batches than can be shown. */
  static MeasuredStore huge() {
    MeasuredStore store = new MeasuredStore("Everything");
    store.batch(Measured.batch(1, null, 20_000));
    RecordCounts million = counts(1_000_000, 400_000, Finding.ALERT, 400_000);
    MeasuredRecord[] kept =
        IntStream.range(0, 1_000)
            .mapToObj(i -> record(value("n", "2", "1", "-1", "50", Finding.ALERT), "id", "r" + i))
            .toArray(MeasuredRecord[]::new);
    for (int i = 1; i <= 10_000; i++) {
      Indicator indicator =
          new Indicator(i, "indicator " + i, "completeness", Quantity.DIFFERENCE_PERCENT, ">", "1");
      boolean failed = i % 1_000 == 0;
      store.session(
          failed
              ? indicator.failed(i, 1, BEGIN, "No connection.", 1)
              : indicator.session(
                  i,
                  1,
                  BEGIN,
                  i % 2 == 0 ? Verdict.ALERT : Verdict.OK,
                  "50",
                  i % 2 == 0 ? million : counts(1_000_000, 0)),
          i % 2 == 0 && !failed ? kept : new MeasuredRecord[0]);
    }
    String[] waiting =
        IntStream.range(0, 3_000).mapToObj(i -> "waiting " + i).toArray(String[]::new);
    return store.waiting(1, waiting);
  }
}
