package dev.batchkit.measuring;

import static dev.batchkit.session.Finding.ALERT;
import static dev.batchkit.session.Finding.DUPLICATE_KEY;
import static dev.batchkit.session.Finding.LEARNING;
import static dev.batchkit.session.Finding.NOT_COMPARABLE;
import static dev.batchkit.session.Finding.NO_SPREAD;
import static dev.batchkit.session.Finding.NULL_VALUE;
import static dev.batchkit.session.Finding.OK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.batchkit.indicator.DatasetKey;
import dev.batchkit.session.AlertOperator;
import dev.batchkit.session.Finding;
import dev.batchkit.session.Level;
import dev.batchkit.session.MeasuredRecord;
import dev.batchkit.session.MeasuredValue;
import dev.batchkit.session.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AnomalyTest extends OnEachGround {
  /** Earlier records of one key, newest first. */
  static List<MeasuredRecord> past(String... numbers) {
    return Arrays.stream(numbers).map(AnomalyTest::past).toList();
  }

  private static MeasuredRecord past(String number) {
    MeasuredValue value = new MeasuredValue("v", null, number, null, null, Finding.OK);
    MeasuredValue other = new MeasuredValue("other", null, "999", null, null, Finding.OK);
    return new MeasuredRecord(Map.of(), Level.NO_ALERT, Finding.OK, List.of(other, value));
  }

  private Lab lab(String... numbers) {
    return anomaly()
        .alertWhen(AlertOperator.GT, "3.5")
        .parameters("{\"minimum\":2}")
        .history((keys, sessions) -> Map.of(keys.get(0), past(numbers)));
  }

  @Test
  void aScoreIsTheDistanceFromTheMedianByTheMedianOfSuchDistances() {
    Lab.Outcome outcome = lab("10", "12", "14", "20", "8").target("a", 20).measure();

    // median 12, deviations 2 0 2 8 4, MAD 2: 0.6745 * 8 / 2
    assertThat(outcome.compared()).containsExactly("2.698");
    assertThat(outcome.values().get(0).difference()).isEqualTo("8");
    assertThat(outcome.verdict()).isEqualTo(Verdict.OK);
  }

  @Test
  void theMedianOfAnEvenNumberIsTheMiddleBetweenTwo() {
    // median 11.5, deviations 1.5 0.5 0.5 2.5, MAD 1: 0.6745 * 3.5
    assertThat(lab("10", "12", "11", "14").target("a", 8).measure().compared())
        .containsExactly("2.36075");
  }

  @Test
  void aScoreIsAboveWhereMostAreTheSameByTheMeanOfTheDistances() {
    Lab.Outcome outcome = lab("5", "5", "5", "6").target("a", 7).measure();

    // MAD 0, MeanAD 1/4: 2 / (1.253314 * 0.25)
    assertThat(outcome.compared().get(0)).startsWith("6.383077");
    assertThat(outcome.findings()).containsExactly(ALERT);
  }

  @Test
  void whereAllAreTheSameTheSameIsUsualAndAnotherHasNoScore() {
    assertThat(lab("5", "5.0", "5").target("a", 5).measure().compared()).containsExactly("0");
    assertThat(lab("5", "5.0", "5").target("a", 6).measure().findings()).containsExactly(NO_SPREAD);
  }

  @Test
  void tooLittleHistoryIsLearningAndNoData() {
    Lab.Outcome outcome =
        anomaly()
            .history(
                (keys, sessions) -> Map.of(keys.get(0), past("1", "2", "3", "4", "5", "6", "7")))
            .target("a", 1_000)
            .target("b", 5)
            .measure();

    assertThat(outcome.findings()).containsExactly(LEARNING, LEARNING);
    assertThat(outcome.verdict()).isEqualTo(Verdict.NO_DATA);
    assertThat(outcome.counts().noAlerts()).isEqualTo(2);
  }

  @Test
  void oneValueWithHistoryAmongThoseThatLearnIsData() {
    Lab.Outcome outcome = lab("1", "2", "3").target("a", 2).target("b", 5).measure();

    assertThat(outcome.findings()).containsExactly(OK, LEARNING);
    assertThat(outcome.verdict()).isEqualTo(Verdict.OK);
  }

  @Test
  void whatCouldNotBeComparedBeforeIsNoHistory() {
    assertThat(lab("1", null, "text", "1E+99999").target("a", 1).measure().findings())
        .containsExactly(LEARNING);
  }

  @Test
  void aKeyIsUniqueAndItsValueANumber() {
    Lab lab =
        lab("1", "2", "3").target("a", 1).target("a", 2).target("b", null).target("c", "text");

    assertThat(lab.measure().findings()).containsExactly(DUPLICATE_KEY, NULL_VALUE, NOT_COMPARABLE);
    assertThat(lab.measure().values().get(0).target()).isNull();
  }

  @Test
  void historyIsReadInChunksThatDoNotGrow() {
    List<Integer> chunks = new ArrayList<>();
    Set<DatasetKey> asked = new HashSet<>();
    Lab lab =
        anomaly()
            .parameters("{\"history\":1000}")
            .history(
                (keys, sessions) -> {
                  chunks.add(keys.size() * 1_000 + (sessions == 1_000 ? 0 : 1));
                  asked.addAll(keys);
                  return Map.of();
                });
    for (int i = 0; i < 250; i++) {
      lab.target(i, i);
    }

    assertThat(lab.measure().counts().records()).isEqualTo(250);
    assertThat(chunks).containsExactly(100_000, 100_000, 50_000);
    assertThat(asked).hasSize(250);
  }

  @Test
  void whatASessionKeepsIsTheHistoryOfTheNext() {
    Map<String, List<MeasuredRecord>> stored = new LinkedHashMap<>();
    History history =
        (keys, sessions) -> {
          Map<DatasetKey, List<MeasuredRecord>> found = new LinkedHashMap<>();
          keys.forEach(
              key -> {
                List<MeasuredRecord> records = stored.get(StoredText.key(key));
                if (records != null) {
                  found.put(key, records.subList(0, Math.min(sessions, records.size())));
                }
              });
          return found;
        };
    List<Finding> findings = new ArrayList<>();
    for (int number : new int[] {10, 12, 11, 13, 12, 11, 10, 12, 11, 40}) {
      Lab.Outcome outcome =
          anomaly()
              .alertWhen(AlertOperator.GT, "3.5")
              .history(history)
              .target("a", number)
              .measure();
      findings.add(outcome.findings().get(0));
      outcome
          .kept()
          .forEach(
              kept ->
                  stored
                      .computeIfAbsent(kept.key(), key -> new ArrayList<>())
                      .add(0, kept.record()));
    }

    assertThat(findings.subList(0, 8)).containsOnly(LEARNING);
    assertThat(findings.subList(8, 10)).containsExactly(OK, ALERT);
  }
}
