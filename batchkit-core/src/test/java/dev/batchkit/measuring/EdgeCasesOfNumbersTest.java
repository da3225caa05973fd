package dev.batchkit.measuring;

import static dev.batchkit.measuring.Lab.number;
import static dev.batchkit.session.AlertOperator.EQ;
import static dev.batchkit.session.AlertOperator.GE;
import static dev.batchkit.session.AlertOperator.GT;
import static dev.batchkit.session.AlertOperator.LT;
import static dev.batchkit.session.Finding.ALERT;
import static dev.batchkit.session.Finding.NOT_COMPARABLE;
import static dev.batchkit.session.Finding.NULL_VALUE;
import static dev.batchkit.session.Finding.OK;
import static dev.batchkit.session.Finding.ZERO_SOURCE;
import static dev.batchkit.session.Quantity.DIFFERENCE;
import static dev.batchkit.session.Quantity.DIFFERENCE_PERCENT;
import static dev.batchkit.session.Quantity.SIGNED_DIFFERENCE;
import static dev.batchkit.session.Quantity.SIGNED_DIFFERENCE_PERCENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.batchkit.session.Verdict;
import org.junit.jupiter.api.Test;

/**
 * Numbers that the original measured wrongly or not at all; docs/indicators-edge-cases.md has them.
 */
class EdgeCasesOfNumbersTest extends OnEachGround {
  @Test
  void aValueThatIsNoNumberIsNotComparableAndTheOthersAreMeasured() {
    Lab lab =
        validity()
            .target("nan", "NaN")
            .target("infinity", "Infinity")
            .target("text", "abc")
            .target("number", 1);

    assertThat(lab.measure().findings())
        .containsExactly(NOT_COMPARABLE, NOT_COMPARABLE, NOT_COMPARABLE, ALERT);
  }

  @Test
  void sevenPercentAreNotMoreThanSevenPercent() {
    Lab lab = completeness(DIFFERENCE_PERCENT).source("a", 100).target("a", 107);

    assertThat(lab.alertWhen(GT, "7").measure().findings()).containsExactly(OK);
    assertThat(lab.alertWhen(GE, "7").measure().compared()).containsExactly("7");
  }

  @Test
  void twentyNinePercentAreAtLeastTwentyNinePercent() {
    Lab lab = completeness(DIFFERENCE_PERCENT).source("a", 100).target("a", 129);

    assertThat(lab.alertWhen(GE, "29").measure().findings()).containsExactly(ALERT);
  }

  @Test
  void fourHundredOfABillionAreSeen() {
    Lab lab =
        completeness(DIFFERENCE_PERCENT)
            .source("a", number("1000000000"))
            .target("a", number("1000000400"));

    assertThat(lab.measure().findings()).containsExactly(ALERT);
    assertThat(lab.measure().compared()).containsExactly("0.00004");
  }

  @Test
  void nothingIsRoundedBeforeItIsCompared() {
    Lab lab = validity().target("a", number("0.004"));

    assertThat(lab.measure().findings()).containsExactly(ALERT);
  }

  @Test
  void wholeNumbersAbove2To53AreExact() {
    Lab lab =
        completeness(DIFFERENCE)
            .source("a", number("9007199254740992"))
            .target("a", number("9007199254740993"));

    assertThat(lab.measure().compared()).containsExactly("1");
  }

  @Test
  void aPercentageWhoseDigitsDoNotEndIsComparedAsTheFractionThatItIs() {
    Lab lab = completeness(DIFFERENCE_PERCENT).source("a", 3).target("a", 4);
    String digits = "33." + "3".repeat(60);

    assertThat(lab.alertWhen(GT, digits).measure().findings()).containsExactly(ALERT);
    assertThat(lab.measure().compared()).containsExactly("33." + "3".repeat(32));
  }

  @Test
  void aSourceOfZeroHasNoPercentage() {
    Lab lab = completeness(DIFFERENCE_PERCENT).source("a", 0).target("a", 1_000_000);

    assertThat(lab.measure().findings()).containsExactly(ZERO_SOURCE);
    assertThat(lab.treat("{\"zeroSource\":\"NO_ALERT\"}").measure().verdict())
        .isEqualTo(Verdict.OK);
  }

  @Test
  void zeroAndZeroDifferByZeroPercent() {
    Lab lab = completeness(DIFFERENCE_PERCENT).source("a", 0).target("a", number("0.00"));

    assertThat(lab.measure().compared()).containsExactly("0");
    assertThat(lab.measure().findings()).containsExactly(OK);
  }

  @Test
  void theSignOfADifferenceIsKeptAndCanBeCompared() {
    Lab percent = completeness(SIGNED_DIFFERENCE_PERCENT).source("a", -200).target("a", -250);
    Lab signed = completeness(SIGNED_DIFFERENCE).source("a", 5).target("a", 3);

    assertThat(percent.alertWhen(LT, "-24.9").measure().compared()).containsExactly("-25");
    assertThat(signed.alertWhen(LT, "0").measure().findings()).containsExactly(ALERT);
    assertThat(signed.measure().values().get(0).difference()).isEqualTo("-2");
  }

  @Test
  void aFewCharactersOfAHugeNumberDoNotFillTheMemory() {
    Lab lab =
        completeness(DIFFERENCE)
            .source("a", number("1E+999999999"))
            .target("a", number("1E-999999999"));

    assertThat(lab.measure().findings()).containsExactly(NOT_COMPARABLE);
  }

  @Test
  void aDoubleThatIsNotFiniteIsNotComparable() {
    Lab lab =
        validity()
            .target("large", Double.POSITIVE_INFINITY)
            .target("low", Double.NEGATIVE_INFINITY)
            .target("number", 0.5);

    assertThat(lab.measure().findings()).containsExactly(NOT_COMPARABLE, NOT_COMPARABLE, ALERT);
  }

  @Test
  void aDoubleThatIsNoNumberIsNotComparableOrNullWhereSqliteMadeItSo() {
    Lab lab = validity().target("nan", Double.NaN);

    assertThat(lab.measure().findings())
        .containsExactly(from == From.SQLITE ? NULL_VALUE : NOT_COMPARABLE);
  }

  @Test
  void trueIsOneAndFalseIsZero() {
    Lab lab = validity().alertWhen(EQ, "1").target("a", true).target("b", false).target("c", null);

    assertThat(lab.measure().findings()).containsExactly(ALERT, OK, NULL_VALUE);
  }
}
