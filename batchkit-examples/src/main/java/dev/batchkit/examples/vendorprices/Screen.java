package dev.batchkit.examples.vendorprices;

import java.io.Console;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** Where the program prints, and whom it asks. */
final class Screen {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

  /** At most so many characters and then white space, or a longer word. */
  private static final Pattern WRAP = Pattern.compile("(.{1,80}|\\S+)(?:\\s+|$)");

  private final PrintWriter out;
  private final Question question;
  private final boolean interactive;

  /**
   * A screen.
   *
   * @param out takes the text
   * @param question answers what the program asks
   * @param interactive whether a progress bar may be drawn
   */
  Screen(PrintWriter out, Question question, boolean interactive) {
    this.out = out;
    this.question = question;
    this.interactive = interactive;
  }

  /** The terminal that the program was started in, if there is one. */
  static Screen ofTerminal(PrintWriter out) {
    Console console = terminal();
    return new Screen(out, text -> answer(console, text), console != null);
  }

  /** The screen of a command that asks nothing. */
  static Screen of(CommandSpec command) {
    return new Screen(command.commandLine().getOut(), text -> Optional.empty(), false);
  }

  /** Prints a line. */
  void line(String text) {
    out.println(text);
    out.flush();
  }

  /** Prints an empty line and a heading. */
  void heading(String text) {
    line("");
    line(text);
  }

  /** Prints a fact with its name before it, wrapped where it is long. */
  void fact(String name, String value) {
    String label = name;
    for (String part : WRAP.matcher(value).replaceAll("$1\n").lines().toList()) {
      line("  %-10s %s".formatted(label, part).stripTrailing());
      label = "";
    }
  }

  /** Asks for a yes; empty if there is nobody to answer. */
  Optional<Boolean> confirm(String text) {
    line("");
    return answer(text)
        .map(said -> said.strip().toLowerCase(Locale.ROOT))
        .map(said -> said.equals("y") || said.equals("yes"));
  }

  /** Asks for a line; empty if there is nobody to answer. */
  Optional<String> answer(String text) {
    return question.ask(text);
  }

  /** Shows how far runs are: by a bar on a terminal, else not at all. */
  ProgressDisplay progress() {
    return new ProgressDisplay(interactive);
  }

  /** A number of things as people write it. */
  static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** A number of rows, in words. */
  static String rows(long number) {
    return count(number) + (number == 1 ? " row" : " rows");
  }

  /** A time as people read it. */
  static String time(@Nullable Instant instant) {
    return instant == null ? "" : TIME.format(instant);
  }

  /** Null without a terminal: before JDK 22 there is no console then, since then it says so. */
  @SuppressWarnings("SystemConsoleNull")
  private static @Nullable Console terminal() {
    Console console = System.console();
    if (console == null) {
      return null;
    }
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console) ? console : null;
    } catch (ReflectiveOperationException e) {
      return console;
    }
  }

  private static Optional<String> answer(@Nullable Console console, String text) {
    return Optional.ofNullable(console == null ? null : console.readLine("%s", text));
  }

  /** Someone who answers. */
  @FunctionalInterface
  interface Question {
    /** Asks; gives the line that was said, empty if there is nobody to answer. */
    Optional<String> ask(String text);
  }
}
