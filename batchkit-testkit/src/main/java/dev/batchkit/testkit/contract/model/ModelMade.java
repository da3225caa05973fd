package dev.batchkit.testkit.contract.model;

import dev.batchkit.batch.Severity;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the model says that a handler makes of an input: worked out here once more, apart from the
 * handler.
 *
 * @param value the row
 * @param status the code of its status
 * @param problems the codes of its problems, each with its column
 */
record ModelMade(ModelPart value, String status, List<String> problems) {
  static final String ALIAS = "alias";
  static final String LEFT_OUT = "left-out";
  private static final long LARGE = 30;

  /**
   * Makes a row.
   *
   * @param lookups which of the states of the world outside is looked up
   */
  static ModelMade of(ModelPart input, int lookups) {
    List<String> problems = new ArrayList<>();
    String sku = sku(input.sku(), lookups);
    if (sku == null) {
      problems.add("ERROR(sku)");
    }
    if (input.amount() == null) {
      problems.add("ERROR(amount)");
    } else if (input.amount() < 0) {
      problems.add("WARNING(amount)");
    }
    if (LEFT_OUT.equals(sku)) {
      problems.add("SKIP(sku)");
    }
    if ("D".equals(sku) && lookups == 1) {
      problems.add("WARNING(kind)");
    }
    return new ModelMade(
        new ModelPart(sku, input.amount(), kind(sku, lookups)),
        status(problems, input.amount()),
        List.copyOf(problems));
  }

  static @Nullable String sku(@Nullable String given, int lookups) {
    if (given == null || given.isBlank()) {
      return null;
    }
    String sku = given.strip();
    return sku.equals(ALIAS) && lookups > 0 ? (lookups == 1 ? "A" : "B") : sku;
  }

  static @Nullable String kind(@Nullable String sku, int lookups) {
    if ("E".equals(sku) || "F".equals(sku)) {
      return "pair";
    }
    return "C".equals(sku) ? "c" + lookups : null;
  }

  /** What a quick entry makes of a row that it found. */
  static ModelPart oneMore(ModelPart input) {
    Long amount = input.amount();
    return new ModelPart(input.sku(), amount == null ? 1 : amount + 1, input.kind());
  }

  static boolean isLarge(@Nullable Long amount) {
    return amount != null && amount >= LARGE;
  }

  private static String status(List<String> problems, @Nullable Long amount) {
    for (Severity severity : List.of(Severity.ERROR, Severity.SKIP, Severity.WARNING)) {
      if (problems.stream().anyMatch(problem -> problem.startsWith(severity.name()))) {
        return severity.name();
      }
    }
    return isLarge(amount) ? ModelStatus.LARGE.name() : Severity.OK.name();
  }
}
