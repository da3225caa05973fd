package dev.batchkit.orchestration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TimeOrderedIdsTest {
  @Test
  void idsSortInTheOrderInWhichTheyWereMade() {
    TimeOrderedIds ids = new TimeOrderedIds();
    List<String> made = Stream.generate(ids).limit(20_000).toList();
    assertThat(made).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void idsAreUuidsOfVersionSevenThatTellTheirTime() {
    long before = System.currentTimeMillis();
    UUID id = UUID.fromString(new TimeOrderedIds().get());
    assertThat(id.version()).isEqualTo(7);
    assertThat(id.variant()).isEqualTo(2);
    assertThat(id.getMostSignificantBits() >>> 16).isBetween(before, System.currentTimeMillis());
  }
}
