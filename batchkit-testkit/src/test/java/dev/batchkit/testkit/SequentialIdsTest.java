package dev.batchkit.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SequentialIdsTest {

  @Test
  void areTheSameEveryTime() {
    SequentialIds ids = new SequentialIds();
    assertThat(ids.get()).isEqualTo("00000000-0000-7000-8000-000000000001");
    assertThat(ids.get()).isEqualTo("00000000-0000-7000-8000-000000000002");
    assertThat(new SequentialIds().get()).isEqualTo("00000000-0000-7000-8000-000000000001");
  }

  @Test
  void areUuidsThatSortAsTheyWereGiven() {
    List<String> ids = Stream.generate(new SequentialIds()).limit(1_000).toList();
    assertThat(ids).isSorted().doesNotHaveDuplicates();
    assertThat(ids).allSatisfy(id -> assertThat(UUID.fromString(id)).hasToString(id));
    assertThat(UUID.fromString(ids.get(999)).version()).isEqualTo(7);
    assertThat(UUID.fromString(ids.get(999)).variant()).isEqualTo(2);
  }
}
