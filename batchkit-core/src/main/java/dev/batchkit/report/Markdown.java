package dev.batchkit.report;

import dev.batchkit.json.Json;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Writes Markdown; no text that is given to it can end what it stands in, nor begin anything. */
final class Markdown {
  private static final Pattern SPECIAL = Pattern.compile("[\\\\`*_\\[\\]<>|&~#]");
  private static final Pattern TICKS = Pattern.compile("`+");
  private static final Pattern LIST = Pattern.compile("^([-+=]|\\d+[.)])");

  private final StringBuilder out = new StringBuilder();

  /** Writes lines of our own, followed by an empty one. */
  Markdown paragraph(String text) {
    out.append(text).append("\n\n");
    return this;
  }

  Markdown line(String text) {
    out.append(text).append('\n');
    return this;
  }

  Markdown heading(int level, String anchor, String text) {
    out.append("<a id=\"").append(anchor).append("\"></a>\n\n");
    return paragraph("#".repeat(level) + " " + text);
  }

  /** A table; cells are Markdown. */
  Markdown table(List<String> head, List<List<String>> rows) {
    row(head);
    row(head.stream().map(cell -> cell.startsWith("#") ? "---:" : "---").toList());
    rows.forEach(this::row);
    out.append('\n');
    return this;
  }

  private void row(List<String> cells) {
    out.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  /** A text of any content in a fence that it cannot close. */
  Markdown fence(String language, String content) {
    String text = Shown.block(content);
    String fence = "`".repeat(Math.max(3, longest(text) + 1));
    return paragraph(fence + language + "\n" + text + "\n" + fence);
  }

  /** A fact of the front matter; a JSON text in one line is YAML too. */
  Markdown fact(String name, @Nullable Object value) {
    if (value != null && !value.equals("")) {
      String json = value instanceof Json given ? given.text() : Json.write(value).text();
      line(name + ": " + inOneLine(json));
    }
    return this;
  }

  /**
   * What is not to be seen, or would be HTML to those who know no front matter, stands between
   * quotes, where it is escaped, or is a blank.
   */
  private static String inOneLine(String json) {
    StringBuilder line = new StringBuilder(json.length());
    for (int i = 0; i < json.length(); i++) {
      char character = json.charAt(i);
      if (Character.getType(character) == Character.CONTROL) {
        line.append(' ');
      } else if (isMisleading(character)) {
        line.append("\\u%04x".formatted((int) character));
      } else {
        line.append(character);
      }
    }
    return line.toString();
  }

  private static boolean isMisleading(char character) {
    return switch (Character.getType(character)) {
      case Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
      default -> "<>&".indexOf(character) >= 0;
    };
  }

  /** Any text in one line as itself. */
  static String text(@Nullable String text) {
    String escaped = SPECIAL.matcher(Shown.line(text)).replaceAll("\\\\$0");
    return LIST.matcher(escaped).replaceFirst("\\\\$1").replaceFirst("^\\\\(\\d+)", "$1\\\\");
  }

  /** Any text in one line as code; nothing for none. */
  static String code(@Nullable String text) {
    String line = Shown.line(text, 300);
    if (line.isEmpty()) {
      return "";
    }
    String ticks = "`".repeat(longest(line) + 1);
    String pad = line.startsWith("`") || line.endsWith("`") ? " " : "";
    return ticks + pad + line.replace("|", "\\|") + pad + ticks;
  }

  private static int longest(String text) {
    int longest = 0;
    for (Matcher ticks = TICKS.matcher(text); ticks.find(); ) {
      longest = Math.max(longest, ticks.group().length());
    }
    return longest;
  }

  @Override
  public String toString() {
    return out.toString().stripTrailing() + "\n";
  }
}
