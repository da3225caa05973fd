package dev.batchkit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.batchkit.session.Session;
import dev.batchkit.session.SessionRecord;
import dev.batchkit.store.NewSession;
import org.junit.jupiter.api.Test;

/** Sessions of batches: kept as they were stored, one of an indicator in a batch. */
abstract class SessionContract extends MeasuredFixture {
  SessionContract(StoreContract contract) {
    super(contract);
  }

  @Test
  void aSessionIsKeptAsItWasStored() {
    NewSession made = sample().get();
    long id = put(made);
    Session read = store().sessions().find(id).orElseThrow();
    assertThat(read).isEqualTo(expected(id, made));
    assertThat(store().sessions().find(batchId, indicatorId)).contains(read);
    assertThat(store().sessions().find(id + 1)).isEmpty();
    assertThat(store().sessions().find(batchId + 1, indicatorId)).isEmpty();
    assertThat(store().sessions().find(batchId, indicatorId + 1)).isEmpty();
  }

  @Test
  void recordsAreKeptAsTheyWereAdded() {
    long id = put(sample().get());
    write(unit -> unit.sessions().addRecords(id, Measurements.records(1, 1_000)));
    assertThat(store().sessions().records(id, false, 0, 2_000))
        .extracting(SessionRecord::record)
        .containsExactlyElementsOf(
            Measurements.records(1, 1_000).stream().map(record -> record.record()).toList());
  }
}
