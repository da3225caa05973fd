package dev.batchkit.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.batchkit.error.InvalidValue;
import dev.batchkit.json.Json;
import dev.batchkit.orchestration.Device;
import dev.batchkit.orchestration.Entry;
import dev.batchkit.orchestration.Exec;
import dev.batchkit.orchestration.Issue;
import dev.batchkit.orchestration.IssueRelation;
import dev.batchkit.orchestration.LogEntry;
import dev.batchkit.orchestration.Nature;
import dev.batchkit.orchestration.OrchestrationSession;
import dev.batchkit.orchestration.StateTransition;
import dev.batchkit.store.LedgerReads;
import dev.batchkit.store.LedgerWrites;
import dev.batchkit.store.Unit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** JSON in the ledger: every column takes what is JSON, odd as it may be, byte for byte. */
abstract class LedgerJsonContract extends StoreFixture {
  private static final List<String> VALID =
      List.of(
          "{}",
          "[]",
          "null",
          "true",
          "\"\"",
          "0",
          "-0",
          "-0.0e-0",
          "1.10",
          "1e999",
          "-1e999",
          "1" + "0".repeat(999),
          " \t\r\n{ \"b\" : 1 , \"a\" : [ 1 , 2 ] } \n",
          "{\"\":{\"\":0}}",
          "{\"a\":1e999999999}",
          "{\"session_id\":{\"session_id\":\"s\"},\"severity\":[]}",
          "[\"session_id\"]",
          "\"\\u0000\\ud800\\udfff\\ud83e\\udd16\\/\\b\"",
          "\"\\ud800\"",
          "\"ü\uD83E\uDD16\u2028\uFFFF\"",
          "\"\uFEFF\"",
          "[".repeat(Json.MAX_DEPTH) + "]".repeat(Json.MAX_DEPTH),
          "{\"a\":".repeat(Json.MAX_DEPTH) + "1" + "}".repeat(Json.MAX_DEPTH));
  private static final List<String> INVALID =
      List.of(
          "",
          " ",
          "{",
          "{}x",
          "{} {}",
          "{}\u0000",
          "{a:1}",
          "{'a':1}",
          "{\"a\":1,}",
          "[1,]",
          "{\"a\":1,\"a\":2}",
          "01",
          "+1",
          ".5",
          "5.",
          "NaN",
          "Infinity",
          "TRUE",
          "\"\t\"",
          "\"\\x41\"",
          "\uFEFF{}",
          "\u00A0{}",
          "// {}",
          "{}//",
          "\"\uD800\"",
          "\"\uDC00\uD800\"",
          "1" + "0".repeat(Json.MAX_NUMBER),
          "[".repeat(Json.MAX_DEPTH + 1) + "]".repeat(Json.MAX_DEPTH + 1));

  LedgerJsonContract(StoreContract contract) {
    super(contract);
  }

  @Test
  void whatIsJsonIsKeptInEveryColumnByteForByte() {
    for (int i = 0; i < VALID.size(); i++) {
      String id = "-" + i;
      Json json = Json.of(VALID.get(i));
      write(unit -> insert(unit, id, json));
      assertKept(store().ledger(), id, json);
    }
    write(unit -> assertKept(unit.ledger(), "-0", Json.of(VALID.get(0))));
  }

  @Test
  void whatIsNoJsonComesToNoColumn() {
    for (int i = 0; i < INVALID.size(); i++) {
      String text = INVALID.get(i);
      assertThatThrownBy(() -> Json.of(text)).as("%d", i).isInstanceOf(InvalidValue.class);
    }
  }

  private static void insert(Unit unit, String id, Json json) {
    LedgerWrites ledger = unit.ledger();
    assertThat(ledger.device(device(id, json))).isEqualTo("d" + id);
    ledger.nature(new Nature("n" + id, "label", json));
    ledger.insert(session(id, json));
    ledger.insertEntries(List.of(entry(id, json)));
    ledger.insertStates(List.of(state(id, json)));
    ledger.insertExecs(List.of(exec(id, json)));
    ledger.insertIssues(List.of(issue(id, json)));
    ledger.insertRelations(List.of(new IssueRelation("r" + id, "i" + id, "x", "is", json)));
    ledger.insertLogs(List.of(log(id, json)));
    ledger.endExecs(List.of(exec(id, json)));
    ledger.finish("f" + id, Samples.LATER, json, "");
  }

  private static void assertKept(LedgerReads ledger, String id, Json json) {
    assertThat(ledger.device("d" + id)).contains(device(id, json));
    assertThat(ledger.nature("n" + id)).contains(new Nature("n" + id, "label", json));
    OrchestrationSession session = ledger.session("f" + id).orElseThrow();
    assertThat(
            List.of(kept(session.elaboration()), kept(session.args()), kept(session.diagnostics())))
        .containsExactly(json, json, json);
    assertThat(ledger.entries("f" + id, null, 10)).containsExactly(entry(id, json));
    assertThat(ledger.states("f" + id, null, 10)).containsExactly(state(id, json));
    assertThat(ledger.execs("f" + id, null, 10)).containsExactly(exec(id, json));
    assertThat(ledger.issues("f" + id, null, 10)).containsExactly(issue(id, json));
    assertThat(ledger.issueCounts("f" + id)).hasSize(1);
    assertThat(ledger.relations("f" + id, null, 10))
        .containsExactly(new IssueRelation("r" + id, "i" + id, "x", "is", json));
    assertThat(ledger.logs("f" + id, null, 10)).isEmpty();
  }

  private static Json kept(@Nullable Json json) {
    return json == null ? Json.of("\"lost\"") : json;
  }

  private static Device device(String id, Json json) {
    return new Device("d" + id, "host", json, "boundary" + id, json, json, json);
  }

  private static OrchestrationSession session(String id, Json json) {
    return new OrchestrationSession(
        "f" + id, "d" + id, "n" + id, "1", Samples.AT, null, json, json, json, null);
  }

  private static Entry entry(String id, Json json) {
    return new Entry("e" + id, "f" + id, "a.csv", null, json);
  }

  private static StateTransition state(String id, Json json) {
    return new StateTransition(
        "t" + id, "f" + id, null, StateTransition.NONE, "x", json, null, Samples.AT, json);
  }

  private static Exec exec(String id, Json json) {
    return new Exec(
        "x" + id, "f" + id, null, null, "shell", null, null, "ls", "0", null, null, null, json,
        null, json);
  }

  private static Issue issue(String id, Json json) {
    return new Issue("i" + id, "f" + id, null, "T", "m", null, null, null, null, json);
  }

  private static LogEntry log(String id, Json json) {
    return new LogEntry("l" + id, null, null, "line", null, json);
  }
}
