package dev.batchkit.measuring;

import static dev.batchkit.measuring.Lab.number;
import static dev.batchkit.session.AlertOperator.EQ;
import static dev.batchkit.session.AlertOperator.GT;
import static dev.batchkit.session.Finding.ALERT;
import static dev.batchkit.session.Finding.DUPLICATE_KEY;
import static dev.batchkit.session.Finding.OK;
import static dev.batchkit.session.Quantity.DIFFERENCE;
import static dev.batchkit.session.Quantity.DIFFERENCE_PERCENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.batchkit.session.Level;
import org.junit.jupiter.api.Test;

/** Conditions that the original compared wrongly; docs/indicators-edge-cases.md has them. */
class EdgeCasesOfConditionsTest extends OnEachGround {
  @Test
  void zerosInFrontOfAThresholdMeanNothing() {
    Lab lab = validity().alertWhen(GT, "007").target("a", 7).target("b", 8);

    assertThat(lab.measure().findings()).containsExactly(OK, ALERT);
  }

  @Test
  void aThresholdIsComparedAsTheDecimalThatItIsAndNotAsTheNearestDouble() {
    Lab lab = validity().alertWhen(EQ, "0.1").target("a", number("0.1000000000000000055"));

    assertThat(lab.measure().findings()).containsExactly(OK);
  }

  @Test
  void twoConditionsMayCompareTwoQuantitiesOfOneRecord() {
    Lab lab =
        completeness(DIFFERENCE)
            .alertWhen(GT, "100")
            .warnWhen(DIFFERENCE_PERCENT, GT, "1")
            .source("a", 50)
            .target("a", 51);

    assertThat(lab.measure().records().get(0).level()).isEqualTo(Level.WARN);
    assertThat(lab.measure().counts().noAlerts()).isEqualTo(1);
  }

  @Test
  void aDatasetOfOneRecordNeedsNoKeyAndTwoRecordsAreADuplicate() {
    Lab lab = completeness(DIFFERENCE).key().source(5).target(5);

    assertThat(lab.measure().findings()).containsExactly(OK);
    assertThat(lab.target(5).measure().findings()).containsExactly(DUPLICATE_KEY);
  }
}
