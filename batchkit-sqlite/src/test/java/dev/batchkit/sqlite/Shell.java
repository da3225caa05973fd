package dev.batchkit.sqlite;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** The command-line tool of SQLite, as another program that works on a file. */
final class Shell {
  private Shell() {}

  /** Skips a test where there is no such tool. */
  static void require() {
    boolean there;
    try {
      there = new ProcessBuilder("sqlite3", "--version").start().waitFor(10, TimeUnit.SECONDS);
    } catch (IOException | InterruptedException e) {
      there = false;
    }
    Assumptions.assumeTrue(there, "The command-line tool sqlite3 is not installed");
  }

  /** Runs a script on a file, stops at its first error, and gives what it printed, line by line. */
  static List<String> run(Path file, String script) throws Exception {
    List<String> command =
        List.of("sqlite3", "-bail", "-batch", "-separator", "|", file.toString());
    Process tool = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (var in = tool.getOutputStream()) {
      in.write(script.getBytes(StandardCharsets.UTF_8));
    }
    String printed = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (tool.waitFor() != 0) {
      throw new AssertionError("sqlite3 failed: " + printed);
    }
    return new ArrayList<>(printed.lines().toList());
  }

  /** A script among the resources of this package. */
  static String script(String name) throws IOException {
    try (InputStream in = Shell.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
