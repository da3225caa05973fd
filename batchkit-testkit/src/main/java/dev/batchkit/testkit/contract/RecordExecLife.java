package dev.batchkit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.batchkit.error.InvalidValue;
import dev.batchkit.error.RecordingEnded;
import dev.batchkit.json.Json;
import dev.batchkit.orchestration.EntryRecording;
import dev.batchkit.orchestration.Exec;
import dev.batchkit.orchestration.ExecRecording;
import dev.batchkit.orchestration.Issue;
import dev.batchkit.orchestration.LogEntry;
import dev.batchkit.orchestration.ProcessResult;
import dev.batchkit.orchestration.Recording;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Work and programs are run and recorded as execs. */
interface RecordExecLife extends RecordFixture {
  private static Map<String, Object> about(Exec exec) {
    return Json.write(exec.elaboration()).members();
  }

  @Test
  default void workIsAnExecThatGivesBackWhatTheWorkGave() {
    Recording recording = record();
    EntryRecording file = recording.entry("acme.csv");
    String given =
        file.exec(
            e -> e.nature("load").code("load acme").namespace("etl").identity("l1").input("17"),
            exec -> {
              exec.output("17 rows");
              exec.narrative("It *went* well.");
              return "done";
            });
    recording.finish();
    assertThat(given).isEqualTo("done");
    Exec exec = execs(recording).get(0);
    assertThat(exec.entryId()).isEqualTo(file.id());
    assertThat(exec.parentId()).isNull();
    assertThat(exec.nature()).isEqualTo("load");
    assertThat(exec.code()).isEqualTo("load acme");
    assertThat(exec.namespace()).isEqualTo("etl");
    assertThat(exec.identity()).isEqualTo("l1");
    assertThat(exec.input()).isEqualTo("17");
    assertThat(exec.output()).isEqualTo("17 rows");
    assertThat(exec.narrative()).isEqualTo("It *went* well.");
    assertThat(exec.status()).isEqualTo("0");
    assertThat(exec.error()).isNull();
    assertThat(exec.startedAt()).isNotNull();
    assertThat(exec.endedAt()).isAfterOrEqualTo(exec.startedAt());
  }

  @Test
  default void anExecIsThereWhileItGoesOn() {
    Recording recording = record();
    boolean seen =
        recording.exec(
            e -> e.nature("n").code("c"),
            exec -> {
              recording.flush();
              return execs(recording).get(0).status().equals(Exec.NOT_ENDED);
            });
    recording.finish();
    assertThat(seen).isTrue();
    assertThat(execs(recording)).hasSize(1).allMatch(Exec::isSuccess);
  }

  @Test
  default void workThatThrowsIsOnRecordAndThrowsOn() {
    Recording recording = record();
    IOException own = new IOException("line 7, token=abc");
    assertThatThrownBy(
            () ->
                recording.exec(
                    e -> e.nature("n").code("c"),
                    exec -> {
                      throw own;
                    }))
        .isSameAs(own);
    recording.finish();
    Exec exec = execs(recording).get(0);
    assertThat(exec.status()).isEqualTo("1");
    assertThat(Json.of(String.valueOf(exec.error())).members())
        .containsEntry("name", "java.io.IOException")
        .containsEntry("error", "line 7, token=***");
    assertThat(own.getSuppressed()).isEmpty();
  }

  @Test
  default void whatIsRecordedInAnExecBelongsToIt() {
    Recording recording = record();
    Issue[] issue = new Issue[1];
    ExecRecording[] kept = new ExecRecording[1];
    int unused =
        recording.exec(
            e -> e.nature("n").code("outer"),
            outer -> {
              kept[0] = outer;
              outer.log("load", "in outer").log("load", "beneath");
              outer.status(3);
              return outer.exec(
                  e -> e.nature("n").code("inner"),
                  inner -> {
                    issue[0] = inner.issue(i -> i.type("T").message("m"));
                    return 1;
                  });
            });
    recording.finish();
    List<Exec> execs = execs(recording);
    Exec outer = execs.get(0);
    Exec inner = execs.get(1);
    assertThat(outer.status()).isEqualTo("3");
    assertThat(inner.parentId()).isEqualTo(outer.id());
    assertThat(inner.id()).isNotEqualTo(outer.id());
    assertThat(lines(recording)).extracting(LogEntry::execId).containsOnly(outer.id());
    assertThat(Json.write(issue[0].elaboration()).members()).containsEntry("exec_id", inner.id());
    assertThatThrownBy(() -> kept[0].log("load", "late")).isInstanceOf(RecordingEnded.class);
  }

