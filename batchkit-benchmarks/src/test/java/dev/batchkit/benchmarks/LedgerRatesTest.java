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

class LedgerRatesTest {
  @Test
  void everyWayStoresEveryEventAndNoFileIsLeft(@TempDir Path dir) throws Exception {
    try (Scratch scratch = Scratch.in(dir)) {
      LedgerArguments arguments =
          LedgerArguments.parse("ledger", "--events", "104", "--rounds", "1");
      new LedgerRates(arguments, scratch).run();
    }
    try (Stream<Path> left = Files.list(dir)) {
      assertThat(left).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ledger life", "ledger --events 0", "ledger --events"})
  void refusesWhatItDoesNotUnderstand(String line) {
    assertThatThrownBy(() -> LedgerArguments.parse(line.split(" ", -1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
