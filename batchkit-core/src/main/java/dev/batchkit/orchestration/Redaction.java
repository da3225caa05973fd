package dev.batchkit.orchestration;

import dev.batchkit.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is replaced by {@value #MASK} before anything is recorded. In JSON, whatever stands under a
 * secret name. In texts, and in the texts in JSON: what is assigned to a secret name, as in {@code
 * name=value}, {@code "name": "value"}, {@code --name value} or a header; what follows {@code
 * Bearer} or {@code Basic}; the password in a URL; private keys in PEM; JSON web tokens; and what
 * matches a pattern of the user.
 *
 * <p>A name is secret if one of the keys stands in it, whatever its case, and whatever in it is
 * neither letter nor digit. It is the best that can be done from outside, not a proof: a secret
 * that nothing gives away is recorded. Immutable, and safe for any number of threads.
 */
public final class Redaction {
  /** What stands where a secret was. */
  public static final String MASK = "***";

  private static final Redaction STANDARD =
      new Redaction(
          List.of(
              "password",
              "passwd",
              "pwd",
              "passphrase",
              "secret",
              "token",
              "apikey",
              "accesskey",
              "privatekey",
              "credential",
              "authorization",
              "cookie",
              "signature"),
          List.of());

  private static final String IN_NAME = "[\\w.\\-\\p{L}\\p{N}]";

  /** A name, and where its value begins; the name is taken whole, so that this takes no time. */
  private static final Pattern ASSIGNED =
      Pattern.compile(
          "(?<!"
              + IN_NAME
              + ")(?<name>"
              + IN_NAME
              + "++)(?:[\"'\\]]*+[ \\t]*+(?:=>|[:=])[ \\t]*+|[ \\t]++(?=['\"]))");

  private static final Pattern OPTION =
      Pattern.compile("(?<![\\w-])--(?<name>" + IN_NAME + "++)[ \\t]++(?!-)");

  private static final String IN_VALUE = "[^\\s\"'&;,<>(){}\\[\\]]";

  private static final Pattern PLAIN =
      Pattern.compile("(?!(?:null|true|false)(?!" + IN_VALUE + "))" + IN_VALUE + "++");

  private static final Pattern LINE = Pattern.compile("[^\\r\\n\"']++");

  private static final Pattern SCHEME =
      Pattern.compile("(?i)(?<=\\b(?:bearer|basic) )[\\w.~+/=-]{8,}+");

  private static final Pattern URL_PASSWORD =
      Pattern.compile("(?<=://)([^\\s/?#@:\"']{0,256}+):[^\\s/?#\"']{1,1024}@");

  private static final Pattern PRIVATE_KEY =
      Pattern.compile(
          "-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----(?s:.*?)"
              + "(?:-----END [A-Z ]{0,40}PRIVATE KEY-----|\\z)");

  private static final Pattern WEB_TOKEN =
      Pattern.compile("(?<![\\w-])eyJ[\\w-]{8,}+\\.[\\w-]{8,}+\\.[\\w-]*+");

  private final List<String> keys;
  private final List<Pattern> patterns;

  private Redaction(List<String> keys, List<Pattern> patterns) {
    this.keys = keys;
    this.patterns = patterns;
  }

  /** The usual keys, and no patterns of the user. */
  public static Redaction standard() {
    return STANDARD;
  }

  /** Makes names secret in which one of these keys stands. */
  public Redaction keys(String... more) {
    List<String> all = new ArrayList<>(keys);
    for (String key : more) {
      all.add(letters(key));
    }
    return new Redaction(List.copyOf(all), patterns);
  }

  /** Replaces whatever matches the pattern, in every text. */
  public Redaction pattern(Pattern pattern) {
    List<Pattern> all = new ArrayList<>(patterns);
    all.add(pattern);
    return new Redaction(keys, List.copyOf(all));
  }

  /** Whether what stands under this name is to be replaced. */
  public boolean isSecret(String name) {
    String letters = letters(name);
    return keys.stream().anyMatch(letters::contains);
  }

  private static String letters(String name) {
    StringBuilder letters = new StringBuilder(name.length());
    name.toLowerCase(Locale.ROOT)
        .codePoints()
        .filter(Character::isLetterOrDigit)
        .forEach(letters::appendCodePoint);
    return letters.toString();
  }

  /** The document without secrets; the same one where there is none. */
  public Json json(Json document) {
    return document.redact(this::isSecret, this::text, MASK);
  }

  /** The text without secrets; the same one where there is none. */
  public String text(String text) {
    String safe = text;
    if (text.indexOf("-----BEGIN ") >= 0) {
      safe = PRIVATE_KEY.matcher(safe).replaceAll(MASK);
    }
    if (safe.contains("://")) {
      safe = URL_PASSWORD.matcher(safe).replaceAll("$1:" + MASK + "@");
    }
    if (safe.contains("eyJ")) {
      safe = WEB_TOKEN.matcher(safe).replaceAll(MASK);
    }
    safe = SCHEME.matcher(safe).replaceAll(MASK);
    safe = values(ASSIGNED, safe);
    safe = values(OPTION, safe);
    for (Pattern pattern : patterns) {
      safe = pattern.matcher(safe).replaceAll(MASK);
    }
    return safe;
  }

  /** Replaces what follows a secret name. */
  private String values(Pattern pattern, String text) {
    Matcher found = pattern.matcher(text);
    StringBuilder safe = new StringBuilder();
    int kept = 0;
    int from = 0;
    while (from <= text.length() && found.find(from)) {
      from = found.end();
      if (isSecret(found.group("name"))) {
        int begin = from < text.length() && isQuote(text.charAt(from)) ? from + 1 : from;
        int end = begin > from ? quoteEnd(text, from) : plainEnd(found.group("name"), text, from);
        if (end > begin) {
          safe.append(text, kept, begin).append(MASK);
          kept = end;
          from = end;
        }
      }
    }
    return kept == 0 ? text : safe.append(text, kept, text.length()).toString();
  }

  private static boolean isQuote(char c) {
    return c == '"' || c == '\'';
  }

  /** Where the quote that ends a value stands, or the text ends. */
  private static int quoteEnd(String text, int quote) {
    char mark = text.charAt(quote);
    int end = quote + 1;
    while (end < text.length() && text.charAt(end) != mark) {
      end += mark == '"' && text.charAt(end) == '\\' ? 2 : 1;
    }
    return Math.min(end, text.length());
  }

  private static int plainEnd(String name, String text, int from) {
    String letters = letters(name);
    boolean isHeader = letters.endsWith("authorization") || letters.endsWith("cookie");
    Matcher value = (isHeader ? LINE : PLAIN).matcher(text).region(from, text.length());
    return value.lookingAt() ? value.end() : from;
  }
}
