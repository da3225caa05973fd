package dev.batchkit.measuring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.batchkit.measuring.Database.Driver;
import dev.batchkit.session.Quantity;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests of types that hold wherever the data is read from: each test is run once for each. */
@ParameterizedClass
@EnumSource
abstract class OnEachGround {
  /** All that there is. */
  enum From {
    RECORDS,
    SQLITE,
    H2
  }

  @Parameter From from;
  @TempDir Path directory;
  private Database database;
  private Ground ground;

  @BeforeEach
  void open() {
    if (from == From.RECORDS) {
      ground = Ground.RECORDS;
    } else {
      database = Database.in(directory, Driver.valueOf(from.name()));
      ground = new Tables(database);
    }
  }

  @AfterEach
  void noConnectionIsLeftOpen() throws Exception {
    if (database != null) {
      assertThat(database.open.get()).isZero();
      database.end();
    }
  }

  Lab completeness(Quantity quantity) {
    return Lab.completeness(quantity).on(ground);
  }

  Lab freshness() {
    return Lab.freshness().on(ground);
  }

  Lab latency(Quantity quantity) {
    return Lab.latency(quantity).on(ground);
  }

  Lab validity() {
    return Lab.validity().on(ground);
  }

  Lab anomaly() {
    return Lab.anomaly().on(ground);
  }
}
