package dev.batchkit.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.batchkit.BatchKit;
import dev.batchkit.Batches;
import dev.batchkit.batch.Batch;
import dev.batchkit.batch.BatchStatus;
import dev.batchkit.batch.Row;
import dev.batchkit.batch.Run;
import dev.batchkit.batch.RunOutcome;
import dev.batchkit.error.WrongState;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Opens a file at once after its process was killed, and looks whether every promise was kept. */
final class Afterlife implements AutoCloseable {
  private static final List<Duration> RESUMES = new ArrayList<>();

  private final Path file;
  private final long opening = System.nanoTime();
  private final BatchKit kit;
  private final Batches<Effects.Line, Effects.Made> batches;

  Afterlife(Path file) {
    this.file = file;
    this.kit = Life.open(file);
    this.batches = kit.batches(Effects.TYPE);
  }

  /** How long it took each time from opening to the first rows that were written, sorted. */
  static List<Duration> resumes() {
    return RESUMES.stream().sorted().toList();
  }

  /**
   * Looks at a batch as recovery left it.
   *
   * @param said what the process had said before it was killed
   * @return the activity that was interrupted, or what was done last
   */
  String look(String key, List<String> said) throws SQLException {
    assertThat(number("SELECT count(*) FROM orchestration_session WHERE orch_finished_at IS NULL"))
        .as("open sessions")
        .isZero();
    Optional<Batch> found = batches.find(key);
    if (said.contains("end create " + key)) {
      assertThat(found).isPresent();
    }
    if (found.isEmpty()) {
      return "create";
    }
    Batch batch = found.get();
    assertThat(batch.activity()).isNull();
    assertThat(batch.status()).isIn(BatchStatus.PENDING, BatchStatus.FAILED, BatchStatus.SUCCESS);
    lookAtRows(batch, said);
    lookAtOutcomes(batch, said);
    return lookAtRuns(batch, said);
  }

  private void lookAtRows(Batch batch, List<String> said) throws SQLException {
    long from = batch.rows().from();
    long size = batch.rows().through() - from + 1;
    assertThat(size).as("visible rows").isIn(0L, (long) Life.ROWS);
    assertThat(number("SELECT count(*) FROM batchkit_row_effects WHERE batch_id = " + batch.id()))
        .as("stored rows")
        .isEqualTo(size);
    if (said.contains("end populate " + batch.key())) {
      assertThat(size).isEqualTo(Life.ROWS);
    }
    List<Row<Effects.Made>> rows = batches.rows(batch.id()).page(10_000);
    assertThat(rows)
        .extracting(Row::sequence)
        .containsExactlyElementsOf(LongStream.range(from, from + size).boxed().toList());
    assertThat(rows)
        .extracting(row -> row.value().number())
        .containsExactlyElementsOf(LongStream.rangeClosed(1, size).boxed().toList());
    Set<String> made = rows.stream().map(row -> row.value().made()).collect(Collectors.toSet());
    if (batch.needsRefresh()) {
      assertThatThrownBy(() -> batches.execute(batch.id())).isInstanceOf(WrongState.class);
    } else {
      assertThat(made).as("rows of one making").hasSizeLessThanOrEqualTo(1);
    }
    if (said.contains("end refresh " + batch.key())) {
      assertThat(batch.needsRefresh()).isFalse();
      assertThat(made).containsExactly("by refresh");
    }
  }

  private void lookAtOutcomes(Batch batch, List<String> said) throws SQLException {
    long effects = number("SELECT count(*) FROM effect WHERE batch = " + batch.id());
    assertThat(number("SELECT count(DISTINCT sequence) FROM effect WHERE batch = " + batch.id()))
        .as("effects, none twice")
        .isEqualTo(effects);
    assertThat(
            number(
                "SELECT count(*) FROM batchkit_row_effects r JOIN effect e ON e.batch = r.batch_id"
                    + " AND e.sequence = r.sequence WHERE r.row_outcome = 'APPLIED' AND r.batch_id = "
                    + batch.id()))
        .as("applied rows with an effect")
        .isEqualTo(effects)
        .isEqualTo(
            number(
                "SELECT count(row_outcome) FROM batchkit_row_effects WHERE batch_id = "
                    + batch.id()));
    if (said.contains("end execute " + batch.key())) {
      assertThat(batch.isFrozen()).isTrue();
    }
    assertThat(batch.isFrozen()).isEqualTo(batch.status() == BatchStatus.SUCCESS);
    if (batch.isFrozen()) {
      assertThat(effects).isEqualTo(Life.ROWS);
    } else if (effects > 0) {
      assertThat(batch.status()).isEqualTo(BatchStatus.FAILED);
    }
  }

  private String lookAtRuns(Batch batch, List<String> said) {
    List<Run> runs = batches.runs(batch.id());
    if (runs.isEmpty()) {
      return "between";
    }
    assertThat(runs).extracting(Run::outcome).doesNotContainNull();
    Run last = runs.get(runs.size() - 1);
    String word = last.activity().word();
    boolean begun = said.contains("begin " + word + " " + batch.key());
    boolean done = said.contains("end " + word + " " + batch.key());
    if (done || !begun) {
      return "between";
    }
    assertThat(last.outcome()).isIn(RunOutcome.INTERRUPTED, RunOutcome.SUCCESS);
    return last.outcome() == RunOutcome.INTERRUPTED ? word : "between";
  }

  /** Takes a batch to its end, and notes how soon after the opening its first rows are written. */
  void live(String key) throws SQLException {
    AtomicLong first = new AtomicLong();
    FaultPoints.hook =
        point -> {
          if (point.endsWith(".chunk:committed") || point.endsWith(".finish:committed")) {
            first.compareAndSet(0, System.nanoTime());
          }
        };
    Batch batch;
    try {
      batch = batches.get(new Life(kit, Life.ROWS, line -> {}).live(key));
    } finally {
      FaultPoints.hook = FaultPoints.INERT;
    }
    assertThat(batch.isFrozen()).isTrue();
    assertThat(batches.verify(batch.id()).intact()).isTrue();
    assertThat(number("SELECT count(*) FROM effect WHERE batch = " + batch.id()))
        .isEqualTo(Life.ROWS);
    look(key, List.of("end execute " + key));
    assertThat(number("SELECT count(*) FROM batchkit_run WHERE outcome IS NULL")).isZero();
    if (first.get() != 0) {
      RESUMES.add(Duration.ofNanos(first.get() - opening));
    }
  }

  private long number(String sql) throws SQLException {
    return Effects.count(file, sql);
  }

  @Override
  public void close() {
    kit.close();
  }
}
