package dev.batchkit.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Programs and tests in other frameworks use the store in memory, too. */
class InMemoryStoreWithoutTestFrameworkTest {

  @Test
  void theStoreWorksWithNeitherJUnitNorAssertJOnTheClassPath() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classPathWithoutFrameworks(),
                WithoutTestFramework.class.getName())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(output.strip()).isEqualTo("batch 1 has 1 row");
    assertThat(process.exitValue()).isZero();
  }

  private static String classPathWithoutFrameworks() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !isFramework(Path.of(entry)))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static boolean isFramework(Path entry) {
    String path = entry.toString();
    return path.contains("junit") || path.contains("assertj") || path.contains("surefire");
  }
}
