package dev.batchkit.orchestration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.batchkit.json.Json;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
  private final Redaction redaction = Redaction.standard();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "password=hunter2 and more | password=*** and more",
        "PASSWORD = hunter2; user=ann | PASSWORD = ***; user=ann",
        "db.password: hunter2 | db.password: ***",
        "client_secret=a&grant=b | client_secret=***&grant=b",
        "{\"apiKey\": \"a b\", \"n\": 1} | {\"apiKey\": \"***\", \"n\": 1}",
        "pg_dump --password hunter2 -h db | pg_dump --password *** -h db",
        "curl --api-key=hunter2 x | curl --api-key=*** x",
        "run --token --verbose | run --token --verbose",
        "Authorization: Digest username=ann, response=1 | Authorization: ***",
        "Cookie: sid=1; other=2 | Cookie: ***",
        "x-api-key: hunter2 | x-api-key: ***",
        "got Bearer abcdefgh12345 today | got Bearer *** today",
        "postgres://ann:hunter2@db/x | postgres://ann:***@db/x",
        "https://ann:hun@ter2@db/x | https://ann:***@db/x",
        "https://db:8080/x?y=z | https://db:8080/x?y=z",
        "is eyJhbGciOiJI.eyJzdWIiOiIx.abc-_1 here | is *** here",
        "alter user ann password 'hun ter2' valid | alter user ann password '***' valid",
        "password= | password=",
        "{\"pwd\":null,\"token\":true} | {\"pwd\":null,\"token\":true}",
        "token='' or pwd=\"a\\\"b c\" | token='' or pwd=\"***\"",
        "password=true-abc, token=null.abc | password=***, token=***",
        "config['password'] = 'abc' | config['password'] = '***'",
        "the password was wrong | the password was wrong",
        "a = b, c: d | a = b, c: d",
      })
  void aSecretInATextIsReplaced(String text, String safe) {
    assertThat(redaction.text(text)).isEqualTo(safe);
    assertThat(redaction.text(safe)).isEqualTo(safe);
  }

  @Test
  void aPrivateKeyIsReplacedAlsoWhereItsEndIsCutOff() {
    String begin = "-----BEGIN RSA PRIVATE KEY-----\nMIIE\nabc\n";
    String end = "-----END RSA PRIVATE KEY-----";
    assertThat(redaction.text("x " + begin + end + " y")).isEqualTo("x *** y");
    assertThat(redaction.text("x " + begin)).isEqualTo("x ***");
    assertThat(redaction.text("-----BEGIN CERTIFICATE-----\nMIIE"))
        .isEqualTo("-----BEGIN CERTIFICATE-----\nMIIE");
  }

  @ParameterizedTest
  @ValueSource(strings = {"password", "DB_PASSWORD", "api-key", "ApiKey", "accessToken", "pwd2"})
  void aNameIsSecretByTheLettersInIt(String name) {
    assertThat(redaction.isSecret(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"user", "key", "pass", "id", ""})
  void otherNamesAreNot(String name) {
    assertThat(redaction.isSecret(name)).isFalse();
  }

  @Test
  void whateverStandsUnderASecretNameInJsonIsReplaced() {
    Json given =
        Json.of(
            "{ \"a\" : 1.10, \"password\" : \"x\", \"tokens\" : [1, {\"b\": 2}], \"pwd\" : null,"
                + " \"secret\": true, \"n\": [ { \"api_key\": 7 } ] }");
    assertThat(redaction.json(given).text())
        .isEqualTo(
            "{\"a\":1.10,\"password\":\"***\",\"tokens\":\"***\",\"pwd\":null,\"secret\":true,"
                + "\"n\":[{\"api_key\":\"***\"}]}");
  }

  @Test
  void textsInJsonAreReplacedToo() {
    Json given = Json.of("[\"--password hunter2\", \"ü \\ud800 \\u0000\", -0.0, 1e999]");
    assertThat(redaction.json(given).text())
        .isEqualTo("[\"--password ***\",\"\\u00FC \\uD800 \\u0000\",-0.0,1e999]");
  }

  @Test
  void jsonWithoutSecretsStaysAsItIsByteForByte() {
    Json given = Json.of("{ \"a\" : [ 1.0, \"\\u0061\" ], \"pwd\": null }");
    assertThat(redaction.json(given)).isSameAs(given);
    assertThat(redaction.json(Json.of("\"x\""))).isEqualTo(Json.of("\"x\""));
  }

  @Test
  void theUserExtendsKeysAndPatterns() {
    Redaction more =
        redaction.keys("Tax-Id").pattern(Pattern.compile("\\b\\d{3}-\\d{2}-\\d{4}\\b"));
    assertThat(more.text("tax_id=17 ssn 078-05-1120 pwd=x"))
        .isEqualTo("tax_id=*** ssn *** pwd=***");
    assertThat(more.json(Json.of("{\"taxid\":17}")).text()).isEqualTo("{\"taxid\":\"***\"}");
    assertThat(redaction.text("tax_id=17")).isEqualTo("tax_id=17");
    assertThat(redaction.keys("пароль").text("db.пароль=x --новый-пароль y"))
        .isEqualTo("db.пароль=*** --новый-пароль ***");
  }

  @Test
  @Timeout(20)
  void longHostileTextsTakeNoTime() {
    for (String part :
        List.of(
            "a",
            "a.",
            "password",
            "://a",
            "a=",
            "--a ",
            "eyJ",
            "-----BEGIN ",
            "'",
            "\"\\",
            " ",
            "-----BEGIN PRIVATE KEY-----",
            "://a:",
            "bearer ",
            "password='",
            "\\",
            "\t")) {
      String text =
          "password=\""
              + part.repeat(200_000 / part.length())
              + "\" token: "
              + part.repeat(200_000 / part.length());
      long began = System.nanoTime();
      assertThat(redaction.text(text)).isNotNull();
      assertThat(Duration.ofNanos(System.nanoTime() - began))
          .as(part)
          .isLessThan(Duration.ofSeconds(5));
    }
  }
}
