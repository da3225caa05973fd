package dev.batchkit.store;

import dev.batchkit.store.Check.Level;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What an examination found.
 *
 * @param checks everything that was looked at
 */
public record Health(List<Check> checks) {
  private static final int MOST_LINES = 40;
  private static final int MOST_CHARS = 160;

  /** Copies the list. */
  public Health {
    checks = List.copyOf(checks);
  }

  /** The worst of all levels. */
  public Level level() {
    return checks.stream().map(Check::level).max(Comparator.naturalOrder()).orElse(Level.OK);
  }

  /** Whether nothing is broken; somebody may still have to look at something. */
  public boolean isSound() {
    return level() != Level.FAULT;
  }

  /** A line for each check, at most 40; where there are more, those that are in order go first. */
  public String text() {
    int width = checks.stream().mapToInt(check -> check.name().length()).max().orElse(0);
    List<Check> shown = checks;
    if (checks.size() > MOST_LINES) {
      shown =
          checks.stream()
              .sorted(Comparator.comparing(Check::level).reversed())
              .limit(MOST_LINES - 1L)
              .toList();
    }
    String more =
        shown.size() == checks.size() ? "" : (checks.size() - shown.size()) + " more checks\n";
    return shown.stream().map(check -> line(check, width)).collect(Collectors.joining()) + more;
  }

  private static String line(Check check, int width) {
    String detail = check.detail().replaceAll("\\s+", " ");
    if (detail.length() > MOST_CHARS) {
      detail = detail.substring(0, MOST_CHARS) + "...";
    }
    return pad(check.level().name(), 5) + "  " + pad(check.name(), width) + "  " + detail + "\n";
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }
}
