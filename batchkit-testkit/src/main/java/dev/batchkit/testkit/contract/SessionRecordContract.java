package dev.batchkit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.batchkit.error.InvalidValue;
import dev.batchkit.session.Finding;
import dev.batchkit.session.Level;
import dev.batchkit.session.MeasuredRecord;
import dev.batchkit.session.SessionRecord;
import dev.batchkit.session.Verdict;
import dev.batchkit.store.NewRecord;
import dev.batchkit.store.PastRecord;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Records of sessions: kept as they were added, paged, deleted, found again by their keys. */
abstract class SessionRecordContract extends MeasuredFixture {
  SessionRecordContract(StoreContract contract) {
    super(contract);
  }

  @Test
  void recordsAreKeptAsTheyWereAdded() {
    long id = put(sample().get());
    List<NewRecord> all = Measurements.records(1, 1_111);
    write(
        unit -> {
          unit.sessions().addRecords(id, all.subList(0, 1_000));
          unit.sessions().addRecords(id, all.subList(1_000, 1_111));
          unit.sessions().addRecords(id, List.of());
        });
    assertThat(store().sessions().records(id, false, 0, 2_000))
        .isEqualTo(
            all.stream()
                .map(record -> new SessionRecord(record.sequence(), record.record()))
                .toList());
  }

  @Test
  void recordsComeInPagesAndThoseThatAlertAlone() {
    long id = put(sample().get());
    write(unit -> unit.sessions().addRecords(id, Measurements.records(1, 10)));
    assertThat(sequences(id, false, 0, 4)).containsExactly(1L, 2L, 3L, 4L);
    assertThat(sequences(id, false, 8, 4)).containsExactly(9L, 10L);
    assertThat(sequences(id, true, 0, 2)).containsExactly(3L, 6L);
    assertThat(sequences(id, true, 6, 2)).containsExactly(9L);
    assertThat(sequences(id, true, 0, 0)).isEmpty();
    assertThat(sequences(id + 1, false, 0, 4)).isEmpty();
  }

  private List<Long> sequences(long id, boolean alertsOnly, long after, int limit) {
    return store().sessions().records(id, alertsOnly, after, limit).stream()
        .map(SessionRecord::sequence)
        .toList();
  }

  @Test
  void recordsAreAddedAboveThoseThatAreThere() {
    long id = put(sample().get());
    write(unit -> unit.sessions().addRecords(id, List.of(record(2), record(7))));
    for (List<NewRecord> wrong :
        List.of(
            List.of(record(7)),
            List.of(record(5)),
            List.of(record(9), record(8)),
            List.of(record(9), record(9)))) {
      assertRefused(unit -> unit.sessions().addRecords(id, wrong));
    }
    long empty = put(Measurements.Sample.of(batchId, second).get());
    assertRefused(unit -> unit.sessions().addRecords(empty, List.of(record(0))));
    assertRefused(unit -> unit.sessions().addRecords(99, List.of(record(9))));
    assertThat(sequences(id, false, 0, 10)).containsExactly(2L, 7L);
  }

  @Test
  void aRecordThatHasNoJsonFormFailsAloneWhatAddsIt() {
    long id = put(sample().get());
    MeasuredRecord unpaired =
        new MeasuredRecord(Map.of("sku", "\uD83E"), Level.ALERT, Finding.ALERT, List.of());
    write(
        unit -> {
          unit.sessions().addRecords(id, List.of(record(1)));
          List<NewRecord> wrong = List.of(record(2), new NewRecord(3, null, unpaired));
          assertThatThrownBy(() -> unit.sessions().addRecords(id, wrong))
              .isInstanceOf(InvalidValue.class);
          unit.sessions().addRecords(id, List.of(record(4)));
        });
    assertThat(sequences(id, false, 0, 10)).containsExactly(1L, 4L);
  }

  private int delete(long id, int limit) {
    return Objects.requireNonNull(in(unit -> unit.sessions().deleteRecords(id, limit)));
  }

  private static NewRecord record(long sequence) {
    return Measurements.record(sequence);
  }

