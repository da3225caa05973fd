package dev.batchkit.orchestration;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A program to be run: no shell stands between, unless it is the program. Immutable: every method
 * that changes something gives a new one.
 */
public final class ProcessCommand {
  /** No command yet; no input, no time limit, one million bytes kept of each output. */
  public static final ProcessCommand EMPTY = new ProcessCommand(new Values());

  private final Values values;

  private ProcessCommand(Values values) {
    this.values = values;
  }

  /** What was said; changed by nobody once it is in a command. */
  private static final class Values implements Cloneable {
    List<String> command = List.of();
    Map<String, String> environment = Map.of();
    @Nullable Path directory;
    @Nullable String input;
    @Nullable Duration timeout;
    int keep = 1_000_000;
    @Nullable String namespace;
    @Nullable String identity;

    @Override
    public Values clone() {
      try {
        return (Values) super.clone();
      } catch (CloneNotSupportedException e) {
        throw new AssertionError(e);
      }
    }
  }

  private ProcessCommand with(Consumer<Values> change) {
    Values changed = values.clone();
    change.accept(changed);
    return new ProcessCommand(changed);
  }

  /** The program and its arguments. */
  public ProcessCommand command(String... command) {
    return command(List.of(command));
  }

  /** The program and its arguments. */
  public ProcessCommand command(List<String> command) {
    List<String> copy = List.copyOf(command);
    return with(v -> v.command = copy);
  }

  /**
   * Sets a variable of its environment, beside those of this process; only what is set here is
   * recorded.
   */
  public ProcessCommand environment(String name, String value) {
    Map<String, String> changed = new LinkedHashMap<>(values.environment);
    changed.put(name, value);
    return with(v -> v.environment = changed);
  }

  /** Runs it in this directory; in that of this process if nobody says. */
  public ProcessCommand directory(Path directory) {
    return with(v -> v.directory = directory);
  }

  /** What it reads from its standard input, as UTF-8; nothing if nobody says. */
  public ProcessCommand input(String text) {
    return with(v -> v.input = text);
  }

  /** Kills it, and what it started, when it has not ended after this time. */
  public ProcessCommand timeout(Duration timeout) {
    return with(v -> v.timeout = timeout);
  }

  /** Keeps the first so many bytes of its standard output, and as many of its standard error. */
  public ProcessCommand keep(int bytes) {
    return with(v -> v.keep = bytes);
  }

  /** A group that the exec belongs to, as one likes. */
  public ProcessCommand namespace(String namespace) {
    return with(v -> v.namespace = namespace);
  }

  /** What the exec is called, as one likes. */
  public ProcessCommand identity(String identity) {
    return with(v -> v.identity = identity);
  }

  /** The program and its arguments; empty if nobody has said. */
  public List<String> command() {
    return values.command;
  }

  /** What was set of its environment. */
  public Map<String, String> environment() {
    return Map.copyOf(values.environment);
  }

  /** The directory that it runs in; null for that of this process. */
  public @Nullable Path directory() {
    return values.directory;
  }

  /** What it reads; null for nothing. */
  public @Nullable String input() {
    return values.input;
  }

  /** When it is killed; null for never. */
  public @Nullable Duration timeout() {
    return values.timeout;
  }

  /** How many bytes of each output are kept. */
  public int keep() {
    return values.keep;
  }

  /** A group that the exec belongs to; null for none. */
  public @Nullable String namespace() {
    return values.namespace;
  }

  /** What the exec is called; null for nothing. */
  public @Nullable String identity() {
    return values.identity;
  }
}
