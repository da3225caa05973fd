package dev.batchkit.report.html;

import dev.batchkit.json.Json;
import dev.batchkit.orchestration.Issue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Sessions that reports are made of. */
final class Sessions {
  private Sessions() {}

  /** A load of three files, of which one cannot be read, with issues of all kinds. */
  static Written nightlyLoad() {
    Written load =
        new Written(
            "nightly-load",
            "Nightly load",
            "1.4.2",
            Json.of(
                "{\"folder\":\"/srv/incoming\",\"since\":\"2026-05-03\",\"limits\":{\"rows\":100000,\"issues\":500},\"dryRun\":false}"));
    load.state(2, null, "ENTER(discover)");
    load.exec(
        5,
        132,
        null,
        null,
        "shell",
        "list",
        "ls -1 /srv/incoming",
        "0",
        null,
        "acme.csv\nbolt.csv\ncogs.csv\n",
        null);
    String read = load.log(134, null, "discover", "found 3 files");
    load.log(135, read, "discover", "acme.csv, 1.2 MB");
    load.log(135, read, "discover", "bolt.csv, 48 kB");
    load.log(136, read, "discover", "cogs.csv, 0 bytes");
    load.state(140, null, "EXIT(discover)");
    load.state(141, null, "ENTER(ingest)");
    String acme = load.entry(150, "/srv/incoming/acme.csv", "price_acme");
    String ingest =
        load.exec(
            160,
            1410,
            acme,
            null,
            "SQL",
            "ingest acme",
            "INSERT INTO price_acme\nSELECT sku, name, CAST(price AS REAL)\nFROM csv('acme.csv');",
            "0",
            null,
            "17,204 rows",
            null);
    load.exec(
        170,
        420,
        acme,
        ingest,
        "shell",
        null,
        "file --mime-encoding acme.csv",
        "0",
        null,
        "acme.csv: utf-8\n",
        null);
    load.exec(
        430,
        600,
        acme,
        ingest,
        "shell",
        "count",
        "wc -l acme.csv",
        "0",
        null,
        "17205 acme.csv\n",
        null);
    for (int i = 0; i < 9; i++) {
      load.issue(
          700 + 40L * i,
          acme,
          "ERROR",
          "Range Violation",
          "Value \"" + (1000 + i) + "\" is not between 0.01 and 999.99",
          17L + 3 * i,
          "price",
          "" + (1000 + i),
          "Ensure values in \"price\" are between 0.01 and 999.99");
    }
    for (int i = 0; i < 32; i++) {
      load.issue(
          1100 + 5L * i,
          acme,
          "WARNING",
          "Missing Mandatory Value",
          "The name is empty",
          100L + i,
          "name",
          null,
          "Provide a value for name");
    }
    load.state(1415, acme, "EXIT(ingest)");
    String bolt = load.entry(1420, "/srv/incoming/bolt.csv", "price_bolt");
    load.exec(
        1425,
        1700,
        bolt,
        null,
        "SQL",
        "ingest bolt",
        "INSERT INTO price_bolt SELECT * FROM csv('bolt.csv');",
        "0",
        null,
        "391 rows",
        null);
    load.state(1702, bolt, "EXIT(ingest)");
    String cogs = load.entry(1710, "/srv/incoming/cogs.csv", null);
    String missing =
        load.issue(
            1720,
            cogs,
            "ERROR",
            "Structural",
            "The file has no header",
            null,
            null,
            null,
            "Ask the vendor for the file again");
    String first =
        load.issue(
            1721,
            cogs,
            "ERROR",
            "Missing Column",
            "Column price is missing",
            null,
            "price",
            null,
            null);
    load.relation(first, missing, "caused-by");
    load.exec(
        1730,
        2290,
        cogs,
        null,
        "shell",
        "repair cogs",
        "iconv -f latin1 -t utf-8 cogs.csv -o cogs.utf8.csv",
        "1",
        null,
        "",
        "iconv: cannot open input file `cogs.csv': Permission denied\niconv: giving up after 3 attempts\n");
    load.state(
        2300,
        cogs,
        "ERROR(ingest)",
        Json.of(
            "{\"name\":\"java.io.IOException\",\"error\":\"cogs.csv cannot be read\",\"cause\":null,\"stack\":[]}"));
    load.state(2310, null, "EXIT(ingest)");
    load.state(2311, null, "ENTER(publish)");
    load.exec(
        2320,
        2405,
        null,
        null,
        "lambda",
        "publish",
        "Prices.publish",
        "1",
        null,
        null,
        "java.lang.IllegalStateException: 1 of 3 files was not loaded");
    load.state(
        2410,
        null,
        "ERROR(publish)",
        Json.of(
            "{\"name\":\"java.lang.IllegalStateException\",\"error\":\"1 of 3 files was not loaded\",\"cause\":\"java.io.IOException: cogs.csv cannot be read\",\"stack\":[\"org.example.load.Publisher.publish(Publisher.java:88)\",\"org.example.load.NightlyLoad.run(NightlyLoad.java:41)\",\"org.example.load.Main.main(Main.java:17)\"]}"));
    load.finish(2412, Json.of("{\"files\":3,\"loaded\":2,\"status\":\"failed\"}"));
    return load;
  }

