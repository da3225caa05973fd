package dev.batchkit.testkit.contract.model;

import java.util.List;

/** A row as everybody sees it, in the engine or in the model. */
record SeenRow(
    ModelPart input,
    ModelPart value,
    String status,
    List<String> problems,
    boolean removed,
    long version,
    String outcome) {

  SeenRow withOutcome(String other) {
    return new SeenRow(input, value, status, problems, removed, version, other);
  }
}
