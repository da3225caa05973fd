package dev.batchkit.orchestration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IdsTest {
  private static final UUID NAMESPACE = UUID.fromString("b6c7390a-69ea-4814-ae3e-c0c6ed3a913f");

  @Test
  void namedIdsAreTheSameInEveryRun() {
    List<String> first = Stream.generate(Ids.named(NAMESPACE)).limit(100).toList();
    assertThat(Stream.generate(Ids.named(NAMESPACE)).limit(100)).isEqualTo(first);
    assertThat(first).doesNotHaveDuplicates();
  }

  @Test
  void namedIdsAreUuidsOfVersionFiveAsTheStandardMakesThem() {
    Supplier<String> dns = Ids.named(UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8"));
    assertThat(dns.get()).isEqualTo("b04965e6-a9bb-591f-8f8a-1adcb2c8dc39");
  }

  @Test
  void randomIdsAreUuidsOfVersionFour() {
    assertThat(UUID.fromString(Ids.random().get()).version()).isEqualTo(4);
  }

  @Test
  void timeOrderedIdsAreOneSequenceOfTheProcess() {
    String first = Ids.timeOrdered().get();
    assertThat(Ids.timeOrdered().get()).isGreaterThan(first);
  }
}
