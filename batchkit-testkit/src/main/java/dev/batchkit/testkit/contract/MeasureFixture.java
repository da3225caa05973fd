package dev.batchkit.testkit.contract;

import dev.batchkit.BatchKit;
import dev.batchkit.KitOptions;
import dev.batchkit.batch.BatchId;
import dev.batchkit.batch.Run;
import dev.batchkit.session.AlertOperator;
import dev.batchkit.session.IndicatorDraft;
import dev.batchkit.session.Quantity;
import dev.batchkit.session.Session;
import dev.batchkit.session.Verdict;
import java.util.List;
import java.util.function.UnaryOperator;

/** What the parts of the contract that measure share: a group whose indicators are above 10. */
interface MeasureFixture extends LifeFixture {
  String GROUP = "orders";

  /** A kit that measures these records, by the names a, b, c and so on. */
  default BatchKit measuring(ScriptedRecords... records) {
    return measuring(options -> options, records);
  }

  /** A kit that measures these records. */
  default BatchKit measuring(UnaryOperator<KitOptions> more, ScriptedRecords... records) {
    return another(
        options -> {
          KitOptions all = more.apply(options);
          for (int i = 0; i < records.length; i++) {
            all = all.records(name(i), records[i]);
          }
          return all;
        });
  }

  private static String name(int place) {
    return String.valueOf((char) ('a' + place));
  }

  /** Defines an indicator of this name over the records of this name. */
  static void define(BatchKit kit, String name) {
    define(kit, name, draft -> draft);
  }

  /** Defines an indicator of this name over the records of this name. */
  static void define(BatchKit kit, String name, UnaryOperator<IndicatorDraft> more) {
    kit.indicators()
        .define(
            GROUP,
            draft ->
                more.apply(
                    draft
                        .name(name)
                        .type("validity")
                        .target(name)
                        .key("id")
                        .measures("v")
                        .alertWhen(Quantity.VALUE, AlertOperator.GT, "10")));
  }

  static Session session(BatchKit kit, Run run, String indicator) {
    return session(kit, run.batchId(), indicator);
  }

  static Session session(BatchKit kit, BatchId batch, String indicator) {
    return kit.indicators().sessions().batch(batch).indicator(indicator).page(2).get(0);
  }

  /** What the sessions of a batch say, by ascending id. */
  static List<Verdict> verdicts(BatchKit kit, Run run) {
    return kit.indicators().sessions().batch(run.batchId()).page(1_000).stream()
        .sorted(java.util.Comparator.comparingLong(Session::id))
        .map(Session::verdict)
        .toList();
  }
}
