package dev.batchkit.testkit.contract.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.batchkit.BatchKit;
import dev.batchkit.Batches;
import dev.batchkit.batch.Batch;
import dev.batchkit.batch.BatchId;
import dev.batchkit.batch.Change;
import dev.batchkit.batch.Problem;
import dev.batchkit.batch.Row;
import dev.batchkit.batch.Run;
import dev.batchkit.orchestration.OrchestrationSession;
import dev.batchkit.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A kit on the data, as one process has it, and all that can be seen through it. */
final class ModelDoor {
  private static final int PAGE = 1000;

  final Store store;
  final BatchKit kit;
  final Batches<ModelPart, ModelPart> parts;

  ModelDoor(Store store, ModelHandler handler) {
    this.store = store;
    kit = BatchKit.open(store, options -> options.discoverIn(null).handler(handler));
    parts = kit.batches(ModelHandler.TYPE);
  }

  Seen see(BatchId id) {
    Batch header = parts.get(id);
    TreeMap<Long, SeenRow> rows = new TreeMap<>();
    List<Row<ModelPart>> page = parts.rows(id).withRemoved().page(PAGE);
    while (!page.isEmpty()) {
      page.forEach(row -> rows.put(row.sequence(), see(row)));
      page = parts.rows(id).withRemoved().after(rows.lastKey()).page(PAGE);
    }
    return new Seen(
        header.status().word(),
        header.isComplete(),
        header.isFrozen(),
        header.needsRefresh(),
        header.populatedAt() != null,
        rows,
        history(parts, id).stream().map(ModelDoor::see).toList());
  }

  SeenRow see(Row<ModelPart> row) {
    return new SeenRow(
        parts.input(row),
        row.value(),
        row.status().code(),
        row.problems().stream().map(ModelDoor::see).toList(),
        row.removed(),
        row.version(),
        Objects.toString(row.outcome()));
  }

  private static String see(Problem problem) {
    String first =
        problem.code().equals("DUPLICATE")
            ? "," + problem.message().substring(problem.message().lastIndexOf(' ') + 1)
            : "";
    return problem.code() + "(" + problem.column() + first + ")";
  }

  static List<Change<ModelPart>> history(Batches<ModelPart, ModelPart> parts, BatchId id) {
    List<Change<ModelPart>> edits = new ArrayList<>();
    @Nullable Change<ModelPart> last = null;
    List<Change<ModelPart>> page;
    do {
      page = parts.history(id, last, PAGE);
      edits.addAll(page);
      last = page.isEmpty() ? null : page.get(page.size() - 1);
    } while (page.size() == PAGE);
    return edits;
  }

  static SeenEdit see(Change<ModelPart> change) {
    return new SeenEdit(
        change.sequence(),
        change.version(),
        change.before(),
        change.after(),
        change.runId() != null);
  }

  /** No run goes on, and all of them are told of to the end. */
  void assertAllRunsEnded(BatchId id) {
    for (Run run : parts.runs(id)) {
      assertThat(run.outcome()).as("outcome of a run to %s", run.activity()).isNotNull();
      OrchestrationSession session = kit.orchestration().session(run.id()).orElseThrow();
      assertThat(session.finishedAt()).as("end of the session of %s", run).isNotNull();
    }
  }
}
