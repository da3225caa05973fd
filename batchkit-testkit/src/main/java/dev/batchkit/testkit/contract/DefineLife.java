package dev.batchkit.testkit.contract;

import static dev.batchkit.testkit.contract.MeasureFixture.define;
import static dev.batchkit.testkit.contract.MeasureFixture.verdicts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.batchkit.BatchKit;
import dev.batchkit.batch.Actor;
import dev.batchkit.batch.Run;
import dev.batchkit.error.InvalidHandler;
import dev.batchkit.error.InvalidValue;
import dev.batchkit.error.NoSuchIndicator;
import dev.batchkit.indicator.DatasetKey;
import dev.batchkit.indicator.IndicatorType;
import dev.batchkit.indicator.Measurement;
import dev.batchkit.indicator.Reading;
import dev.batchkit.indicator.Side;
import dev.batchkit.json.Json;
import dev.batchkit.session.AlertOperator;
import dev.batchkit.session.Indicator;
import dev.batchkit.session.IndicatorDefinition;
import dev.batchkit.session.LoadReport;
import dev.batchkit.session.Quantity;
import dev.batchkit.session.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Indicators are defined, by the program or by a file, and nothing that could not be measured. */
interface DefineLife extends MeasureFixture {
  @Test
  default void anIndicatorIsDefinedAndDefinedAgain() {
    BatchKit kit = measuring(new ScriptedRecords(1));
    define(kit, "a");
    Indicator first = kit.indicators().find("A").orElseThrow();
    kit.as(Actor.of("ann@acme.example", "buyers"))
        .indicators()
        .define("stock", definition(first).withOrder(7));
    Indicator second = kit.indicators().find("a").orElseThrow();
    assertThat(second.id()).isEqualTo(first.id());
    assertThat(second.order()).isEqualTo(7);
    assertThat(kit.indicators().inGroup(GROUP)).isEmpty();
    assertThat(kit.indicators().inGroup("stock")).containsExactly(second);
    assertThat(kit.indicators().groups(null, 10))
        .extracting(group -> group.name())
        .containsExactly(GROUP, "stock");
    assertThat(kit.indicators().inGroup("none")).isEmpty();
  }

  private static Redefined definition(Indicator indicator) {
    return new Redefined(
        Objects.requireNonNull(indicator.definition()).as(IndicatorDefinition.class));
  }

  /** A definition of which one thing is changed. */
  record Redefined(IndicatorDefinition before) {
    IndicatorDefinition withOrder(int order) {
      Map<String, Object> members = new java.util.LinkedHashMap<>(Json.write(before).members());
      members.put("order", order);
      return Json.write(members).as(IndicatorDefinition.class);
    }
  }

