package dev.batchkit.measuring;

import static dev.batchkit.session.AlertOperator.EQ;
import static dev.batchkit.session.AlertOperator.GT;
import static dev.batchkit.session.Quantity.VALUE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.batchkit.error.InvalidValue;
import dev.batchkit.session.AlertCondition;
import dev.batchkit.session.AlertOperator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Definitions that the original took and then failed on; docs/indicators-edge-cases.md has them.
 */
class EdgeCasesOfDefinitionsTest {
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
  void anIndicatorWithoutMeasuresIsRefused() {
    List<String> faults =
        Definitions.check(
            Lab.validity().measures().definition(),
            Map.of("validity", new Validity()),
            new DataDoors(Map.of(), Map.of()));

    assertThat(faults).contains("measures: must name a column at least");
  }
}
