package dev.batchkit.measuring;

import static dev.batchkit.measuring.Lab.number;
import static dev.batchkit.session.AlertOperator.EQ;
import static dev.batchkit.session.AlertOperator.GE;
import static dev.batchkit.session.AlertOperator.GT;
import static dev.batchkit.session.AlertOperator.LT;
import static dev.batchkit.session.Finding.ALERT;
import static dev.batchkit.session.Finding.DUPLICATE_KEY;
import static dev.batchkit.session.Finding.IN_FUTURE;
import static dev.batchkit.session.Finding.MISSING_IN_SOURCE;
import static dev.batchkit.session.Finding.MISSING_IN_TARGET;
import static dev.batchkit.session.Finding.NOT_COMPARABLE;
import static dev.batchkit.session.Finding.NULL_VALUE;
import static dev.batchkit.session.Finding.OK;
import static dev.batchkit.session.Finding.ZERO_SOURCE;
import static dev.batchkit.session.Quantity.AGE_MINUTES;
import static dev.batchkit.session.Quantity.DIFFERENCE;
import static dev.batchkit.session.Quantity.DIFFERENCE_PERCENT;
import static dev.batchkit.session.Quantity.LAG_MINUTES;
import static dev.batchkit.session.Quantity.SIGNED_DIFFERENCE;
import static dev.batchkit.session.Quantity.SIGNED_DIFFERENCE_PERCENT;
import static dev.batchkit.session.Quantity.TRANSIT_MINUTES;
import static dev.batchkit.session.Quantity.VALUE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.batchkit.error.InvalidValue;
import dev.batchkit.session.AlertCondition;
import dev.batchkit.session.AlertOperator;
import dev.batchkit.session.Level;
import dev.batchkit.session.SessionStatus;
import dev.batchkit.session.Verdict;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Data that the original measured wrongly or not at all; docs/indicators-edge-cases.md has them.
 */
