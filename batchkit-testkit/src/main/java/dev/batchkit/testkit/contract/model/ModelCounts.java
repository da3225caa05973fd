package dev.batchkit.testkit.contract.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.batchkit.batch.BatchId;
import dev.batchkit.batch.Preview;
import dev.batchkit.batch.Row;
import dev.batchkit.batch.StatusCount;
import dev.batchkit.batch.StatusInfo;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Compares what is counted and selected in the store with what is counted in the model. */
final class ModelCounts {
  private final ModelDoor door;
  private final BatchId id;
  private final ModelBatch model;
  private final int turn;

  /**
   * Begins.
   *
   * @param turn which of the statuses is selected
   */
  ModelCounts(ModelDoor door, BatchId id, ModelBatch model, int turn) {
    this.turn = turn;
    this.door = door;
    this.id = id;
    this.model = model;
  }

  void compare() {
    Map<String, Long> counts = new TreeMap<>();
    for (StatusCount count : door.parts.breakdown(id)) {
      counts.put(count.status().code() + "/" + count.outcome(), count.count());
    }
    assertThat(counts).as("breakdown").isEqualTo(counts());
    comparePreview();
    compareSelections();
  }

  private Map<String, Long> counts() {
    Map<String, Long> counts = new TreeMap<>();
    for (ModelRow row : model.rows.values()) {
      if (!row.removed) {
        counts.merge(row.status() + "/" + row.outcome, 1L, Long::sum);
      }
    }
    return counts;
  }

  private void comparePreview() {
    List<ModelRow> open = model.rows.values().stream().filter(ModelRow::isOpen).toList();
    long errors = open.stream().filter(ModelRow::isBlocking).count();
    long skips = open.stream().filter(row -> row.isLeftOut() && row.isSkip()).count();
    Preview strict = door.parts.preview(id);
    assertThat(List.of(strict.toExecute(), strict.toSkip(), strict.blocking()))
        .as("rows to execute, to skip, and blocking")
        .isEqualTo(List.of(open.size() - errors - skips, skips, errors));
    assertThat(strict.isExecutable())
        .as("whether it can be executed; against it is said: %s", strict.reasons())
        .isEqualTo(errors == 0 && isReady());
    Preview lax = door.parts.preview(id, options -> options.leaveOutErrors());
    assertThat(List.of(lax.toExecute(), lax.toSkip(), lax.blocking()))
        .as("rows to execute, to skip, and blocking when errors are left out")
        .isEqualTo(List.of(open.size() - errors - skips, skips + errors, 0L));
    assertThat(lax.isExecutable()).as("whether it can be executed laxly").isEqualTo(isReady());
  }

  private boolean isReady() {
    return !model.frozen && !model.needsRefresh && (model.populated || !model.rows.isEmpty());
  }

  private void compareSelections() {
    List<StatusInfo> statuses = door.parts.get(id).statuses();
    StatusInfo status = statuses.get(turn % statuses.size());
    assertThat(sequences(door.parts.rows(id).status(status).page(1200)))
        .as("rows in status %s", status.code())
        .isEqualTo(with(row -> row.status().equals(status.code())));
    assertThat(sequences(door.parts.rows(id).where("sku", "A").page(1200)))
        .as("rows of article A")
        .isEqualTo(with(row -> Objects.equals(row.made.value().sku(), "A")));
  }

  private List<Long> with(java.util.function.Predicate<ModelRow> wanted) {
    return model.rows.entrySet().stream()
        .filter(entry -> !entry.getValue().removed && wanted.test(entry.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static List<Long> sequences(List<Row<ModelPart>> rows) {
    return rows.stream().map(Row::sequence).toList();
  }
}
