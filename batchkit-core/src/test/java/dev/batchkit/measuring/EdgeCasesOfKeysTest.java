package dev.batchkit.measuring;

import static dev.batchkit.measuring.Lab.number;
import static dev.batchkit.session.AlertOperator.EQ;
import static dev.batchkit.session.Finding.ALERT;
import static dev.batchkit.session.Finding.DUPLICATE_KEY;
import static dev.batchkit.session.Finding.MISSING_IN_SOURCE;
import static dev.batchkit.session.Finding.MISSING_IN_TARGET;
import static dev.batchkit.session.Finding.NULL_VALUE;
import static dev.batchkit.session.Finding.OK;
import static dev.batchkit.session.Quantity.DIFFERENCE;
import static dev.batchkit.session.Quantity.TRANSIT_MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.batchkit.session.SessionStatus;
import dev.batchkit.session.Verdict;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/**
 * NULL, gaps and keys that the original measured wrongly or not at all;
 * docs/indicators-edge-cases.md has them.
 */
class EdgeCasesOfKeysTest extends OnEachGround {
  @Test
  void aKeyThatIsTwiceOnBothSidesIsOneRecordAndADuplicate() {
    Lab.Outcome outcome =
        completeness(DIFFERENCE)
            .source("a", 1)
            .source("a", 2)
            .target("a", 1)
            .target("a", 2)
            .measure();

    assertThat(outcome.findings()).containsExactly(DUPLICATE_KEY);
    assertThat(outcome.counts().records()).isEqualTo(1);
  }

  @Test
  void recordsThatAreMeasuredByThemselvesMayHaveTheSameKey() {
    Lab lab = validity().target("a", 1).target("a", 0);

    assertThat(lab.measure().findings()).containsExactly(ALERT, OK);
  }

  @Test
  void aNullIsNotZero() {
    assertThat(validity().alertWhen(EQ, "0").target("a", null).measure().findings())
        .containsExactly(NULL_VALUE);
    assertThat(
            completeness(DIFFERENCE)
                .source("a", 0)
                .target("a", null)
                .source("b", null)
                .target("b", 0)
                .measure()
                .findings())
        .containsExactly(NULL_VALUE, NULL_VALUE);
  }

  @Test
  void aNullCountsAsTheDefinitionSays() {
    Lab lab = validity().target("a", null);

    assertThat(lab.measure().verdict()).isEqualTo(Verdict.ALERT);
    assertThat(lab.treat("{\"nulls\":\"WARN\"}").measure().verdict()).isEqualTo(Verdict.WARN);
    assertThat(lab.treat("{\"nulls\":\"NO_ALERT\"}").measure().verdict()).isEqualTo(Verdict.OK);
    assertThat(lab.treat("{\"nulls\":\"FAIL\"}").measure().verdict())
        .isEqualTo(Verdict.NOT_MEASURED);
    assertThat(lab.measure().measured().reason()).contains("NULL (records: 1)");
  }

  @Test
  void aKeyThatOneSideLacksIsMissingThereAndNotZero() {
    Lab.Outcome outcome =
        completeness(DIFFERENCE)
            .source("gone", 0)
            .target("new", 0)
            .source("both", 1)
            .target("both", 1)
            .measure();

    assertThat(outcome.findings()).containsExactly(OK, MISSING_IN_TARGET, MISSING_IN_SOURCE);
  }

  @Test
  void aTimeThatIsNullDoesNotKeepTheOthersFromBeingMeasured() {
    Lab lab = freshness().target("a", null).target("b", Instant.parse("2026-11-26T11:59:00Z"));

    assertThat(lab.measure().findings()).containsExactly(NULL_VALUE, ALERT);
  }

  @Test
  void aKeyWithoutATimeOnOneSideDoesNotFailTheLatencyOfTheOthers() {
    Instant time = Instant.parse("2026-11-26T10:00:00Z");
    Lab lab =
        latency(TRANSIT_MINUTES)
            .source("gone", time)
            .source("null", time)
            .source("late", time)
            .target("null", null)
            .target("late", time.plusSeconds(1))
            .target("new", time);

    assertThat(lab.measure().findings())
        .containsExactly(MISSING_IN_TARGET, ALERT, MISSING_IN_SOURCE, NULL_VALUE);
  }

  @Test
  void noRecordsAreNoDataAndNoFailureUnlessTheDefinitionSaysSo() {
    Lab lab = completeness(DIFFERENCE);

    assertThat(lab.measure().measured().status()).isEqualTo(SessionStatus.SUCCESS);
    assertThat(lab.measure().verdict()).isEqualTo(Verdict.NO_DATA);
    assertThat(lab.measure().counts().records()).isZero();
    assertThat(lab.treat("{\"empty\":\"OK\"}").measure().verdict()).isEqualTo(Verdict.OK);
    assertThat(lab.treat("{\"empty\":\"ALERT\"}").measure().verdict()).isEqualTo(Verdict.ALERT);
    assertThat(lab.treat("{\"empty\":\"FAIL\"}").measure().measured().status())
        .isEqualTo(SessionStatus.FAILED);
  }

  @Test
  void aSideWithoutRecordsLacksEachKeyOfTheOther() {
    Lab lab = completeness(DIFFERENCE).source("a", 1).source("b", 2);

    assertThat(lab.measure().findings()).containsExactly(MISSING_IN_TARGET, MISSING_IN_TARGET);
  }

  @Test
  void keysAreEqualByValueAndNotByTheirText() {
    Lab lab =
        completeness(DIFFERENCE)
            .source(number("1.0"), 5)
            .target(number("1"), 5)
            .source(null, 7)
            .target(null, 7);

    assertThat(lab.measure().findings()).containsExactly(OK, OK);
  }

  @Test
  void aNumberInAKeyAndTheTextOfItAreNotMatchedButRefused() {
    Lab.Outcome outcome = completeness(DIFFERENCE).source(1, 5).target("1", 5).measure();

    assertThat(outcome.measured().status()).isEqualTo(SessionStatus.FAILED);
    assertThat(outcome.measured().reason())
        .isEqualTo(
            "Key column k holds numbers in the source and texts in the target: cast one of them in"
                + " its query.");
  }

  @Test
  void aKeyOfNumbersAndTextsOnOneSideIsRefused() {
    assumeThat(from).as("a column of H2 has one type").isNotEqualTo(From.H2);
    Lab.Outcome outcome =
        completeness(DIFFERENCE).source(1, 5).target(1, 5).target("1", 5).measure();

    assertThat(outcome.measured().status()).isEqualTo(SessionStatus.FAILED);
    assertThat(outcome.measured().reason())
        .isEqualTo(
            "Key column k holds numbers and texts in the target: cast it to one of them in its"
                + " query.");
  }

  @Test
  void theRecordsBehindTheCountsAreKept() {
    Lab.Outcome outcome =
        completeness(DIFFERENCE).source("a", 5).target("a", number("7.50")).measure();

    assertThat(outcome.records().get(0).key()).containsEntry("k", "a");
    assertThat(outcome.values().get(0).source()).isEqualTo("5");
    assertThat(outcome.values().get(0).target()).isEqualTo("7.50");
    assertThat(outcome.values().get(0).difference()).isEqualTo("2.5");
    assertThat(outcome.measured().extreme()).isEqualTo("2.5");
  }
}
