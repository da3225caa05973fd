package dev.batchkit.measuring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.batchkit.session.Finding;
import dev.batchkit.session.Level;
import dev.batchkit.session.MeasuredRecord;
import dev.batchkit.store.NewRecord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptTest {
  @TempDir Path folder;

  private static final MeasuredRecord RECORD =
      new MeasuredRecord(Map.of(), Level.ALERT, Finding.ALERT, List.of());

  private static void fill(Kept kept, int records) {
    for (int i = 1; i <= records; i++) {
      kept.add(new NewRecord(i, null, RECORD));
    }
  }

  @Test
  void theFileHasNoNameAsSoonAsItIsOpen() throws IOException {
    try (FileChannel file = PrivateFile.create(folder, ".records")) {
      assertThat(file.write(ByteBuffer.wrap(new byte[] {1}))).isEqualTo(1);
      assertThat(folder).isEmptyDirectory();
    }
  }

  @Test
  void whatIsClosedHasNoRecordsAndIsClosedAgainWithoutHarm() {
    Kept kept = new Kept();
    fill(kept, Kept.IN_MEMORY + 1);
    kept.end();
    kept.close();
    kept.close();
    assertThat(kept.take(1)).isEmpty();
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
