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

class SideBySideTest {
  /** 2,000 rows are two full chunks, 2,500 are not; the comparison refuses tables that differ. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "populate --rows 2500",
        "life --rows 2000,2500",
        "life --rows 2500 --row-by-row",
      })
  void bothSidesLeaveTheSameTablesAndASealThatBatchkitAccepts(String line, @TempDir Path dir)
      throws Exception {
    String[] words = (line + " --rounds 1 --warm-ups 0").split(" ", -1);
    try (Scratch scratch = Scratch.in(dir)) {
      new SideBySide(Arguments.parse(words), scratch).run();
    }
    try (Stream<Path> left = Files.list(dir)) {
      assertThat(left).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"populate life", "--rows", "--rows 0", "--rounds x", "other"})
  void refusesWhatItDoesNotUnderstand(String line) {
    assertThatThrownBy(() -> Arguments.parse(line.split(" ", -1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void measuresTheWholeLifeAtThreeSizesUnlessToldOtherwise() {
    Arguments arguments = Arguments.parse();
    assertThat(arguments.phases()).containsExactly(Phase.values());
    assertThat(arguments.rows()).containsExactly(10_000L, 100_000L, 1_000_000L);
  }
}