  @Test
  default void workThatIsDoneGivesWhatItGaveAlsoWhereItsEndComesTooLate() {
    Recording recording = record();
    int given =
        recording.exec(
            e -> e.nature("n").code("c"),
            exec -> {
              recording.finish();
              return 7;
            });
    assertThat(given).isEqualTo(7);
    assertThat(execs(recording)).hasSize(1).allMatch(e -> e.status().equals(Exec.NOT_ENDED));
  }

  @Test
  default void whatCannotBeRecordedOfAProgramIsRefusedBeforeItIsStarted() {
    Recording recording = record();
    assertThatThrownBy(() -> recording.process(p -> p.command("true").environment("A", "\uD83D")))
        .isInstanceOf(InvalidValue.class)
        .hasMessageContaining("environment");
    recording.finish();
    assertThat(execs(recording)).isEmpty();
  }

  @Test
  default void aSecretArgumentIsReplacedToItsEnd() throws Exception {
    Recording recording = record();
    ProcessResult result =
        recording.process(
            p -> p.command("true", "--password=hun ter2", "--token", "it's 1", "--api-key", "-v"));
    recording.finish();
    assertThat(result.isSuccess()).isTrue();
    assertThat(execs(recording).get(0).code())
        .isEqualTo("true '--password=***' --token '***' --api-key -v");
  }

  @Test
  default void anExecNeedsANatureAndACode() {
    Recording recording = record();
    boolean[] done = new boolean[1];
    assertThatThrownBy(() -> recording.exec(e -> e.code("c"), exec -> done[0] = true))
        .isInstanceOf(InvalidValue.class)
        .hasMessageContaining("nature is missing");
    assertThatThrownBy(() -> recording.process(p -> p))
        .isInstanceOf(InvalidValue.class)
        .hasMessageContaining("command is missing");
    recording.finish();
    assertThat(done[0]).isFalse();
    assertThat(execs(recording)).isEmpty();
  }

  @Test
  default void aProgramIsRunAndItsOutputErrorsAndCodeAreGivenAndOnRecord() throws Exception {
    Recording recording = record();
    ProcessResult result =
        recording.process(
            p ->
                p.command("sh", "-c", "cat; echo wrong >&2; exit 3")
                    .input("some ü text")
                    .namespace("etl")
                    .identity("cat"));
    recording.finish();
    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(result.isSuccess()).isFalse();
    assertThat(result.output()).isEqualTo("some ü text");
    assertThat(result.error()).isEqualTo("wrong\n");
    assertThat(result.outputBytes()).isEqualTo(12);
    assertThat(result.timedOut()).isFalse();
    Exec exec = execs(recording).get(0);
    assertThat(exec.nature()).isEqualTo("shell");
    assertThat(exec.code()).isEqualTo("sh -c 'cat; echo wrong >&2; exit 3'");
    assertThat(exec.input()).isEqualTo("some ü text");
    assertThat(exec.output()).isEqualTo("some ü text");
    assertThat(exec.error()).isEqualTo("wrong\n");
    assertThat(exec.status()).isEqualTo("3");
    assertThat(exec.identity()).isEqualTo("cat");
    assertThat(about(exec)).containsOnlyKeys("started_at", "ended_at");
  }

  @Test
  default void aProgramThatSaysNothingHasNeitherOutputNorError() throws Exception {
    Recording recording = record();
    assertThat(recording.process(p -> p.command("true")).isSuccess()).isTrue();
    recording.finish();
    Exec exec = execs(recording).get(0);
    assertThat(exec.output()).isNull();
    assertThat(exec.error()).isNull();
    assertThat(exec.status()).isEqualTo("0");
  }

  @Test
  default void whatAProgramSaysTooMuchIsCutAndThatIsSaid() throws Exception {
    Recording recording = record();
    ProcessResult result =
        recording.process(
            p -> p.command("sh", "-c", "head -c 300000 /dev/zero | tr '\\0' x").keep(1_000));
    recording.finish();
    assertThat(result.output()).isEqualTo("x".repeat(1_000));
    assertThat(result.outputBytes()).isEqualTo(300_000);
    assertThat(execs(recording).get(0).output())
        .isEqualTo("x".repeat(1_000) + "\n(cut at 1000 of 300000 bytes)\n");
  }

