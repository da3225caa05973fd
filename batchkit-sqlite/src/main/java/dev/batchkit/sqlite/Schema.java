package dev.batchkit.sqlite;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The tables, indexes, triggers and views of batchkit, from numbered resources, under a table
 * prefix.
 */
final class Schema {
  /** The number of the last resource: what {@code batchkit_schema} must say. */
  static final int VERSION = 4;

  /** "BKit", by which a file says that batchkit created it. */
  static final int APPLICATION_ID = 0x424b6974;

  static final String SCHEMA_TABLE = "batchkit_schema";

  private static final List<String> RESOURCES =
      List.of("001-documented.sql", "002-batchkit.sql", "003-frozen.sql", "004-views.sql");
  private static final Pattern QUOTED = Pattern.compile("\"([^\"]+)\"");
  private static final Pattern COMMENT = Pattern.compile("(?m)^--.*\\R");
  private static final Pattern END_OF_STATEMENT = Pattern.compile(";\\s*(?=CREATE |$)");

  private final String prefix;
  private final Map<String, String> names = new TreeMap<>();
  private final List<SchemaObject> objects = new ArrayList<>();

  Schema(String prefix) {
    this.prefix = prefix;
    List<SchemaObject> plain = new ArrayList<>();
    RESOURCES.forEach(resource -> plain.addAll(statements(text(resource))));
    plain.forEach(object -> names.put(object.name(), prefix + object.name()));
    plain.forEach(object -> objects.add(SchemaObject.of(prefixed(object.sql()))));
  }

  /** Everything but row tables, in the order in which it is created. */
  List<SchemaObject> objects() {
    return List.copyOf(objects);
  }

  /** The name that a table, index, trigger or view of ours has in this file. */
  String name(String plain) {
    return prefix + plain;
  }

  /** The tables by the name that they have in SQL texts: {@code <batch>} is {@code batch}. */
  Map<String, String> tables() {
    return objects.stream()
        .filter(object -> object.type().equals("table"))
        .map(SchemaObject::name)
        .collect(Collectors.toMap(name -> name.substring(prefix.length()), Function.identity()));
  }

  /** Whether a table of this name is one that keeps rows. */
  boolean isRowTable(String name) {
    String dynamic = name("batchkit_row");
    return name.equals(dynamic) || name.startsWith(dynamic + "_");
  }

  /**
   * A row table with its index by status and its triggers.
   *
   * @param table its plain name
   * @param payload its payload columns, each with the comma that follows it
   */
  List<SchemaObject> rowTable(String table, String payload) {
    String sql =
        text("row-table.sql")
            .replace("\"batchkit_row\"", '"' + name(table) + '"')
            .replace("\"batchkit_row.", '"' + name(table) + '.')
            .replace("/* payload */", payload);
    return statements(prefixed(sql));
  }

  private String prefixed(String sql) {
    if (prefix.isEmpty()) {
      return sql;
    }
    return QUOTED
        .matcher(sql)
        .replaceAll(
            quoted ->
                Matcher.quoteReplacement(
                    '"' + names.getOrDefault(quoted.group(1), quoted.group(1)) + '"'));
  }

  private static List<SchemaObject> statements(String text) {
    String bare = COMMENT.matcher(text).replaceAll("");
    return END_OF_STATEMENT
        .splitAsStream(bare.strip())
        .map(String::strip)
        .filter(sql -> !sql.isEmpty())
        .map(SchemaObject::of)
        .toList();
  }

  private static String text(String resource) {
    try (InputStream in = Schema.class.getResourceAsStream("schema/" + resource)) {
      if (in == null) {
        throw new IllegalStateException("The jar of batchkit-sqlite lacks schema/" + resource);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
