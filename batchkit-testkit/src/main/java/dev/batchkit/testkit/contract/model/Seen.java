package dev.batchkit.testkit.contract.model;

import java.util.List;
import java.util.SortedMap;

/** A batch as everybody sees it, in the engine or in the model. */
record Seen(
    String status,
    boolean complete,
    boolean frozen,
    boolean needsRefresh,
    boolean populated,
    SortedMap<Long, SeenRow> rows,
    List<SeenEdit> edits) {

  /** The same without its rows and edits. */
  Seen header() {
    return new Seen(
        status, complete, frozen, needsRefresh, populated, new java.util.TreeMap<>(), List.of());
  }
}
