package dev.batchkit.measuring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.batchkit.session.Finding;
import dev.batchkit.session.Level;
import dev.batchkit.session.MeasuredRecord;
import dev.batchkit.store.NewRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class KeptTest {
  private static final MeasuredRecord RECORD =
      new MeasuredRecord(Map.of(), Level.ALERT, Finding.ALERT, List.of());

  static Set<Path> spools() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      Set<Path> spools = new HashSet<>();
      files
          .filter(file -> file.getFileName().toString().startsWith("batchkit-records"))
          .forEach(spools::add);
      return spools;
    }
  }

  private static void fill(Kept kept, int records) {
    for (int i = 1; i <= records; i++) {
      kept.add(new NewRecord(i, null, RECORD));
    }
  }

  @Test
  void theFileIsItsOwnersAloneAndGoneWhenItIsClosed() throws IOException {
    Set<Path> before = spools();
    Kept kept = new Kept();
    fill(kept, Kept.IN_MEMORY + 1);
    Set<Path> after = spools();
    after.removeAll(before);

    assertThat(after).hasSize(1);
    Path file = after.iterator().next();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    kept.end();
    assertThat(kept.take(Integer.MAX_VALUE)).hasSize(Kept.IN_MEMORY + 1);
    assertThat(kept.take(1)).isEmpty();
    kept.close();
    kept.close();
    assertThat(file).doesNotExist();
  }

  @Test
  void fewRecordsNeedNoFile() throws IOException {
    Set<Path> before = spools();
    try (Kept kept = new Kept()) {
      fill(kept, Kept.IN_MEMORY);
      assertThat(spools()).isEqualTo(before);
    }
  }

  @Test
  void recordsAreTakenInTheirOrderInPartsOfAnySize() {
    try (Kept kept = new Kept()) {
      fill(kept, 1_005);
      kept.end();

      assertThat(kept.take(998)).hasSize(998);
      assertThat(kept.take(4))
          .extracting(NewRecord::sequence)
          .containsExactly(999L, 1000L, 1001L, 1002L);
      assertThat(kept.take(4)).extracting(NewRecord::sequence).containsExactly(1003L, 1004L, 1005L);
      assertThat(kept.take(4)).isEmpty();
    }
  }
}