class EdgeCasesTest {
  @ParameterizedTest
  @ValueSource(strings = {"=", "<>", "between", "-", "**", "+", "", "> 0 or", "=="})
  void anOperatorIsOneOfTheSixOrRefusedWhenTheIndicatorIsDefined(String sign) {
    if (sign.equals("==")) {
      assertThat(AlertOperator.of(sign)).isEqualTo(EQ);
    } else {
      assertThatThrownBy(() -> AlertOperator.of(sign)).isInstanceOf(InvalidValue.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "5%", "nan", "NaN", "inf", "Infinity", "1,000", "1e3", "0 or True", "2*3"})
  void aThresholdIsADecimalOrRefusedWhenTheIndicatorIsDefinedAndNeverRunAsCode(String threshold) {
    assertThatThrownBy(() -> AlertCondition.of(VALUE, GT, threshold))
        .isInstanceOf(InvalidValue.class);
  }

  @Test
  void zerosInFrontOfAThresholdMeanNothing() {
    Lab lab = Lab.validity().alertWhen(GT, "007").target("a", 7).target("b", 8);

    assertThat(lab.measure().findings()).containsExactly(OK, ALERT);
  }

  @Test
  void aThresholdIsComparedAsTheDecimalThatItIsAndNotAsTheNearestDouble() {
    Lab lab = Lab.validity().alertWhen(EQ, "0.1").target("a", number("0.1000000000000000055"));

    assertThat(lab.measure().findings()).containsExactly(OK);
  }

  @Test
  void aValueThatIsNoNumberIsNotComparableAndTheOthersAreMeasured() {
    Lab lab =
        Lab.validity()
            .target("nan", "NaN")
            .target("infinity", "Infinity")
            .target("text", "abc")
            .target("number", 1);

    assertThat(lab.measure().findings())
        .containsExactly(NOT_COMPARABLE, NOT_COMPARABLE, NOT_COMPARABLE, ALERT);
  }

  @Test
  void sevenPercentAreNotMoreThanSevenPercent() {
    Lab lab = Lab.completeness(DIFFERENCE_PERCENT).source("a", 100).target("a", 107);

    assertThat(lab.alertWhen(GT, "7").measure().findings()).containsExactly(OK);
    assertThat(lab.alertWhen(GE, "7").measure().compared()).containsExactly("7");
  }

  @Test
  void twentyNinePercentAreAtLeastTwentyNinePercent() {
    Lab lab = Lab.completeness(DIFFERENCE_PERCENT).source("a", 100).target("a", 129);

    assertThat(lab.alertWhen(GE, "29").measure().findings()).containsExactly(ALERT);
  }

  @Test
  void fourHundredOfABillionAreSeen() {
    Lab lab =
        Lab.completeness(DIFFERENCE_PERCENT)
            .source("a", number("1000000000"))
            .target("a", number("1000000400"));

    assertThat(lab.measure().findings()).containsExactly(ALERT);
    assertThat(lab.measure().compared()).containsExactly("0.00004");
  }

  @Test
  void nothingIsRoundedBeforeItIsCompared() {
    Lab lab = Lab.validity().target("a", number("0.004"));

    assertThat(lab.measure().findings()).containsExactly(ALERT);
  }

  @Test
  void wholeNumbersAbove2To53AreExact() {
    Lab lab =
        Lab.completeness(DIFFERENCE)
            .source("a", number("9007199254740992"))
            .target("a", number("9007199254740993"));

    assertThat(lab.measure().compared()).containsExactly("1");
  }

  @Test
  void aPercentageWhoseDigitsDoNotEndIsComparedAsTheFractionThatItIs() {
    Lab lab = Lab.completeness(DIFFERENCE_PERCENT).source("a", 3).target("a", 4);
    String digits = "33." + "3".repeat(60);

    assertThat(lab.alertWhen(GT, digits).measure().findings()).containsExactly(ALERT);
    assertThat(lab.measure().compared()).containsExactly("33." + "3".repeat(32));
  }

  @Test
  void aKeyThatIsTwiceOnBothSidesIsOneRecordAndADuplicate() {
    Lab.Outcome outcome =
        Lab.completeness(DIFFERENCE)
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
    Lab lab = Lab.validity().target("a", 1).target("a", 0);

    assertThat(lab.measure().findings()).containsExactly(ALERT, OK);
  }

  @Test
  void aNullIsNotZero() {
    assertThat(Lab.validity().alertWhen(EQ, "0").target("a", null).measure().findings())
        .containsExactly(NULL_VALUE);
    assertThat(
            Lab.completeness(DIFFERENCE)
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
    Lab lab = Lab.validity().target("a", null);

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
        Lab.completeness(DIFFERENCE)
            .source("gone", 0)
            .target("new", 0)
            .source("both", 1)
            .target("both", 1)
            .measure();

    assertThat(outcome.findings()).containsExactly(MISSING_IN_TARGET, OK, MISSING_IN_SOURCE);
  }

  @Test
  void aSourceOfZeroHasNoPercentage() {
    Lab lab = Lab.completeness(DIFFERENCE_PERCENT).source("a", 0).target("a", 1_000_000);

    assertThat(lab.measure().findings()).containsExactly(ZERO_SOURCE);
    assertThat(lab.treat("{\"zeroSource\":\"NO_ALERT\"}").measure().verdict())
        .isEqualTo(Verdict.OK);
  }

  @Test
  void zeroAndZeroDifferByZeroPercent() {
    Lab lab = Lab.completeness(DIFFERENCE_PERCENT).source("a", 0).target("a", number("0.00"));

    assertThat(lab.measure().compared()).containsExactly("0");
    assertThat(lab.measure().findings()).containsExactly(OK);
  }

  @Test
  void theSignOfADifferenceIsKeptAndCanBeCompared() {
    Lab percent = Lab.completeness(SIGNED_DIFFERENCE_PERCENT).source("a", -200).target("a", -250);
    Lab signed = Lab.completeness(SIGNED_DIFFERENCE).source("a", 5).target("a", 3);

    assertThat(percent.alertWhen(LT, "-24.9").measure().compared()).containsExactly("-25");
    assertThat(signed.alertWhen(LT, "0").measure().findings()).containsExactly(ALERT);
    assertThat(signed.measure().values().get(0).difference()).isEqualTo("-2");
  }

  @Test
  void twoConditionsMayCompareTwoQuantitiesOfOneRecord() {
    Lab lab =
        Lab.completeness(DIFFERENCE)
            .alertWhen(GT, "100")
            .warnWhen(DIFFERENCE_PERCENT, GT, "1")
            .source("a", 50)
            .target("a", 51);

    assertThat(lab.measure().records().get(0).level()).isEqualTo(Level.WARN);
    assertThat(lab.measure().counts().noAlerts()).isEqualTo(1);
  }

  @Test
  void aTimeThatIsNullDoesNotKeepTheOthersFromBeingMeasured() {
    Lab lab = Lab.freshness().target("a", null).target("b", Instant.parse("2026-11-26T11:59:00Z"));

    assertThat(lab.measure().findings()).containsExactly(NULL_VALUE, ALERT);
  }

  @Test
  void aTimeInTheFutureIsFoundAndDoesNotPassAsFresh() {
    Lab.Outcome outcome =
        Lab.freshness().target("a", Instant.parse("2026-11-26T12:30:00Z")).measure();

    assertThat(outcome.findings()).containsExactly(IN_FUTURE);
    assertThat(outcome.values().get(0).difference()).isEqualTo("-30");
  }

  @Test
  void minutesAreNotRounded() {
    Lab lab = Lab.freshness().target("a", Instant.parse("2026-11-26T10:59:59.999999999Z"));

    assertThat(lab.alertWhen(GT, "60").measure().findings()).containsExactly(ALERT);
    assertThat(lab.alertWhen(GT, "60.1").measure().findings()).containsExactly(OK);
  }

  @Test
  void aTimeWithAZoneIsTheInstantThatItNames() {
    Lab lab = Lab.freshness().target("a", "2026-11-26T13:00:00+02:00");

    assertThat(lab.measure().compared()).containsExactly("60");
  }

  @Test
  void aTimeWithoutAZoneIsReadInTheZoneOfTheDefinition() {
    Lab lab =
        Lab.freshness()
            .zone("Europe/Berlin")
            .target("a", "2026-11-26 12:00:00")
            .target("b", LocalDate.of(2026, 11, 26));

    assertThat(lab.measure().compared()).containsExactly("60", "780");
  }

  @Test
  void aTextThatIsNoDateIsNotComparable() {
    Lab lab = Lab.freshness().target("a", "soon").target("b", "2026-13-45");

    assertThat(lab.measure().findings()).containsExactly(NOT_COMPARABLE, NOT_COMPARABLE);
  }

  @Test
  void theAgeOfDataIsTakenByTheClockThatTheKitWasGiven() {
    Lab lab = Lab.freshness().target("a", Lab.NOW.minusSeconds(90));

    assertThat(lab.measure().compared()).containsExactly("1.5");
    assertThat(lab.definition().alertWhen().quantity()).isEqualTo(AGE_MINUTES);
  }

  @Test
  void aKeyWithoutATimeOnOneSideDoesNotFailTheLatencyOfTheOthers() {
    Instant time = Instant.parse("2026-11-26T10:00:00Z");
    Lab lab =
        Lab.latency(TRANSIT_MINUTES)
            .source("gone", time)
            .source("null", time)
            .source("late", time)
            .target("null", null)
            .target("late", time.plusSeconds(1))
            .target("new", time);

    assertThat(lab.measure().findings())
        .containsExactly(MISSING_IN_TARGET, NULL_VALUE, ALERT, MISSING_IN_SOURCE);
  }

  @Test
  void aTargetThatIsAheadOfItsSourceLagsByLessThanNothing() {
    Instant time = Instant.parse("2026-11-26T10:00:00Z");
    Lab lab = Lab.latency(LAG_MINUTES).source("a", time).target("a", time.plusSeconds(90));

    assertThat(lab.alertWhen(LT, "0").measure().compared()).containsExactly("-1.5");
    assertThat(lab.measure().findings()).containsExactly(ALERT);
  }

  @Test
  void noRecordsAreNoDataAndNoFailureUnlessTheDefinitionSaysSo() {
    Lab lab = Lab.completeness(DIFFERENCE);

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
    Lab lab = Lab.completeness(DIFFERENCE).source("a", 1).source("b", 2);

    assertThat(lab.measure().findings()).containsExactly(MISSING_IN_TARGET, MISSING_IN_TARGET);
  }

  @Test
  void aDatasetOfOneRecordNeedsNoKeyAndTwoRecordsAreADuplicate() {
    Lab lab = Lab.completeness(DIFFERENCE).key().source(5).target(5);

    assertThat(lab.measure().findings()).containsExactly(OK);
    assertThat(lab.target(5).measure().findings()).containsExactly(DUPLICATE_KEY);
  }

  @Test
  void keysAreEqualByValueAndNotByTheirText() {
    Lab lab =
        Lab.completeness(DIFFERENCE)
            .source(number("1.0"), 5)
            .target(number("1"), 5)
            .source(null, 7)
            .target(null, 7);

    assertThat(lab.measure().findings()).containsExactly(OK, OK);
    assertThat(lab.target("1", 5).measure().findings()).containsExactly(OK, OK, MISSING_IN_SOURCE);
  }

  @Test
  void anIndicatorWithoutMeasuresIsRefused() {
    List<String> faults =
        Definitions.check(
            Lab.validity().measures().definition(),
            java.util.Map.of("validity", new Validity()),
            new DataDoors(java.util.Map.of(), java.util.Map.of()));

    assertThat(faults).contains("measures: must name a column at least");
  }

  @Test
  void theRecordsBehindTheCountsAreKept() {
    Lab.Outcome outcome =
        Lab.completeness(DIFFERENCE).source("a", 5).target("a", number("7.50")).measure();

    assertThat(outcome.records().get(0).key()).containsEntry("k", "a");
    assertThat(outcome.values().get(0).source()).isEqualTo("5");
    assertThat(outcome.values().get(0).target()).isEqualTo("7.50");
    assertThat(outcome.values().get(0).difference()).isEqualTo("2.5");
    assertThat(outcome.measured().extreme()).isEqualTo("2.5");
  }

  @Test
  void aFewCharactersOfAHugeNumberDoNotFillTheMemory() {
    Lab lab =
        Lab.completeness(DIFFERENCE)
            .source("a", number("1E+999999999"))
            .target("a", number("1E-999999999"));

    assertThat(lab.measure().findings()).containsExactly(NOT_COMPARABLE);
  }
}
