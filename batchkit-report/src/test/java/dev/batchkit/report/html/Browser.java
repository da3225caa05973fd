package dev.batchkit.report.html;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A real browser without a window. */
final class Browser {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "chrome");
  private static final long DEADLINE_SECONDS = 60;

  private final Path program;
  private final Path folder;
  private final List<String> more;

  private Browser(Path program, Path folder, List<String> more) {
    this.program = program;
    this.folder = folder;
    this.more = more;
  }

  /** The browser on the path; where there is none, the test is skipped and says so. */
  static Browser in(Path folder) {
    Optional<Path> program = program();
    assumeTrue(
        program.isPresent(), "No Chromium on the PATH: pages are not looked at in a browser");
    return new Browser(program.orElseThrow(), folder, List.of());
  }

  private static Optional<Path> program() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .flatMap(place -> NAMES.stream().map(name -> Path.of(place, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  Browser with(String... options) {
    return new Browser(program, folder, List.of(options));
  }

  /** What has become of a page once its scripts have run. */
  String dom(Path page) throws IOException, InterruptedException {
    return run("--dump-dom", page.toUri().toString());
  }

  private String run(String... options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(program.toString());
    command.addAll(
        List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--no-first-run",
            "--virtual-time-budget=3000",
            "--user-data-dir=" + folder.resolve("profile")));
    command.addAll(more);
    command.addAll(List.of(options));
    Path out = Files.createTempFile(folder, "dom", ".html");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      throw new AssertionError("the browser did not end");
    }
    return Files.readString(out, StandardCharsets.UTF_8);
  }
}
