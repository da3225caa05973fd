package dev.batchkit.measuring;

import static dev.batchkit.session.AlertOperator.EQ;
import static dev.batchkit.session.AlertOperator.GE;
import static dev.batchkit.session.AlertOperator.GT;
import static dev.batchkit.session.AlertOperator.LE;
import static dev.batchkit.session.AlertOperator.LT;
import static dev.batchkit.session.AlertOperator.NE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.batchkit.session.AlertOperator;
import dev.batchkit.session.Finding;
import dev.batchkit.session.KeepRecords;
import dev.batchkit.session.Level;
import dev.batchkit.session.MeasuredValue;
import dev.batchkit.session.Quantity;
import dev.batchkit.session.SessionStatus;
import dev.batchkit.session.Verdict;
import dev.batchkit.store.NewRecord;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JudgeTest {
  @Test
  void aRecordCountsAsTheGravestOfItsValues() {
    Lab.Outcome outcome =
        Lab.validity()
            .measures("a", "b", "c")
            .alertWhen(GT, "10")
            .warnWhen(Quantity.VALUE, GT, "5")
            .treat("{\"nulls\":\"NO_ALERT\"}")
            .target("1", 1, 6, null)
            .target("2", 11, 6, null)
            .target("3", 1, 1, null)
            .target("4", 1, 1, 1)
            .measure();

    assertThat(outcome.findings())
        .containsExactly(Finding.WARN, Finding.ALERT, Finding.NULL_VALUE, Finding.OK);
    assertThat(outcome.records().get(0).values().stream().map(MeasuredValue::finding))
        .containsExactly(Finding.OK, Finding.WARN, Finding.NULL_VALUE);
    assertThat(outcome.counts().records()).isEqualTo(4);
    assertThat(outcome.counts().alerts()).isEqualTo(1);
    assertThat(outcome.counts().noAlerts()).isEqualTo(3);
    assertThat(outcome.counts().warnings()).isEqualTo(1);
    assertThat(outcome.counts().findings())
        .isEqualTo(
            Map.of(Finding.OK, 1L, Finding.WARN, 1L, Finding.ALERT, 1L, Finding.NULL_VALUE, 1L));
  }

  @Test
  void whatFailsTheMeasurementIsNamedAndCountedWithoutValues() {
    Lab.Outcome outcome =
        Lab.validity()
            .treat("{\"nulls\":\"FAIL\",\"notComparable\":\"FAIL\"}")
            .target("1", null)
            .target("2", "secret")
            .target("3", null)
            .measure();

    assertThat(outcome.measured().status()).isEqualTo(SessionStatus.FAILED);
    assertThat(outcome.measured().counts()).isNull();
    assertThat(outcome.measured().attempts()).isEqualTo(1);
    assertThat(outcome.kept()).isEmpty();
    assertThat(outcome.measured().reason())
        .isEqualTo(
            "The definition has the measurement fail for what was found:"
                + " NULL (records: 2), not comparable (records: 1).");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 1, ALERT",
    "1, 0, 1, WARN",
    "1, 1, 1, OK",
    "10%, 9.9%, 1, WARN",
    "10%, 10%, 1, OK",
    "10%, 10%, 2, ALERT",
    "9.99%, 50%, 1, ALERT",
    "5, 19%, 2, WARN"
  })
  void aSessionSaysWhatItsTolerancesSay(String alert, String warn, int alerts, Verdict verdict) {
    Lab lab = Lab.validity().tolerate(alert, warn);
    for (int i = 0; i < 10; i++) {
      lab.target(i, i < alerts ? 1 : 0);
    }

    assertThat(lab.measure().verdict()).isEqualTo(verdict);
  }

  @Test
  void recordsThatWarnAreToleratedTogetherWithThoseThatAlert() {
    Lab lab =
        Lab.validity()
            .alertWhen(GT, "10")
            .warnWhen(Quantity.VALUE, GT, "5")
            .tolerate("1", "2")
            .target(1, 11)
            .target(2, 6);

    assertThat(lab.measure().verdict()).isEqualTo(Verdict.OK);
    assertThat(lab.target(3, 7).measure().verdict()).isEqualTo(Verdict.WARN);
  }

  @ParameterizedTest
  @CsvSource({"GT, 9", "GE, 9", "LT, -4", "LE, -4", "EQ, 3", "NE, -4"})
  void theExtremeLiesFarthestInTheDirectionOfTheAlert(AlertOperator operator, String extreme) {
    Lab lab = Lab.validity().target(1, 9).target(2, 3).target(3, -4).target(4, null);

    assertThat(lab.alertWhen(operator, "2.6").measure().measured().extreme()).isEqualTo(extreme);
    assertThat(operator).isIn(GT, GE, LT, LE, EQ, NE);
  }

  @Test
  void thereIsNoExtremeWhereNothingWasCompared() {
    assertThat(Lab.validity().target(1, null).measure().measured().extreme()).isNull();
  }

  @Test
  void thoseRecordsAreKeptThatTheDefinitionNames() {
    Lab lab = Lab.validity().target(1, 0).target(2, 1).target(3, 0).target(4, 1).target(5, 1);

    assertThat(sequences(lab.keep(KeepRecords.alerts(2)))).containsExactly(2L, 4L);
    assertThat(sequences(lab.keep(KeepRecords.first(2)))).containsExactly(1L, 2L);
    assertThat(sequences(lab.keep(KeepRecords.none()))).isEmpty();
    assertThat(sequences(lab.keep(KeepRecords.all()))).containsExactly(1L, 2L, 3L, 4L, 5L);
    assertThat(sequences(lab.keep(null))).containsExactly(2L, 4L, 5L);
  }

  private static List<Long> sequences(Lab lab) {
    return lab.measure().kept().stream().map(NewRecord::sequence).toList();
  }

  @Test
  void recordsThatWarnAreKeptAmongThoseThatAlert() {
    Lab lab = Lab.validity().alertWhen(GT, "9").warnWhen(Quantity.VALUE, GT, "5").target(1, 6);

    assertThat(lab.keep(KeepRecords.DEFAULT).measure().records().get(0).level())
        .isEqualTo(Level.WARN);
  }

  @Test
  void recordsBeyondTheMemoryComeBackFromTheFileAsTheyWere() {
    Lab lab = Lab.validity().key("k", "l").measures("v", "w");
    for (int i = 0; i < 2_500; i++) {
      lab.target(i, i % 2 == 0 ? null : "line\n\u0000\ud800\"" + i, i, null);
    }
    Lab.Outcome outcome = lab.measure();

    assertThat(outcome.kept().stream().map(NewRecord::sequence))
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 2_500).boxed().toList());
    for (int i : new int[] {1, 999, 1_000, 1_001, 2_498, 2_499}) {
      var record = outcome.records().get(i);
      assertThat(record.key()).containsEntry("k", String.valueOf(i));
      assertThat(record.key()).containsEntry("l", i % 2 == 0 ? null : "line\n\ufffd?\"" + i);
      assertThat(record.values().get(0))
          .isEqualTo(
              new MeasuredValue(
                  "v", null, String.valueOf(i), null, String.valueOf(i), Finding.ALERT));
      assertThat(record.values().get(1).finding()).isEqualTo(Finding.NULL_VALUE);
    }
  }

  @Test
  void onlyRecordsOfATypeWithHistoryHaveAKeyToFindThemBy() {
    assertThat(Lab.validity().target("a", 1).measure().kept().get(0).key()).isNull();
    assertThat(Lab.anomaly().target("a", 1).measure().kept().get(0).key()).isEqualTo("[\"ta\"]");
  }
}
