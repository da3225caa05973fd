package dev.batchkit.recording;

import dev.batchkit.orchestration.ExecDraft;
import dev.batchkit.orchestration.ProcessCommand;
import dev.batchkit.orchestration.ProcessResult;
import dev.batchkit.orchestration.Redaction;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Runs a program, with threads of its own for what goes in and comes out. */
final class ProcessRun {
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(1);

  /** What {@code timeout} of the GNU core utilities ends with too. */
  private static final int TIMED_OUT = 124;

  private static final Pattern ASSIGNED =
      Pattern.compile("(?s)(?<name>[\\w.\\-\\p{L}\\p{N}]++)=.+");

  private final ProcessCommand command;

  ProcessRun(ProcessCommand command) {
    if (command.command().isEmpty()) {
      throw Clean.refused("command", "is missing");
    }
    if (command.keep() < 0) {
      throw Clean.refused("keep", "is negative");
    }
    this.command = command;
  }

  ExecDraft draft(Clean clean) {
    command.environment().forEach((name, value) -> Clean.exact("environment", name + "=" + value));
    Clean.exact("directory", String.valueOf(command.directory()));
    ExecDraft draft = ExecDraft.EMPTY.nature("shell").code(line(clean));
    String namespace = command.namespace();
    String identity = command.identity();
    String input = command.input();
    draft = namespace == null ? draft : draft.namespace(namespace);
    draft = input == null ? draft : draft.input(input);
    return identity == null ? draft : draft.identity(identity);
  }

  /** The command line as one would type it, without the secrets that its arguments bound. */
  private String line(Clean clean) {
    List<String> line = new ArrayList<>();
    boolean isNamed = false;
    for (String argument : command.command()) {
      boolean isOption = argument.startsWith("-");
      line.add(quoted(isNamed && !isOption ? Redaction.MASK : safe(argument, clean)));
      isNamed = argument.startsWith("--") && argument.indexOf('=') < 0 && clean.isSecret(argument);
    }
    return String.join(" ", line);
  }

  /** The whole of what is assigned to a secret name, wherever a text would end it. */
  private static String safe(String argument, Clean clean) {
    Matcher assigned = ASSIGNED.matcher(argument);
    return assigned.matches() && clean.isSecret(assigned.group("name"))
        ? assigned.group("name") + "=" + Redaction.MASK
        : clean.any("command", argument);
  }

  private static String quoted(String argument) {
    return argument.matches("[\\w@%+=:,./-]+")
        ? argument
        : "'" + argument.replace("'", "'\\''") + "'";
  }

  ProcessResult run() throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command.command());
    builder.environment().putAll(command.environment());
    Path directory = command.directory();
    if (directory != null) {
      builder.directory(directory.toFile());
    }
    Process process = builder.start();
    KeptOutput output = new KeptOutput(process.getInputStream(), command.keep());
    KeptOutput error = new KeptOutput(process.getErrorStream(), command.keep());
    boolean ended = false;
    try {
      write(process, command.input());
      ended = waitFor(process, command.timeout());
    } finally {
      if (!ended) {
        kill(process);
      }
    }
    process.waitFor();
    long deadline = System.nanoTime() + PATIENCE;
    String out = output.text(deadline);
    String err = error.text(deadline);
    return new ProcessResult(process.exitValue(), out, err, output.bytes(), error.bytes(), !ended);
  }

  private static void write(Process process, @Nullable String input) {
    Thread writer =
        new Thread(
            () -> {
              try (OutputStream out = process.getOutputStream()) {
                if (input != null) {
                  out.write(input.getBytes(StandardCharsets.UTF_8));
                }
              } catch (IOException e) {
                return; // it did not read all of it, as it may
              }
            },
            "batchkit-process-input");
    writer.setDaemon(true);
    writer.start();
  }

  private static boolean waitFor(Process process, @Nullable Duration timeout)
      throws InterruptedException {
    if (timeout == null) {
      process.waitFor();
      return true;
    }
    return process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Kills it and what it started; those first that could start more. */
  private static void kill(Process process) {
    kill(process.toHandle());
  }

  private static void kill(ProcessHandle handle) {
    var before = handle.children().toList();
    handle.destroyForcibly();
    before.forEach(ProcessRun::kill);
  }

  /** Says of the exec what came of it. */
  void describe(ProcessResult result, RecordedExec exec) {
    Clean clean = exec.desk().clean();
    int code = result.exitCode();
    if (!command.environment().isEmpty()) {
      exec.about("environment", command.environment());
    }
    Path directory = command.directory();
    if (directory != null) {
      exec.about("directory", directory.toString());
    }
    Duration timeout = command.timeout();
    if (timeout != null) {
      exec.about("timeout", timeout.toString());
      exec.about("timed_out", result.timedOut());
    }
    String said = text(result.output(), result.outputBytes());
    String wrong = text(result.error(), result.errorBytes());
    if (result.timedOut()) {
      wrong += "(killed after " + timeout + ": its time was over)\n";
    }
    exec.came(
        result.timedOut() && code == 0 ? TIMED_OUT : code,
        said.isEmpty() ? null : clean.any("output", said),
        wrong.isEmpty() ? null : clean.any("error", wrong));
  }

  private String text(String kept, long bytes) {
    return bytes <= command.keep()
        ? kept
        : kept + "\n(cut at " + command.keep() + " of " + bytes + " bytes)\n";
  }
}