  @Test
  default void allFaultsOfADefinitionAreToldAtOnce() {
    BatchKit kit = measuring(new ScriptedRecords(1));
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(
            () ->
                kit.indicators()
                    .define(
                        GROUP,
                        draft ->
                            draft
                                .name(" ")
                                .type("validity")
                                .target("nowhere")
                                .alertWhen(Quantity.SCORE, AlertOperator.GT, "1")))
        .satisfies(
            refused ->
                assertThat(String.join("\n", refused.faults()))
                    .contains("name", "target", "alertWhen", "measures"));
    assertThat(kit.indicators().groups(null, 10)).isEmpty();
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> kit.indicators().define(GROUP, draft -> draft))
        .satisfies(refused -> assertThat(refused.faults()).hasSize(3));
  }

  @Test
  default void anOperatorOrThresholdWithCodeInItIsRefused() {
    BatchKit kit = measuring(new ScriptedRecords(1));
    for (String threshold :
        List.of("0 or True", "nan", "NaN", "inf", "1e5", "1,000", "5%", "", "0x10", "1;")) {
      assertThatExceptionOfType(InvalidValue.class)
          .isThrownBy(() -> kit.indicators().load(file(condition(">", threshold))))
          .satisfies(
              refused ->
                  assertThat(refused.faults())
                      .singleElement()
                      .asString()
                      .contains("$.groups[0].indicators[0].alertWhen.threshold"));
    }
    for (String operator : List.of("<>", "=", "between", "**", "> 0 or 1 >", "")) {
      assertThatExceptionOfType(InvalidValue.class)
          .isThrownBy(() -> kit.indicators().load(file(condition(operator, "1"))))
          .satisfies(
              refused ->
                  assertThat(refused.faults())
                      .singleElement()
                      .asString()
                      .contains("$.groups[0].indicators[0].alertWhen.operator"));
    }
    assertThat(kit.indicators().find("a")).isEmpty();
  }

  private static String condition(String operator, String threshold) {
    return indicator("a")
        .replace("\">\"", "\"" + operator + "\"")
        .replace("\"10\"", "\"" + threshold + "\"");
  }

  private static String indicator(String name) {
    return """
        {"name": "%s", "type": "validity", "target": {"data": "a"}, "measures": ["v"],
         "alertWhen": {"quantity": "VALUE", "operator": ">", "threshold": "10"}}
        """
        .formatted(name);
  }

  private static Json file(String... indicators) {
    return Json.of(
        "{\"groups\": [{\"name\": \"orders\", \"indicators\": ["
            + String.join(",", indicators)
            + "]}]}");
  }

  @Test
  default void aFileIsLoadedOnceHoweverOftenItIsLoaded() {
    BatchKit kit = measuring(new ScriptedRecords(1));
    assertThat(kit.indicators().load(file(indicator("x"), indicator("y"))))
        .isEqualTo(new LoadReport(List.of("x", "y"), List.of(), List.of(), List.of()));
    Indicator before = kit.indicators().find("x").orElseThrow();
    assertThat(kit.indicators().load(file(indicator("x"), indicator("y"))))
        .isEqualTo(new LoadReport(List.of(), List.of(), List.of("x", "y"), List.of()));
    assertThat(kit.indicators().find("x")).contains(before);
    assertThat(kit.indicators().load(file(indicator("x").replace("\"10\"", "\"11\""))))
        .isEqualTo(new LoadReport(List.of(), List.of("x"), List.of(), List.of("y")));
    assertThat(kit.indicators().find("y").orElseThrow().active()).isFalse();
    assertThat(kit.indicators().inGroup(GROUP)).hasSize(2);
    assertThat(
            kit.indicators().load(file(indicator("x").replace("\"10\"", "\"11\""), indicator("y"))))
        .isEqualTo(new LoadReport(List.of(), List.of("y"), List.of("x"), List.of()));
  }

  @Test
  default void aFileWithFaultsChangesNothingAndAllOfThemAreTold() {
    BatchKit kit = measuring(new ScriptedRecords(1));
    Json faulty =
        file(
            indicator("x").replace("VALUE", "WORTH"),
            indicator("y").replace("\"a\"", "\"b\""),
            indicator("z"),
            indicator("Z"));
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> kit.indicators().load(faulty))
        .satisfies(
            refused ->
                assertThat(refused.faults())
                    .satisfiesExactly(
                        one -> assertThat(one).startsWith("$.groups[0].indicators[0].alertWhen"),
                        one -> assertThat(one).startsWith("$.groups[0].indicators[1].target"),
                        one -> assertThat(one).startsWith("$.groups[0].indicators[3].name")));
    assertThat(kit.indicators().groups(null, 10)).isEmpty();
    assertThatExceptionOfType(NoSuchIndicator.class)
        .isThrownBy(() -> kit.indicators().activate("z"));
  }

  /** Measures that the text of a value is not longer than a threshold. */
  final class TextLength implements IndicatorType {
    @Override
    public String key() {
      return "text-length";
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
    public void measure(Measurement measurement) throws Exception {
      try (var target = measurement.open(Side.TARGET)) {
        while (target.next()) {
          String text = String.valueOf(measurement.text(target.measure(0)));
          measurement.add(
              new DatasetKey(target.key().cells()),
              List.of(
                  new Reading(
                      "v",
                      null,
                      text,
                      null,
                      Map.of(Quantity.VALUE, Reading.Result.of(text.length())))));
        }
      }
    }
  }

  @Test
  default void aTypeOfOnesOwnIsMeasuredLikeTheOthers() {
    BatchKit kit =
        measuring(
            o -> o.indicatorType(new TextLength()), new ScriptedRecords("short", "a long text"));
    define(kit, "a", draft -> draft.type("text-length"));
    Run run = kit.indicators().measure(GROUP);
    assertThat(verdicts(kit, run)).containsExactly(Verdict.ALERT);
    assertThatExceptionOfType(InvalidHandler.class)
        .isThrownBy(
            () ->
                measuring(o -> o.indicatorType(new TextLength()).indicatorType(new TextLength())));
  }
}