  @Test
  void recordsAreDeletedFromTheFirstOnAtMostSoMany() {
    long id = put(sample().get());
    long other = put(Measurements.Sample.of(batchId, second).get());
    write(
        unit -> {
          unit.sessions().addRecords(id, Measurements.records(1, 5));
          unit.sessions().addRecords(other, Measurements.records(1, 2));
        });
    assertThat(delete(id, 0)).isZero();
    assertThat(delete(id, 2)).isEqualTo(2);
    assertThat(sequences(id, false, 0, 10)).containsExactly(3L, 4L, 5L);
    assertThat(delete(id, 10)).isEqualTo(3);
    assertThat(delete(id, 10)).isZero();
    assertThat(sequences(other, false, 0, 10)).containsExactly(1L, 2L);
    write(unit -> unit.sessions().addRecords(id, Measurements.records(1, 1)));
    assertThat(sequences(id, false, 0, 10)).containsExactly(1L);
    assertRefused(
        unit -> {
          int unused = unit.sessions().deleteRecords(99, 1);
        });
  }

  @Test
  void theHistoryOfKeysComesByKeyAndNewestSessionFirst() {
    List<Long> ids = LongStream.range(0, 4).mapToObj(i -> measuredIn(newMeasuringBatch())).toList();
    assertThat(
            store().sessions().history(indicatorId, "series", List.of("b", "\uFFFD", "a", "b"), 3))
        .extracting(PastRecord::key, PastRecord::sessionId)
        .containsExactly(
            tuple("a", ids.get(3)),
            tuple("a", ids.get(2)),
            tuple("a", ids.get(1)),
            tuple("b", ids.get(3)),
            tuple("b", ids.get(2)),
            tuple("b", ids.get(1)),
            tuple("\uFFFD", ids.get(3)),
            tuple("\uFFFD", ids.get(2)),
            tuple("\uFFFD", ids.get(1)));
    assertThat(store().sessions().history(indicatorId, "series", List.of("a"), 1))
        .containsExactly(
            new PastRecord("a", ids.get(3), Measurements.record(2, "a", Level.ALERT).record()));
    assertThat(store().sessions().history(indicatorId, "series", List.of("c"), 9)).isEmpty();
    assertThat(store().sessions().history(indicatorId, "series", List.of(), 9)).isEmpty();
    assertThat(store().sessions().history(indicatorId, "series", List.of("a"), 0)).isEmpty();
  }

  private long measuredIn(long batch) {
    long id = put(Measurements.Sample.of(batch, indicatorId).get());
    write(
        unit ->
            unit.sessions()
                .addRecords(
                    id,
                    List.of(
                        Measurements.record(1, "b", Level.NO_ALERT),
                        Measurements.record(2, "a", Level.ALERT),
                        Measurements.record(3, null, Level.WARN),
                        Measurements.record(4, "\uFFFD", Level.WARN),
                        Measurements.record(5, "\uD83E\uDD16", Level.WARN))));
    return id;
  }

  @Test
  void keysAreSortedByCodePoint() {
    long id = measuredIn(batchId);
    assertThat(
            store().sessions().history(indicatorId, "series", List.of("\uD83E\uDD16", "\uFFFD"), 9))
        .containsExactly(
            new PastRecord("\uFFFD", id, Measurements.record(4, null, Level.WARN).record()),
            new PastRecord("\uD83E\uDD16", id, Measurements.record(5, null, Level.WARN).record()));
  }

  @Test
  void onlySessionsOfTheSeriesThatSucceededAreHistory() {
    long past = measuredIn(batchId);
    long failed = newMeasuringBatch();
    long other = newMeasuringBatch();
    long none = newMeasuringBatch();
    for (Measurements.Sample no :
        List.of(
            Measurements.Sample.of(failed, indicatorId).verdict(Verdict.NOT_MEASURED),
            Measurements.Sample.of(other, indicatorId).series("another"),
            Measurements.Sample.of(none, indicatorId).series(null),
            Measurements.Sample.of(batchId, second))) {
      long id = put(no.get());
      write(
          unit ->
              unit.sessions().addRecords(id, List.of(Measurements.record(1, "a", Level.ALERT))));
    }
    assertThat(store().sessions().history(indicatorId, "series", List.of("a"), 1))
        .extracting(PastRecord::sessionId)
        .containsExactly(past);
  }
}
