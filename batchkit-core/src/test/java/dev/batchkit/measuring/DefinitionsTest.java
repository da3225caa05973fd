package dev.batchkit.measuring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.batchkit.indicator.IndicatorType;
import dev.batchkit.json.Json;
import dev.batchkit.session.IndicatorDefinition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class DefinitionsTest {
  private static final Map<String, IndicatorType> TYPES =
      BuiltInTypes.all().stream()
          .collect(Collectors.toMap(IndicatorType::key, Function.identity()));
  private static final DataDoors DOORS =
      new DataDoors(
          Map.of("shop", noData(), "warehouse", noData()), Map.of("memory", Stream::empty));

  private static DataSource noData() {
    return (DataSource)
        java.lang.reflect.Proxy.newProxyInstance(
            DefinitionsTest.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (proxy, method, arguments) -> {
              throw new AssertionError("a check asks nothing");
            });
  }

  private static final String GOOD =
      """
      {"name":"orders","type":"completeness",
       "source":{"data":"shop","query":"select 1"},"target":{"data":"memory"},
       "key":["day"],"measures":["n"],
       "alertWhen":{"quantity":"DIFFERENCE","operator":">","threshold":"0"}}
      """;

  /** The faults of the good definition with these components in place of its own. */
  private static List<String> faults(String changes) {
    Map<String, Object> parts = new LinkedHashMap<>(Json.of(GOOD).members());
    parts.putAll(Json.of(changes).members());
    IndicatorDefinition definition = Json.write(parts).as(IndicatorDefinition.class);
    return Definitions.check(definition, TYPES, DOORS);
  }

  @Test
  void aDefinitionThatCanBeMeasuredHasNoFaults() {
    assertThat(faults("{}")).isEmpty();
  }

  @Test
  void anUnknownTypeIsToldTheKnownOnes() {
    assertThat(faults("{\"type\":\"magic\"}"))
        .containsExactly(
            "type: must be one of [anomaly, completeness, freshness, latency, validity]");
  }

  @Test
  void aQuantityIsOneOfItsType() {
    String offered =
        "must be one of [DIFFERENCE, DIFFERENCE_PERCENT, SIGNED_DIFFERENCE,"
            + " SIGNED_DIFFERENCE_PERCENT] for the type completeness";
    String score = "{\"quantity\":\"SCORE\",\"operator\":\">\",\"threshold\":\"3.5\"}";

    assertThat(faults("{\"alertWhen\":" + score + ",\"warnWhen\":" + score + "}"))
        .containsExactly("alertWhen.quantity: " + offered, "warnWhen.quantity: " + offered);
  }

  @Test
  void aDefinitionNamesTheDatasetsOfItsTypeAndNoOthers() {
    assertThat(faults("{\"source\":null,\"target\":null}"))
        .containsExactly(
            "source: is missing: the type completeness has one",
            "target: is missing: the type completeness has one");
    assertThat(
            faults(
                "{\"type\":\"validity\",\"alertWhen\":{\"quantity\":\"VALUE\",\"operator\":\">\","
                    + "\"threshold\":\"0\"}}"))
        .containsExactly("source: must be left out: the type validity has none");
  }

  @Test
  void aDatasetNamesDataThatIsThereAndAQueryWhereOneIsAsked() {
    assertThat(faults("{\"source\":{\"data\":\"shop \",\"query\":\"q\"}}"))
        .containsExactly("source.data: must be one of [memory, shop, warehouse]");
    assertThat(
            faults(
                "{\"source\":{\"data\":\"shop\"},\"target\":{\"data\":\"memory\",\"query\":\"q\"}}"))
        .containsExactly(
            "source.query: is missing", "target.query: must be left out: records have none");
    assertThat(faults("{\"source\":{\"data\":\"shop\",\"query\":\" \"}}"))
        .containsExactly("source.query: is missing");
  }

  @Test
  void columnsHaveNamesAndComeOnceWhateverTheirCase() {
    assertThat(faults("{\"key\":[\"day\",\"\",\"DAY\"],\"measures\":[\" \",\"n\",\"n\"]}"))
        .containsExactly(
            "key[1]: is blank",
            "key[2]: is the same as key[0], whatever its case",
            "measures[0]: is blank",
            "measures[2]: is the same as measures[1], whatever its case");
    assertThat(faults("{\"key\":[],\"measures\":[]}"))
        .containsExactly("measures: must name a column at least");
  }

  @Test
  void theRecordsOfATypeWithHistoryAreAllKept() {
    String anomaly =
        "\"type\":\"anomaly\",\"source\":null,"
            + "\"alertWhen\":{\"quantity\":\"SCORE\",\"operator\":\">\",\"threshold\":\"3.5\"}";

    assertThat(faults("{" + anomaly + ",\"keep\":{\"which\":\"ALERTS\",\"most\":10}}"))
        .containsExactly("keep: must be left out: all records are the history of anomaly");
    assertThat(faults("{" + anomaly + ",\"keep\":{\"which\":\"ALL\",\"most\":10}}")).hasSize(1);
    assertThat(faults("{" + anomaly + ",\"parameters\":{\"history\":5}}")).isEmpty();
    assertThat(faults("{" + anomaly + ",\"parameters\":{\"history\":1,\"minimum\":0}}"))
        .containsExactly("parameters: history: must be from 2 to 1000");
    assertThat(faults("{" + anomaly + ",\"parameters\":{\"minimum\":31}}"))
        .containsExactly("parameters: minimum: must be from 2 to history");
    assertThat(faults("{" + anomaly + ",\"parameters\":{\"history\":\"x\",\"other\":1}}"))
        .containsExactly(
            "parameters.history: must be a 32-bit integer",
            "parameters.other: is not a component of Parameters");
  }

  @Test
  void aTypeWithoutParametersTakesNone() {
    assertThat(faults("{\"parameters\":{\"b\":1,\"a\":2}}"))
        .containsExactly(
            "parameters.a: is not a parameter of completeness",
            "parameters.b: is not a parameter of completeness");
    assertThat(faults("{\"parameters\":[]}")).containsExactly("parameters: it is not an object");
  }

  @Test
  void timesAndNumbersHaveTheirLimits() {
    assertThat(
            faults(
                "{\"order\":-1,\"timeLimit\":\"PT0S\",\"retries\":101,\"retryAfter\":\"PT-1S\"}"))
        .containsExactly(
            "order: is negative",
            "timeLimit: must be longer than 0",
            "retries: must be from 0 to 100",
            "retryAfter: must be longer than 0");
    assertThat(faults("{\"retries\":-1}")).containsExactly("retries: must be from 0 to 100");
    assertThat(faults("{\"retries\":100}")).isEmpty();
  }

  @Test
  void aNameIsShortAndCanBeStored() {
    assertThat(faults("{\"name\":\" \"}")).containsExactly("name: is blank");
    assertThat(faults("{\"name\":\"" + "x".repeat(201) + "\"}"))
        .containsExactly("name: is longer than 200 characters");
    assertThat(faults("{\"name\":\"" + "x".repeat(200) + "\"}")).isEmpty();
    IndicatorDefinition good = Json.of(GOOD).as(IndicatorDefinition.class);
    assertThat(Definitions.check(named(good, "a\ud800"), TYPES, DOORS))
        .containsExactly("name: has a NUL or an unpaired surrogate");
  }

  private static IndicatorDefinition named(IndicatorDefinition one, String name) {
    return new IndicatorDefinition(
        name,
        one.description(),
        one.type(),
        one.order(),
        one.active(),
        one.source(),
        one.target(),
        one.key(),
        one.measures(),
        one.alertWhen(),
        one.warnWhen(),
        one.alertAbove(),
        one.warnAbove(),
        one.treat(),
        one.timeLimit(),
        one.retries(),
        one.retryAfter(),
        one.keep(),
        one.zone(),
        one.sorted(),
        one.parameters());
  }

  @Test
  void allFaultsAreToldAtOnceInTheOrderOfTheComponentsWithoutValues() {
    List<String> faults =
        faults(
            "{\"name\":\"\",\"type\":\"secret\",\"source\":{\"data\":\"secret\"},"
                + "\"measures\":[\"secret\",\"SECRET\"],\"retries\":-5}");

    assertThat(faults)
        .containsExactly(
            "name: is blank",
            "type: must be one of [anomaly, completeness, freshness, latency, validity]",
            "source.data: must be one of [memory, shop, warehouse]",
            "measures[1]: is the same as measures[0], whatever its case",
            "retries: must be from 0 to 100");
  }
}
