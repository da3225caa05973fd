package dev.batchkit.measuring;

import dev.batchkit.json.Json;
import dev.batchkit.session.IndicatorDefinition;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Tells whether two sessions of an indicator measured the same thing. */
final class Series {
  private Series() {}

  /**
   * The same text for two definitions that read the same things in the same way; what is done with
   * them does not count.
   */
  static String of(IndicatorDefinition definition) {
    @Nullable Object[] read = {
      definition.type(),
      definition.source(),
      definition.target(),
      definition.key(),
      definition.measures(),
      definition.zone(),
    };
    byte[] text = Json.write(Arrays.asList(read)).text().getBytes(StandardCharsets.UTF_8);
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
