package dev.batchkit.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.batchkit.BatchKit;
import dev.batchkit.Batches;
import dev.batchkit.batch.Batch;
import dev.batchkit.batch.Row;
import dev.batchkit.batch.RowOutcome;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real processes are killed while they ask a service outside, whose memory outlives them. */
@Tag("kill")
class ExternalKillTest {
  private static final long SEED = Long.getLong("batchkit.seed", System.nanoTime() & 0xffff_ffffL);
  private static final int KILLS_A_FILE = 12;
  private static final int MOST_MICROS = 400_000;

  @TempDir private Path directory;

  @ParameterizedTest
  @Timeout(180)
  @ValueSource(ints = {1, 3, 8})
  void killed_at_any_moment_no_key_is_called_again_before_it_is_settled(int concurrency)
      throws Exception {
    kill(concurrency, KILLS_A_FILE);
  }

  @Tag("long")
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 16, 64})
  void killed_at_any_of_three_hundred_moments_no_key_is_called_again(int concurrency)
      throws Exception {
    kill(concurrency, 60);
  }

  private void kill(int concurrency, int kills) throws Exception {
    Random random = new Random(SEED + concurrency);
    Path file = directory.resolve("outside.db");
    Path memory = directory.resolve("outside.txt");
    int key = 1;
    int open = 0;
    for (int i = 0; i < kills; i++) {
      key = killOnce(random, file, memory, key, concurrency);
      open += look(file, memory, "out-" + key, concurrency);
    }
    KilledOutside.execute(file, memory, "out-" + key, concurrency, false);
    lookAtAll(file, memory, key);
    System.out.printf(
        "%d kills with %d calls at a time left %d rows UNKNOWN in %d batches."
            + " -Dbatchkit.seed=%d%n",
        kills, concurrency, open, key, SEED);
  }

  /** Gives the key of the batch that was under way. */
  private int killOnce(Random random, Path file, Path memory, int key, int concurrency)
      throws Exception {
    try (Child child =
        Child.start(KilledOutside.class, directory, file, memory, key, concurrency)) {
      String line = child.until("executing ");
      child.run(random.nextInt(MOST_MICROS));
      child.kill();
      List<String> said = child.all();
      String last = said.isEmpty() ? line : said.get(said.size() - 1);
      return Integer.parseInt(last.substring(last.lastIndexOf('-') + 1));
    }
  }

  /** How many rows are UNKNOWN; before anybody opens the file again. */
  private static int look(Path file, Path memory, String key, int concurrency) throws Exception {
    String batch =
        Sample.one(file, "SELECT batch_id FROM batchkit_key WHERE batch_key = '" + key + "'");
    Set<Long> marked = new HashSet<>();
    for (String sequence :
        Sample.one(
                file,
                "SELECT coalesce(group_concat(sequence), '') FROM batchkit_row_outside"
                    + " WHERE row_outcome IS NOT NULL AND batch_id = "
                    + batch)
            .split(",", -1)) {
      if (!sequence.isEmpty()) {
        marked.add(Long.parseLong(sequence));
      }
    }
    assertThat(marked)
        .as("rows that are marked, of those that were called")
        .containsAll(OutsideService.called(memory, batch));
    int unknown =
        Integer.parseInt(
            Sample.one(
                file, "SELECT count(*) FROM batchkit_row_outside WHERE row_outcome = 'UNKNOWN'"));
    assertThat(unknown).as("rows UNKNOWN").isLessThanOrEqualTo(concurrency);
    return unknown;
  }

  private static void lookAtAll(Path file, Path memory, int keys) throws Exception {
    assertThat(OutsideService.faults(memory)).isEmpty();
    assertThat(Effects.faults(file)).isEmpty();
    try (OutsideService service = new OutsideService(memory);
        BatchKit kit =
            BatchKit.open(
                SqliteStore.open(file), k -> k.handler(new Outside(service)).discoverIn(null))) {
      Batches<Outside.Line, Outside.Line> batches = kit.batches(Outside.TYPE);
      for (int key = 1; key <= keys; key++) {
        Batch batch = batches.find("out-" + key).orElseThrow();
        assertThat(batch.isFrozen()).isTrue();
        assertThat(batches.verify(batch.id()).intact()).isTrue();
        List<Row<Outside.Line>> rows = batches.rows(batch.id()).page(10_000);
        assertThat(rows)
            .hasSize(KilledOutside.ROWS)
            .allMatch(row -> row.outcome() == RowOutcome.APPLIED);
        assertThat(OutsideService.called(memory, batch.id().toString()))
            .isEqualTo(rows.stream().map(Row::sequence).collect(Collectors.toSet()));
      }
    }
  }
}
