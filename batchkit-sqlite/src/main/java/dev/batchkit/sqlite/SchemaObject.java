package dev.batchkit.sqlite;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A table, index, trigger or view.
 *
 * @param type {@code table}, {@code index}, {@code trigger} or {@code view}
 * @param name its name
 * @param sql the statement that creates it unless it exists
 */
record SchemaObject(String type, String name, String sql) {
  private static final Pattern CREATE =
      Pattern.compile("CREATE (TABLE|INDEX|TRIGGER|VIEW) IF NOT EXISTS \"([^\"]+)\"");
  private static final Pattern SPACE = Pattern.compile("\\s+");

  static SchemaObject of(String sql) {
    Matcher create = CREATE.matcher(sql);
    if (!create.lookingAt()) {
      throw new IllegalStateException("Not a statement of our schema: " + sql);
    }
    return new SchemaObject(create.group(1).toLowerCase(Locale.ROOT), create.group(2), sql);
  }

  /** Whether this is what sqlite_schema says: white space folded, IF NOT EXISTS left out. */
  boolean isTextOf(String stored) {
    return folded(sql.replaceFirst("IF NOT EXISTS ", "")).equals(folded(stored));
  }

  /** Whether the store works without it: a view is for those who read. */
  boolean isOptional() {
    return type.equals("view");
  }

  /** How it is named to people. */
  String label() {
    return type + " " + name;
  }

  private static String folded(String sql) {
    return SPACE.matcher(sql).replaceAll(" ").strip();
  }
}
