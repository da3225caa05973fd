package dev.batchkit.measuring;

import dev.batchkit.indicator.DatasetKey;
import dev.batchkit.json.Json;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Texts of measurements as every store takes them. */
final class StoredText {
  /** What is longer is cut, in characters. */
  static final int MOST = 2_000;

  private static final char UNFIT = '\uFFFD';

  private StoredText() {}

  /** A reason: without NUL and unpaired surrogates, and not too long. */
  static String reason(String text) {
    return cut(fit(text, false), MOST);
  }

  /**
   * A value: every NUL and unpaired surrogate is U+FFFD, and what is too long ends with an
   * ellipsis.
   */
  static @Nullable String value(@Nullable String text) {
    if (text == null) {
      return null;
    }
    String fit = fit(text, true);
    return fit.length() <= MOST ? fit : cut(fit, MOST - 1) + "\u2026";
  }

  /**
   * The text by which a key is found in other sessions: the same for equal keys, another for
   * others. It can be read, unless it were very long: then it is a digest.
   */
  static String key(DatasetKey key) {
    List<@Nullable String> cells = new ArrayList<>(key.cells().size());
    key.cells()
        .forEach(
            cell -> cells.add(cell == null ? null : escaped(tag(cell) + String.valueOf(cell))));
    String text = Json.write(cells).text();
    return text.length() <= MOST ? text : "sha256:" + digest(text);
  }

  private static char tag(Object cell) {
    if (cell instanceof BigDecimal) {
      return 'n';
    }
    if (cell instanceof Instant || cell instanceof LocalDate) {
      return cell instanceof Instant ? 'i' : 'd';
    }
    return cell instanceof Boolean ? 'b' : 't';
  }

  /** Two texts that differ stay different, whatever they hold. */
  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        escaped.append("\\\\");
      } else if (c == 0 || isUnpaired(text, i)) {
        escaped.append("\\u").append(HexFormat.of().toHexDigits(c));
      } else {
        escaped.append(c);
      }
    }
    return escaped.toString();
  }

  private static String digest(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The first characters, without half a pair at the end. */
  private static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
  }

  private static String fit(String text, boolean shown) {
    StringBuilder fit = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) != 0 && !isUnpaired(text, i)) {
        fit.append(text.charAt(i));
      } else if (shown) {
        fit.append(UNFIT);
      }
    }
    return fit.toString();
  }

  /** Whether a text holds a NUL or an unpaired surrogate. */
  static boolean isUnfit(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == 0 || isUnpaired(text, i)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isUnpaired(String text, int at) {
    char c = text.charAt(at);
    if (Character.isHighSurrogate(c)) {
      return at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
    }
    return Character.isLowSurrogate(c)
        && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
  }
}
