package dev.batchkit.testkit.contract.model;

import dev.batchkit.batch.Row;
import dev.batchkit.batch.RowOutcome;
import dev.batchkit.json.Json;
import dev.batchkit.spi.Chunk;
import dev.batchkit.spi.RowExecutor;
import dev.batchkit.spi.RowResult;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Who executes the rows, and remembers what it answered. How it reacts depends on the row and on
 * how many executions there were, so that a sequence can be repeated.
 */
final class ModelService {
  private final Map<Long, RowOutcome> answers = new HashMap<>();
  private int round;
  private boolean inStore;
  private boolean threw;

  /** A new execution begins. */
  synchronized void begin(int number, boolean inTheStore) {
    round = number;
    inStore = inTheStore;
    threw = false;
    answers.clear();
  }

  /** What it said last of each row since the execution began. */
  synchronized Map<Long, RowOutcome> answers() {
    return Map.copyOf(answers);
  }

  /** Whether it threw the execution over. */
  synchronized boolean threw() {
    return threw;
  }

  RowExecutor<ModelPart> executor() {
    return inStore ? RowExecutor.inStore((row, tx) -> answer(row)) : this::verdicts;
  }

  private void verdicts(Chunk<ModelPart> chunk) {
    for (Row<ModelPart> row : chunk.rows()) {
      chunk.verdict(row, answer(row));
    }
  }

  private synchronized RowResult answer(Row<ModelPart> row) {
    int dice = Math.floorMod((Objects.hash(row.value(), round) * 0x9E3779B9) >>> 7, 64);
    if (dice == 0) {
      threw |= !inStore;
      answers.put(row.sequence(), RowOutcome.FAILED);
      throw new IllegalStateException("not today");
    }
    RowResult result =
        dice < 10
            ? RowResult.failed("not today")
            : dice < 15
                ? RowResult.skipped("not for me")
                : RowResult.applied(Json.of("{\"round\":" + round + "}"));
    answers.put(row.sequence(), result.outcome());
    return result;
  }
}
