package dev.batchkit.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClosedFileTest {
  @TempDir Path directory;

  @Test
  void when_the_last_store_is_closed_the_file_alone_is_all_of_the_data() throws Exception {
    Path file = directory.resolve("x.db");
    try (SqliteStore store = SqliteStore.create(file)) {
      long id = Sample.filled(store, 50);
      assertThat(store.batches().find(id)).isPresent();
    }

    Path copy = Files.copy(file, directory.resolve("copy.db"));

    assertThat(Effects.count(copy, "SELECT count(*) FROM batchkit_row_vendor_prices"))
        .isEqualTo(50);
    assertThat(directory.resolve("x.db-wal")).doesNotExist();
  }
}
