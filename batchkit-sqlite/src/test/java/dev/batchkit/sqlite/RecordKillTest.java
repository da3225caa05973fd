package dev.batchkit.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.batchkit.BatchKit;
import dev.batchkit.Orchestration;
import dev.batchkit.orchestration.Entry;
import dev.batchkit.orchestration.Issue;
import dev.batchkit.orchestration.LogEntry;
import dev.batchkit.orchestration.OrchestrationSession;
import dev.batchkit.orchestration.StateTransition;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Real processes are killed while they record. */
@Timeout(180)
@Tag("kill")
class RecordKillTest {
  private static final long SEED = Long.getLong("batchkit.seed", System.nanoTime() & 0xffff_ffffL);

  @TempDir private Path directory;

  static Stream<Long> seeds() {
    System.out.printf("killed recorders: -Dbatchkit.seed=%d%n", SEED);
    return new Random(SEED).longs(6).boxed();
  }

  static Stream<Long> moreSeeds() {
    System.out.printf("killed recorders: -Dbatchkit.seed=%d%n", SEED);
    return new Random(SEED + 1).longs(100).boxed();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void killed_at_any_moment_it_loses_only_what_was_not_acknowledged(long seed) throws Exception {
    kill(new Random(seed));
  }

  @Tag("long")
  @ParameterizedTest
  @MethodSource("moreSeeds")
  void killed_at_any_of_a_hundred_moments_it_loses_only_what_was_not_acknowledged(long seed)
      throws Exception {
    kill(new Random(seed));
  }

  private void kill(Random random) throws Exception {
    Path file = directory.resolve("killed.db");
    String session;
    List<String> said;
    try (Child child = Child.start(KilledRecorder.class, directory, file, "threads")) {
      session = child.until("session ").substring("session ".length());
      child.until("stored ");
      child.run(random.nextLong(400_000));
      child.kill();
      said = child.all();
    }
    Map<String, Integer> acknowledged = new HashMap<>();
    for (String line : said) {
      String[] words = line.split(" ", 3);
      if (words[0].equals("entry")) {
        acknowledged.putIfAbsent(words[1], -1);
      } else if (words[0].equals("stored")) {
        acknowledged.put(words[1], Integer.parseInt(words[2]));
      }
    }
    try (BatchKit kit = BatchKit.open(SqliteStore.open(file))) {
      Orchestration ledger = kit.orchestration();
      assertInterrupted(ledger, session);
      assertStored(ledger, session, acknowledged);
    }
  }

  private static void assertInterrupted(Orchestration ledger, String id) {
    OrchestrationSession session = ledger.session(id).orElseThrow();
    assertThat(session.finishedAt()).isNotNull();
    assertThat(session.diagnosticsMarkdown()).contains(id);
    Map<String, String> last = new HashMap<>();
    for (StateTransition state : ledger.states(id, null, 1_000)) {
      last.put(String.valueOf(state.entryId()), state.to());
    }
    assertThat(last.remove("null")).isEqualTo("INTERRUPTED(killed)");
    assertThat(last.values()).isNotEmpty().containsOnly("INTERRUPTED(ingest)");
  }

  private static void assertStored(
      Orchestration ledger, String id, Map<String, Integer> acknowledged) {
    assertThat(ledger.entries(id, null, 100))
        .extracting(Entry::id)
        .containsAll(acknowledged.keySet());
    List<LogEntry> lines = all(after -> ledger.logs(id, after, 1_000), LogEntry::id);
    List<Issue> issues = all(after -> ledger.issues(id, after, 1_000), Issue::id);
    acknowledged.forEach(
        (entry, last) -> {
          List<String> told =
              lines.stream()
                  .filter(line -> entry.equals(line.entryId()))
                  .map(LogEntry::content)
                  .toList();
          List<String> found =
              issues.stream()
                  .filter(issue -> entry.equals(issue.entryId()))
                  .map(Issue::message)
                  .toList();
          assertThat(told).isEqualTo(numbers(told.size())).hasSizeGreaterThan(last);
          assertThat(found).isEqualTo(numbers(found.size())).hasSizeGreaterThan(last);
        });
  }

  private static List<String> numbers(int size) {
    return IntStream.range(0, size).mapToObj(Integer::toString).toList();
  }

  private static <T> List<T> all(Function<String, List<T>> page, Function<T, String> id) {
    List<T> all = new ArrayList<>();
    List<T> next = page.apply(null);
    while (!next.isEmpty()) {
      all.addAll(next);
      next = page.apply(id.apply(all.get(all.size() - 1)));
    }
    return all;
  }

  @Test
  void a_hundred_thousand_events_in_one_session_fit_into_64_megabytes() throws Exception {
    Path file = directory.resolve("volume.db");
    String session;
    try (Child child = Child.start("64m", KilledRecorder.class, directory, file, "volume")) {
      session = child.until("session ").substring("session ".length());
      child.until("finished");
      assertThat(child.exit()).isZero();
    }
    try (BatchKit kit = BatchKit.open(SqliteStore.open(file))) {
      Orchestration ledger = kit.orchestration();
      assertThat(ledger.session(session).orElseThrow().finishedAt()).isNotNull();
      assertThat(all(after -> ledger.logs(session, after, 5_000), LogEntry::id)).hasSize(20_000);
      assertThat(all(after -> ledger.states(session, after, 5_000), StateTransition::id))
          .hasSize(20_000);
      assertThat(ledger.issueCounts(session)).allMatch(count -> count.count() == 20_000);
      assertThat(all(after -> ledger.execs(session, after, 5_000), exec -> exec.id()))
          .hasSize(20_000)
          .allMatch(exec -> exec.isSuccess());
    }
  }
}