  @Test
  default void aProgramWhoseTimeIsOverIsKilledWithWhatItStarted() throws Exception {
    Recording recording = record();
    ProcessResult result =
        recording.process(
            p ->
                p.command("sh", "-c", "sleep 1000 & echo $!; echo so far; wait")
                    .timeout(Duration.ofMillis(300)));
    recording.finish();
    assertThat(result.timedOut()).isTrue();
    assertThat(result.isSuccess()).isFalse();
    assertThat(result.output()).endsWith("so far\n");
    Exec exec = execs(recording).get(0);
    assertThat(exec.status()).isNotEqualTo("0");
    assertThat(exec.error()).contains("its time was over");
    assertThat(about(exec)).containsEntry("timeout", "PT0.3S").containsEntry("timed_out", true);
    long child = Long.parseLong(result.output().lines().findFirst().orElseThrow());
    Optional<ProcessHandle> left = ProcessHandle.of(child);
    while (left.map(ProcessHandle::isAlive).orElse(false)) {
      Thread.onSpinWait();
    }
  }

  @Test
  default void anInterruptKillsTheProgramAndIsOnRecord() throws Exception {
    Recording recording = record();
    CountDownLatch runs = new CountDownLatch(1);
    Aside<Boolean> aside =
        Aside.run(
            () -> {
              assertThatThrownBy(
                      () ->
                          recording.exec(
                              e -> e.nature("n").code("c"),
                              exec -> {
                                runs.countDown();
                                return exec.process(p -> p.command("sleep", "1000"));
                              }))
                  .isInstanceOf(InterruptedException.class);
              return true;
            });
    Aside.await(runs);
    aside.interrupt();
    assertThat(aside.get()).isTrue();
    recording.finish();
    assertThat(execs(recording)).hasSize(2).noneMatch(Exec::isSuccess);
    assertThat(execs(recording).get(1).error()).contains("InterruptedException");
  }

  @Test
  default void aProgramThatCannotBeStartedIsOnRecord() {
    Recording recording = record();
    assertThatThrownBy(() -> recording.process(p -> p.command("/no/such/program", "x")))
        .isInstanceOf(IOException.class);
    recording.finish();
    Exec exec = execs(recording).get(0);
    assertThat(exec.code()).isEqualTo("/no/such/program x");
    assertThat(exec.status()).isEqualTo("1");
    assertThat(exec.error()).contains("java.io.IOException");
  }

  @Test
  default void aProgramThatReadsNothingAndOneThatLeavesAnotherBehindDoNotHang() throws Exception {
    Recording recording = record();
    ProcessResult deaf = recording.process(p -> p.command("true").input("x".repeat(1_000_000)));
    assertThat(deaf.isSuccess()).isTrue();
    ProcessResult leaves =
        recording.process(p -> p.command("sh", "-c", "sleep 20 & echo $! begun"));
    assertThat(leaves.output()).endsWith(" begun\n");
    long left = Long.parseLong(leaves.output().split(" ", 2)[0]);
    ProcessHandle.of(left).ifPresent(ProcessHandle::destroyForcibly);
    recording.finish();
    assertThat(execs(recording)).hasSize(2);
  }

  @Test
  default void onlyWhatWasSetOfTheEnvironmentIsOnRecordAndNoSecretOfIt() throws Exception {
    Recording recording = record();
    ProcessResult result =
        recording.process(
            p ->
                p.command("sh", "-c", "echo $API_TOKEN $PLAIN --password hunter2; pwd")
                    .environment("API_TOKEN", "abc")
                    .environment("PLAIN", "x")
                    .directory(Path.of("/")));
    recording.finish();
    assertThat(result.output()).isEqualTo("abc x --password hunter2\n/\n");
    Exec exec = execs(recording).get(0);
    assertThat(about(exec))
        .containsEntry("environment", Map.of("API_TOKEN", "***", "PLAIN", "x"))
        .containsEntry("directory", "/");
    assertThat(exec.output()).isEqualTo("abc x --password ***\n/\n");
    assertThat(exec.code()).doesNotContain("hunter2");
  }
}
