package dev.batchkit.engine;

import dev.batchkit.batch.Batch;
import dev.batchkit.batch.Problem;
import dev.batchkit.batch.Row;
import dev.batchkit.batch.RowOutcome;
import dev.batchkit.batch.StatusInfo;
import dev.batchkit.batch.UtcText;
import dev.batchkit.json.Json;
import dev.batchkit.store.StoredRow;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Makes rows from what is stored of one batch. Rows have few statuses, and mostly the time of one
 * populate: these are made once.
 */
final class RowReader<R> implements Function<StoredRow, Row<R>> {
  private final Batch batch;
  private final Function<StoredRow, R> values;
  private final Map<String, StatusInfo> statuses = new HashMap<>();
  private String lastTime = "";
  private Instant lastInstant = Instant.EPOCH;

  RowReader(Batch batch, Function<StoredRow, R> values) {
    this.batch = batch;
    this.values = values;
  }

  @Override
  public Row<R> apply(StoredRow stored) {
    return new Row<>(
        batch.id(),
        stored.sequence(),
        statuses.computeIfAbsent(stored.status(), code -> Codec.statusOf(batch, code)),
        Problem.fromJson(stored.problems() == null ? null : Json.of(stored.problems())),
        values.apply(stored),
        stored.input() == null ? null : Json.of(stored.input()),
        stored.version(),
        stored.removed(),
        stored.outcome() == null ? null : RowOutcome.valueOf(stored.outcome()),
        stored.outcomeJson() == null ? null : Json.of(stored.outcomeJson()),
        instant(stored.updatedAt()),
        stored.updatedById());
  }

  private Instant instant(String time) {
    if (!time.equals(lastTime)) {
      lastInstant = UtcText.parse(time);
      lastTime = time;
    }
    return lastInstant;
  }
}
