package dev.batchkit.engine;

import static dev.batchkit.batch.Severity.ERROR;
import static dev.batchkit.batch.Severity.SKIP;
import static dev.batchkit.batch.Severity.WARNING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.batchkit.batch.Problem;
import dev.batchkit.batch.RowStatus;
import dev.batchkit.batch.Severity;
import dev.batchkit.error.InvalidValue;
import java.math.BigDecimal;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DraftTest {
  enum PriceStatus implements RowStatus {
    CHANGED(Severity.OK),
    JUMP(Severity.WARNING),
    BROKEN(Severity.ERROR);

    private final Severity severity;

    PriceStatus(Severity severity) {
      this.severity = severity;
    }

    @Override
    public String code() {
      return name();
    }

    @Override
    public String label() {
      return name();
    }

    @Override
    public Severity severity() {
      return severity;
    }
  }

  private final Draft draft =
      new Draft(Set.of("OK", "WARNING", "SKIP", "ERROR", "CHANGED", "JUMP", "BROKEN"));

  @Test
  void aRowWithoutProblemsIsOk() {
    draft.begin(1);
    assertThat(draft.code()).isEqualTo("OK");
    assertThat(draft.problems()).isEmpty();
  }

  @Test
  void theGravestProblemGivesTheStatusTheFirstWhereTwoAreEqual() {
    draft.begin(1);
    draft.problem(WARNING, "a", "w");
    draft.problem(PriceStatus.BROKEN, "b", "first error");
    draft.problem(ERROR, "c", "second error");
    draft.problem(SKIP, null, "s");
    assertThat(draft.code()).isEqualTo("BROKEN");
    assertThat(draft.problems())
        .extracting(Problem::code)
        .containsExactly("WARNING", "BROKEN", "ERROR", "SKIP");
  }

  @Test
  void aStatusThatWasSetHoldsUntilAProblemIsGraver() {
    draft.begin(1);
    draft.status(PriceStatus.CHANGED);
    assertThat(draft.code()).isEqualTo("CHANGED");
    draft.problem(PriceStatus.JUMP, "price", "jumps");
    assertThat(draft.code()).isEqualTo("JUMP");
    draft.status(PriceStatus.CHANGED);
    assertThat(draft.code()).isEqualTo("JUMP");
  }

  @Test
  void theNextRowBeginsClean() {
    draft.begin(1);
    draft.problem(ERROR, null, "e");
    draft.begin(2);
    assertThat(draft.code()).isEqualTo("OK");
    assertThat(draft.problems()).isEmpty();
    assertThat(draft.sequence()).isEqualTo(2);
  }

  @Test
  void aStatusThatTheTypeDoesNotDeclareIsRefused() {
    Draft strict = new Draft(Set.of("OK"));
    assertThatThrownBy(() -> strict.problem(PriceStatus.JUMP, null, "m"))
        .isInstanceOf(InvalidValue.class);
  }

  @Test
  void aNumberIsParsedAndASpaceAroundItDoesNotMatter() {
    draft.begin(1);
    assertThat(draft.decimal("price", " 12.30\t")).isEqualTo(new BigDecimal("12.30"));
    assertThat(draft.integer("count", "7")).isEqualTo(7);
    assertThat(draft.date("day", "2026-05-04")).isEqualTo("2026-05-04");
    assertThat(draft.problems()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"12,3x", "1e99999", "1e1000000000", "--1", "NaN"})
  void whatIsNoNumberIsNotedWithTheValueBesideTheMessage(String text) {
    draft.begin(1);
    assertThat(draft.decimal("price", text)).isNull();
    assertThat(draft.problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.invalidValue()).isEqualTo(text);
              assertThat(problem.message()).doesNotContain(text);
              assertThat(problem.column()).isEqualTo("price");
            });
  }

  @Test
  void whatIsMissingIsNoted() {
    draft.begin(1);
    assertThat(draft.decimal("price", " ")).isNull();
    assertThat(draft.date("day", null)).isNull();
    assertThat(draft.problems())
        .extracting(Problem::message)
        .containsExactly("price is missing", "day is missing");
  }
}
