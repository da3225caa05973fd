package dev.batchkit.measuring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.batchkit.indicator.Dataset;
import dev.batchkit.indicator.JoinedDatasets;
import dev.batchkit.indicator.Side;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class FreshnessTest {
  private final AtomicReference<Instant> time = new AtomicReference<>(Lab.NOW);

  private final Clock clock =
      new Clock() {
        @Override
        public ZoneId getZone() {
          return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
          throw new UnsupportedOperationException();
        }

        @Override
        public Instant instant() {
          return time.get();
        }
      };

  /** Data that arrives while its query is about to begin. */
  private DatasetDoor slow(DatasetDoor door, Instant opened) {
    return new DatasetDoor() {
      @Override
      public Dataset open(Side side) throws Exception {
        time.set(opened);
        return door.open(side);
      }

      @Override
      public JoinedDatasets join() throws Exception {
        return door.join();
      }

      @Override
      public void close() {
        door.close();
      }
    };
  }

  @Test
  void dataThatArrivesBeforeTheDatasetIsOpenIsNotInTheFuture() throws Exception {
    Instant opened = Lab.NOW.plusSeconds(600);
    Map<String, Object> record = Map.of("k", "a", "v", opened.minusSeconds(60));
    ExecutorService threads = Executors.newCachedThreadPool();
    DataDoors data = Ground.RECORDS.lay(List.of("k", "v"), List.of(), List.of(record));
    DoorOpener doors =
        (definition, stop, pool) -> slow(new Datasets(data, definition, stop, pool), opened);
    try (Watch watch = new Watch(Set::of);
        Measured measured =
            new Measuring(doors, clock, threads)
                .measure(
                    new Freshness(),
                    Lab.freshness().definition(),
                    watch,
                    1,
                    (keys, sessions) -> Map.of())) {
      assertThat(measured.extreme()).isEqualTo("1");
      assertThat(measured.startedAt()).isEqualTo(Lab.NOW);
      assertThat(measured.finishedAt()).isEqualTo(opened);
    } finally {
      threads.shutdownNow();
    }
  }
}
