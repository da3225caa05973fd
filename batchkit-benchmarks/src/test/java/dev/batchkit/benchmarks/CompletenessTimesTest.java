package dev.batchkit.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompletenessTimesTest {
  @Test
  void everyWaySeesEveryRowAndNoFileIsLeft(@TempDir Path dir) throws Exception {
    try (Scratch scratch = Scratch.in(dir)) {
      CompletenessArguments arguments =
          CompletenessArguments.parse("completeness", "--rows", "3000", "--rounds", "1");
      new CompletenessTimes(arguments, scratch).run();
    }
    try (Stream<Path> left = Files.list(dir)) {
      assertThat(left).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "completeness life", "completeness --rows 0", "completeness --rows"})
  void refusesWhatItDoesNotUnderstand(String line) {
    assertThatThrownBy(() -> CompletenessArguments.parse(line.split(" ", -1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
