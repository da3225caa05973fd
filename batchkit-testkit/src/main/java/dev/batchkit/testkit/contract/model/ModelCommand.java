package dev.batchkit.testkit.contract.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * One command of a sequence. Its numbers are read against the state that it finds, so that any part
 * of a sequence is a sequence too.
 *
 * @param kind what is asked for
 * @param a which row, or how many
 * @param b with what
 * @param second whether the second of two kits on the same data is asked
 * @param twist what happens on the way; null for nothing
 */
record ModelCommand(Kind kind, int a, int b, boolean second, @Nullable Twist twist) {
  /** What may be asked for, and how often it is. */
  enum Kind {
    LOOKUPS(4),
    NEW(1),
    POPULATE(4),
    POPULATE_BROKEN(1),
    REPOPULATE(2),
    REFRESH(6),
    CLONE(2),
    ADD(6),
    EDIT(10),
    EDIT_CELLS(6),
    EDIT_STALE(3),
    QUICK_ENTRY(5),
    APPLY(5),
    REMOVE(6),
    RESTORE(4),
    UNDO(7),
    SET_ALL(4),
    REMOVE_ALL(3),
    RESTORE_ALL(3),
    UNDO_ALL(4),
    COMPLETE(3),
    INCOMPLETE(4),
    EXECUTE(20),
    EXECUTE_NEXT(6),
    REOPEN(6),
    SETTLE(2),
    DISCARD(1);

    final int weight;

    Kind(int weight) {
      this.weight = weight;
    }
  }

  /** What happens on the way. */
  enum Event {
    /** The process is killed. */
    CRASH,
    /** The process is killed, and the next one while it recovers. */
    CRASH_TWICE,
    /** The store is busy. */
    BUSY,
    /** The handler throws. */
    BREAK,
    /** Somebody else asks for something. */
    MEANWHILE,
    /** Somebody cancels the run. */
    CANCEL,
    /** Somebody takes the batch from the run. */
    TAKE_OVER
  }

  /**
   * Something on the way.
   *
   * @param event what
   * @param at at which point
   * @param other what somebody else asks for
   */
  record Twist(Event event, int at, Kind other) {}

  private static final int LONGEST = 28;
  private static final int TWISTED_ONE_IN = 2;
  private static final List<Event> EVENTS =
      List.of(
          Event.CRASH,
          Event.CRASH,
          Event.CRASH,
          Event.CRASH_TWICE,
          Event.BUSY,
          Event.BUSY,
          Event.BREAK,
          Event.MEANWHILE,
          Event.MEANWHILE,
          Event.MEANWHILE,
          Event.CANCEL,
          Event.TAKE_OVER);

  /** A sequence, the same for the same seed. */
  static List<ModelCommand> sequence(long seed) {
    Random random = new Random(seed * 0x9E3779B97F4A7C15L);
    List<ModelCommand> commands = new ArrayList<>();
    int length = 4 + random.nextInt(LONGEST);
    boolean two = random.nextInt(3) == 0;
    for (int i = 0; i < length; i++) {
      commands.add(
          new ModelCommand(
              i == 0 && random.nextBoolean() ? Kind.POPULATE : kind(random),
              random.nextInt(1000),
              random.nextInt(1000),
              two && random.nextInt(3) == 0,
              random.nextInt(TWISTED_ONE_IN) == 0 ? twist(random) : null));
    }
    return commands;
  }

  private static Twist twist(Random random) {
    int[] limits = {1, 3, 9, 30, 140};
    return new Twist(
        EVENTS.get(random.nextInt(EVENTS.size())),
        random.nextInt(limits[random.nextInt(limits.length)]),
        kind(random));
  }

  private static Kind kind(Random random) {
    int all = 0;
    for (Kind kind : Kind.values()) {
      all += kind.weight;
    }
    int dice = random.nextInt(all);
    for (Kind kind : Kind.values()) {
      dice -= kind.weight;
      if (dice < 0) {
        return kind;
      }
    }
    throw new IllegalStateException("the weights are positive");
  }

  /** The same with another kind. */
  ModelCommand as(Kind other) {
    return new ModelCommand(other, a, b, second, twist);
  }

  ModelCommand straight() {
    return new ModelCommand(kind, a, b, second, null);
  }

  /** The lines of a source: mostly a few, at times more than a chunk. */
  List<ModelPart> lines() {
    int count = a % 9;
    if (a % 10 == 9) {
      count = 101 + a % 60;
    }
    if (a % 250 == 249) {
      count = 1010;
    }
    List<ModelPart> lines = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      lines.add(
          i < 12 || (i + b) % 30 == 0
              ? line(a + b + i * (1 + b % 3), a + i)
              : ModelPart.line("S" + i, (long) i));
    }
    return lines;
  }

  ModelPart line() {
    return line(a, b);
  }

  /** Mostly good ones, a few of which meet. */
  private static ModelPart line(int sku, int amount) {
    return ModelPart.line(sku(sku), amount(amount));
  }

  static @Nullable String sku(int dice) {
    String[] skus = {
      "A",
      "B",
      "C",
      "D",
      "E",
      "F",
      " A",
      ModelMade.ALIAS,
      ModelMade.LEFT_OUT,
      "G",
      "H",
      "I",
      "",
      "J"
    };
    return dice % 41 == 40 ? null : skus[dice % skus.length];
  }

  static @Nullable Long amount(int dice) {
    Long[] amounts = {1L, 2L, 30L, -4L, 7L, 1L, 8L, 70L, 5L, 6L};
    return dice % 31 == 30 ? null : amounts[dice % amounts.length];
  }
}
