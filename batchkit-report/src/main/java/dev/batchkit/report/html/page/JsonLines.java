package dev.batchkit.report.html.page;

import dev.batchkit.json.Json;
import dev.batchkit.report.Shown;

/** Breaks a JSON text into lines and indents them; what stands between quotes stays as it is. */
final class JsonLines {
  private static final int LONGEST = 20_000;

  private final String text;
  private final StringBuilder out = new StringBuilder();
  private int depth;

  private JsonLines(String text) {
    this.text = text;
  }

  static String of(Json json) {
    String text = json.text();
    return text.length() <= LONGEST
        ? new JsonLines(text).write()
        : text.substring(0, LONGEST)
            + "\n[cut: the first %s of %s characters]"
                .formatted(Shown.count(LONGEST), Shown.count(text.length()));
  }

  private String write() {
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      if (character == '"') {
        int end = endOfQuoted(i);
        out.append(text, i, end);
        i = end - 1;
      } else if (character > ' ') {
        structure(character, i);
      }
    }
    return out.toString();
  }

  private int endOfQuoted(int begin) {
    int end = begin + 1;
    while (text.charAt(end) != '"') {
      end += text.charAt(end) == '\\' ? 2 : 1;
    }
    return end + 1;
  }

  private void structure(char character, int at) {
    if (character == '}' || character == ']') {
      depth--;
      line(!isEmpty(at));
      out.append(character);
    } else if (character == ':') {
      out.append(": ");
    } else {
      out.append(character);
      boolean opens = character == '{' || character == '[';
      depth += opens ? 1 : 0;
      line(character == ',' || (opens && !closes(at)));
    }
  }

  /** Whether nothing but blanks stands between what opens here and its end. */
  private boolean closes(int at) {
    int next = at + 1;
    while (text.charAt(next) <= ' ') {
      next++;
    }
    return "}]".indexOf(text.charAt(next)) >= 0;
  }

  private boolean isEmpty(int at) {
    int before = at - 1;
    while (text.charAt(before) <= ' ') {
      before--;
    }
    return "{[".indexOf(text.charAt(before)) >= 0;
  }

  private void line(boolean breaks) {
    if (breaks) {
      out.append('\n').append("  ".repeat(depth));
    }
  }
}
