package dev.batchkit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.batchkit.batch.Actor;
import dev.batchkit.session.Level;
import dev.batchkit.session.Verdict;
import dev.batchkit.store.ActorIds;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Sessions as they are stored: a seal is taken over them, so all stores show the same. */
abstract class SessionSealContract extends MeasuredFixture {
  SessionSealContract(StoreContract contract) {
    super(contract);
  }

  /** The cells of a row by name with its part, NULLs left out. */
  private List<Map<String, Object>> shown(long batch) {
    List<Map<String, Object>> shown = new ArrayList<>();
    store()
        .batches()
        .showAttachments(
            batch,
            (part, names, cells) -> {
              Map<String, Object> row = new LinkedHashMap<>();
              row.put("part", part);
              for (int i = 0; i < cells.length; i++) {
                Object cell = cells[i];
                if (cell != null) {
                  row.put(names.get(i), cell);
                }
              }
              shown.add(row);
            });
    return shown;
  }

  @Test
  void aSessionIsShownAsItIsStored() {
    ActorIds ann = in(unit -> unit.resolve(Actor.of("ann@acme.example", "buyers")));
    ActorIds bob = in(unit -> unit.resolve(Actor.of("bob@acme.example")));
    long id = put(sample().by(ann).get());
    assertThat(put(sample().at(Samples.LATER).by(bob).get())).isEqualTo(id);
    List<Map<String, Object>> rows = shown(batchId);
    assertThat(rows).hasSize(2);
    assertThat(rows.get(0).toString())
        .isEqualTo(
            ("{part=session, id=%d, status=Success, alert_operator=>, alert_threshold=0.1,"
                    + " nb_records=10, nb_records_alert=2, nb_records_no_alert=8,"
                    + " created_date=2026-05-04T09:08:07.123Z,"
                    + " updated_date=2026-05-04T09:09:07.123Z, created_by_id=%d, updated_by_id=%d,"
                    + " user_group_id=%d, batch_id=%d, indicator_id=%d}")
                .formatted(id, ann.userId(), bob.userId(), ann.groupId(), batchId, indicatorId));
    assertThat(rows.get(0).get("alert_threshold")).isEqualTo(0.1);
    assertThat(rows.get(0).get("nb_records")).isEqualTo(10L);
    assertThat(rows.get(1).toString())
        .isEqualTo(
            ("{part=batchkit_session, session_id=%d, indicator_name=Prices,"
                    + " indicator_type=completeness, verdict=OK, quantity=DIFFERENCE_PERCENT,"
                    + " alert_threshold=0.10, nb_records_warn=3,"
                    + " findings_json={\"OK\":8,\"ALERT\":2}, extreme=12.50, attempts=2,"
                    + " started_at=2026-05-04T09:09:07.123Z,"
                    + " finished_at=2026-05-04T09:09:08.357Z, series=series, definition_json=%s}")
                .formatted(id, Measurements.DEFINITION.text()));
    assertThat(rows.get(1).get("alert_threshold")).isEqualTo("0.10");
    assertThat(rows.get(1).get("attempts")).isEqualTo(2L);
  }

  @Test
  void aSessionWithoutConditionIsShownWithoutQuantityOperatorAndThreshold() {
    long id = put(sample().verdict(Verdict.NOT_MEASURED).condition(null).get());
    assertThat(shown(batchId)).hasSize(2);
    assertThat(shown(batchId).get(0))
        .containsEntry("id", id)
        .doesNotContainKeys("alert_operator", "alert_threshold");
    assertThat(shown(batchId).get(1))
        .containsEntry("session_id", id)
        .containsEntry("verdict", "NOT_MEASURED")
        .doesNotContainKeys("quantity", "alert_threshold");
  }

  @Test
  void partsComeOneAfterTheOtherEachInItsOrder() {
    long late = put(Measurements.Sample.of(batchId, third).get());
    long first = put(sample().running().get());
    write(
        unit -> {
          unit.sessions().addRecords(first, Measurements.records(1, 2));
          unit.sessions().addRecords(late, List.of(Measurements.record(5, null, Level.ALERT)));
        });
    assertThat(shown(batchId).stream().map(SessionSealContract::place))
        .containsExactly(
            "session " + late,
            "session " + first,
            "batchkit_session " + late,
            "batchkit_session " + first,
            "batchkit_record " + late + "/5",
            "batchkit_record " + first + "/1",
            "batchkit_record " + first + "/2");
    Map<String, Object> keyed = shown(batchId).get(6);
    assertThat(keyed)
        .containsEntry("alert", 0L)
        .containsEntry("record_key", "key-2")
        .containsKey("record_json");
    assertThat(shown(batchId).get(4)).containsEntry("alert", 1L).doesNotContainKey("record_key");
    assertThat(shown(newMeasuringBatch())).isEmpty();
  }

  private static String place(Map<String, Object> row) {
    Object id = row.get(row.containsKey("id") ? "id" : "session_id");
    Object sequence = row.get("sequence");
    return row.get("part") + " " + id + (sequence == null ? "" : "/" + sequence);
  }

  @Test
  void anInterruptedSessionIsShownTheSameByEveryStore() {
    long id = put(sample().running().get());
    write(unit -> unit.sessions().interrupt(batchId, Samples.LATER));
    assertThat(shown(batchId).get(0).toString())
        .isEqualTo(
            ("{part=session, id=%d, status=Killed, alert_operator=>, alert_threshold=0.1,"
                    + " created_date=2026-05-04T09:08:07.123Z,"
                    + " updated_date=2026-05-04T09:09:07.123Z, batch_id=%d, indicator_id=%d}")
                .formatted(id, batchId, indicatorId));
    assertThat(shown(batchId).get(1))
        .containsEntry("verdict", "NOT_MEASURED")
        .containsEntry("finished_at", "2026-05-04T09:09:07.123Z")
        .doesNotContainKeys("findings_json", "nb_records_warn", "extreme");
  }
}
