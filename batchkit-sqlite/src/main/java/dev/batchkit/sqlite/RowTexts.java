package dev.batchkit.sqlite;

import dev.batchkit.store.RowTable;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The SQL texts of the row tables of one store. */
final class RowTexts {
  private final Schema schema;
  private final Map<RowTable, RowText> texts = new ConcurrentHashMap<>();

  RowTexts(Schema schema) {
    this.schema = schema;
  }

  RowText of(RowTable table) {
    RowText text = texts.get(table);
    return text != null ? text : texts.computeIfAbsent(table, key -> new RowText(schema, key));
  }
}
