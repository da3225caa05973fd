package dev.batchkit.testkit.contract;

import dev.batchkit.batch.BatchId;
import dev.batchkit.session.Indicator;
import dev.batchkit.session.Session;
import dev.batchkit.store.NewSession;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;

/** A batch that measures a group of three indicators. */
abstract class MeasuredFixture extends StoreFixture {
  long groupId;
  long batchId;
  long indicatorId;
  long second;
  long third;

  MeasuredFixture(StoreContract contract) {
    super(contract);
  }

  /** Stores the batch and the indicators. */
  @BeforeEach
  final void storeIndicators() {
    groupId = in(unit -> Measurements.group(unit, "nightly", "first", "second", "third"));
    batchId = newMeasuringBatch();
    indicatorId = idOf("first");
    second = idOf("second");
    third = idOf("third");
  }

  final long idOf(String indicator) {
    return store().indicators().indicator(indicator).map(Indicator::id).orElseThrow();
  }

  final long newMeasuringBatch() {
    return in(unit -> Measurements.batch(unit, groupId));
  }

  /** A good session of the first indicator. */
  final Measurements.Sample sample() {
    return Measurements.Sample.of(batchId, indicatorId);
  }

  final long put(NewSession session) {
    return Objects.requireNonNull(in(unit -> unit.sessions().put(session)));
  }

  /** What is read of a session that was stored once. */
  static Session expected(long id, NewSession made) {
    return expected(id, made, made);
  }

  /** What is read of a session that was stored as the first and then as the second. */
  static Session expected(long id, NewSession first, NewSession made) {
    return new Session(
        id,
        new BatchId(made.batchId()),
        made.indicatorId(),
        made.indicator(),
        made.type(),
        made.status(),
        made.verdict(),
        made.quantity(),
        made.operator(),
        made.threshold(),
        made.counts(),
        made.extreme(),
        made.reason(),
        made.attempts(),
        made.startedAt(),
        made.finishedAt(),
        made.definition(),
        first.by().userId(),
        first.by().groupId());
  }
}