  /** All is well. */
  static Written good() {
    Written good = new Written("check", "Morning check", "2.0", null);
    good.state(1, null, "ENTER(check)");
    good.exec(
        3,
        45,
        null,
        null,
        "SQL",
        "count",
        "SELECT count(*) FROM product",
        "0",
        null,
        "17,204",
        null);
    good.state(50, null, "EXIT(check)");
    good.finish(52, Json.of("{\"status\":\"completed\"}"));
    return good;
  }

  /** What wants to be taken for something else than text. */
  static final String HOSTILE =
      "\"><script>document.title='owned'</script></title></style>"
          + "<img src='http://canary.test/a.png' onerror=\"document.title='owned'\">"
          + "' onmouseover='document.title=1' \" style=\"background:url(http://canary.test/b.png)"
          + "\n---\nowned: true\n---\n```\n# owned\n````\n~~~\n| owned | \\| `a` [x](javascript:owned())"
          + "\u0000\u0007\u001B[31mred\u001B[0m \u202Eturned\u2066 \u0301\u0301\u0301\u0301\u0301\u0301"
          + " ${7*7} @if(true) {{x}} &amp; \uD83E\uDD16 \u05D0\u05D1 <b>bold</b>\u2028-- end";

  /** The same in every field. */
  static Written hostile() {
    return everywhere(HOSTILE, HOSTILE);
  }

  /** A text that no line can be broken in, in every field, and megabytes of output. */
  static Written endless() {
    return everywhere("x".repeat(3000), "&".repeat(10_000_000));
  }

  static Written everywhere(String text, String output) {
    Json json = Json.write(Map.of("name", text, "error", text, "stack", List.of(text, text)));
    Written all = new Written(text, text, text, json);
    all.state(1, null, "ENTER(" + text + ")", json);
    for (int i = 0; i < 30; i++) {
      String entry = all.entry(10 + i, text, text);
      String outer =
          all.exec(20 + i, 900, entry, null, text, text, text, text, output, output, output);
      all.exec(30 + i, -1, entry, outer, text, null, text, "-1", text, text, text);
      String issue = all.issue(40 + i, entry, text, i + text, text, 7L, text, text, text);
      all.relation(
          issue, all.issue(50 + i, null, "ERROR", text, text, null, null, null, null), text);
      all.log(60, all.log(50 + i, null, text, text), text, text);
      all.state(900, entry, "ERROR(" + text + ")", json);
    }
    all.state(1000, null, "ERROR(" + text + ")", json);
    return all.finish(1001, json);
  }

  /** So much that only a part of it can be shown. */
  static Written huge() {
    Written huge = new Written("huge", "A huge load", "1", null);
    List<Issue> issues = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      issues.add(
          new Issue(
              "i-" + i,
              huge.sessionId(),
              null,
              i % 3 == 0 ? "Range Violation" : "Missing Mandatory Value",
              "Row " + i + " is wrong",
              (long) i,
              "price",
              "v" + i,
              null,
              Json.of(i % 3 == 0 ? "{\"severity\":\"ERROR\"}" : "{\"severity\":\"WARNING\"}")));
    }
    huge.write(ledger -> ledger.insertIssues(issues));
    for (int i = 0; i < 500; i++) {
      String entry = huge.entry(i, "file-" + i + ".csv", "t");
      huge.exec(
          i,
          i + 5,
          entry,
          null,
          "shell",
          "load " + i,
          "load " + i,
          i == 450 ? "3" : "0",
          null,
          "ok",
          i == 450 ? "the disk is full" : null);
      huge.log(i, null, "load", "line " + i);
      huge.state(i + 5, entry, "EXIT(ingest)");
    }
    return huge.finish(600, Json.of("{}"));
  }
}
