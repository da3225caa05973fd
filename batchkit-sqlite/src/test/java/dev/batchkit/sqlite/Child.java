package dev.batchkit.sqlite;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Another JVM, to be talked to by lines and to be killed. It has a directory of its own for
 * temporary files, since a killed JVM leaves the native library of SQLite there.
 */
final class Child implements AutoCloseable {
  private static final long SECONDS = 60;
  private static final String END = "(end of output)";

  private final Process process;
  private final Path directory;
  private final BlockingQueue<String> coming = new LinkedBlockingQueue<>();
  private final List<String> said = new ArrayList<>();
  private final PrintWriter toIt;
  private final Thread reader;

  private Child(Process process, Path directory) {
    this.process = process;
    this.directory = directory;
    toIt = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
    reader = new Thread(this::read, "lines of " + process.pid());
    reader.setDaemon(true);
    reader.start();
  }

  static Child start(Class<?> main, Path parent, Object... arguments) throws IOException {
    return start("128m", main, parent, arguments);
  }

  /** Starts one that has no more heap than this. */
  static Child start(String heap, Class<?> main, Path parent, Object... arguments)
      throws IOException {
    Path directory = Files.createTempDirectory(parent, "child");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-Djava.io.tmpdir=" + directory,
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
    Stream.of(arguments).map(String::valueOf).forEach(command::add);
    Process process =
        new ProcessBuilder(command).redirectError(directory.resolve("err.txt").toFile()).start();
    return new Child(process, directory);
  }

  private void read() {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        coming.add(line);
      }
    } catch (IOException e) {
      coming.add("cannot read its output: " + e);
    }
    coming.add(END);
  }

  /** Waits for a line that begins so, and gives it. */
  String until(String beginning) throws InterruptedException {
    String line = next();
    while (!line.startsWith(beginning)) {
      if (line.equals(END)) {
        throw new AssertionError("it ended without saying " + beginning + ": " + this);
      }
      line = next();
    }
    return line;
  }

  private String next() throws InterruptedException {
    String line = coming.poll(SECONDS, TimeUnit.SECONDS);
    if (line == null) {
      throw new AssertionError("it is silent for " + SECONDS + " s: " + this);
    }
    said.add(line);
    return line;
  }

  void say(String line) {
    toIt.println(line);
  }

  /** Waits for its end by itself. */
  int exit() throws InterruptedException {
    if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("it does not end within " + SECONDS + " s: " + this);
    }
    return process.exitValue();
  }

  /** Lets it run for so long, or until it ends. */
  void run(long micros) throws InterruptedException {
    process.waitFor(micros, TimeUnit.MICROSECONDS);
  }

  /** SIGKILL. */
  void kill() {
    process.toHandle().destroyForcibly();
    process.onExit().join();
  }

  /** Sends a signal such as STOP. */
  void signal(String name) throws IOException, InterruptedException {
    Process kill =
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).inheritIO().start();
    if (!kill.waitFor(SECONDS, TimeUnit.SECONDS) || kill.exitValue() != 0) {
      throw new AssertionError("kill -" + name + " did not work");
    }
  }

  /** Everything that it has said and that came here before it ended. */
  List<String> all() throws InterruptedException {
    reader.join(TimeUnit.SECONDS.toMillis(SECONDS));
    coming.drainTo(said);
    said.remove(END);
    return List.copyOf(said);
  }

  @Override
  public String toString() {
    try {
      return "said " + said + ", and " + Files.readString(directory.resolve("err.txt"));
    } catch (IOException e) {
      return "said " + said;
    }
  }

  /** Kills it if it still runs, and removes what it left. */
  @Override
  public void close() {
    kill();
    try (Stream<Path> left = Files.list(directory)) {
      for (Path one : left.toList()) {
        Files.delete(one);
      }
      Files.delete(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
