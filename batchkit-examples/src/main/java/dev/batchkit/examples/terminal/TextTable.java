package dev.batchkit.examples.terminal;

import java.util.ArrayList;
import java.util.List;

/**
 * A table of text with aligned columns; one whose heading begins with {@code >} is right-aligned.
 */
public final class TextTable {
  private static final String GAP = "  ";

  private final List<Boolean> right = new ArrayList<>();
  private final List<List<String>> lines = new ArrayList<>();

  private TextTable() {}

  /** A table with headings. */
  public static TextTable headed(String... headings) {
    TextTable table = shaped(headings);
    List<String> names = List.of(headings);
    table.lines.add(
        names.stream().map(name -> name.startsWith(">") ? name.substring(1) : name).toList());
    return table;
  }

  /** A table whose headings only say how columns are aligned, and are not shown. */
  public static TextTable shaped(String... headings) {
    TextTable table = new TextTable();
    for (String heading : headings) {
      table.right.add(heading.startsWith(">"));
    }
    return table;
  }

  /** Adds a line: one cell per column. */
  public TextTable add(String... cells) {
    lines.add(List.of(cells));
    return this;
  }

  /** The lines, each after this indent, without spaces at their ends. */
  public List<String> lines(String indent) {
    List<Integer> widths = widths();
    return lines.stream().map(line -> indent + aligned(line, widths).stripTrailing()).toList();
  }

  private List<Integer> widths() {
    List<Integer> widths = new ArrayList<>();
    for (int i = 0; i < right.size(); i++) {
      int column = i;
      widths.add(lines.stream().mapToInt(line -> width(line.get(column))).max().orElse(0));
    }
    return widths;
  }

  private String aligned(List<String> line, List<Integer> widths) {
    List<String> cells = new ArrayList<>();
    for (int i = 0; i < line.size(); i++) {
      String pad = " ".repeat(widths.get(i) - width(line.get(i)));
      cells.add(right.get(i) ? pad + line.get(i) : line.get(i) + pad);
    }
    return String.join(GAP, cells);
  }

  private static int width(String cell) {
    return cell.codePointCount(0, cell.length());
  }
}
