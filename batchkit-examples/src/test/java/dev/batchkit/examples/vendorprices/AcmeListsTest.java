package dev.batchkit.examples.vendorprices;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

/** The shipped lists are what the generator makes. */
class AcmeListsTest {
  @Test
  void may_is_what_the_generator_makes() throws IOException {
    assertThat(shipped(AcmeLists.MAY)).isEqualTo(AcmeLists.may());
  }

  @Test
  void june_is_what_the_generator_makes() throws IOException {
    assertThat(shipped(AcmeLists.JUNE)).isEqualTo(AcmeLists.june());
  }

  private static byte[] shipped(String name) throws IOException {
    try (InputStream in = PriceSource.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    }
  }
}
