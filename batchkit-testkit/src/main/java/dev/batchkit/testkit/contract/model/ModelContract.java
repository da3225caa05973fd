package dev.batchkit.testkit.contract.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.batchkit.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Random sequences of all commands of a batch's life, by two kits on the same data, with crashes
 * and failures on the way, against a plain model of what the documents promise. The test of a store
 * extends this.
 *
 * <p>System properties: {@code batchkit.model.seed} for the first seed, {@code
 * batchkit.model.sequences} for how many. A failure names its seed and the shortest part of its
 * sequence that still fails.
 */
public abstract class ModelContract {
  private static final int SEQUENCES = 500;
  private static final int SEQUENCES_A_STORE = 50;

  private final ModelTally tally = new ModelTally();
  private @Nullable ModelKits kits;
  private int sequences;

  /** For the test of a store. */
  protected ModelContract() {}

  /** Opens a store on data of its own, which is empty, for writing. */
  protected abstract Store open();

  /** Opens another store on the same data, while this one is open, closed or dead. */
  protected abstract Store reopen(Store store);

  /**
   * Ends an open store as if its process were killed. May be called on the thread of its unit of
   * work.
   */
  protected abstract void crash(Store store);

  /**
   * Has the hook told every point of the units of work of a store at which it may die: the step,
   * and {@code :begun}, {@code :before-commit} or {@code :committed}. What the hook throws at the
   * first two rolls the unit back.
   *
   * @param hook takes the place of the one before
   */
  protected abstract void atEveryPoint(Store store, Consumer<String> hook);

  /** Whatever commands come in whatever order, the batch is as the model says. */
  @Test
  @Timeout(value = 1, unit = TimeUnit.HOURS)
  void everySequenceOfCommandsEndsAsTheModelSays() {
    long first = Long.getLong("batchkit.model.seed", 1);
    int count = Integer.getInteger("batchkit.model.sequences", SEQUENCES);
    System.out.println(
        getClass().getSimpleName() + ": seeds " + first + " to " + (first + count - 1));
    for (long seed = first; seed < first + count; seed++) {
      List<ModelCommand> commands = ModelCommand.sequence(seed);
      Throwable found = run(commands, seed);
      if (found != null) {
        List<ModelCommand> least = shrunk(commands, seed);
        Throwable shown = run(least, seed);
        throw new AssertionError(
            "Seed " + seed + (shown == null ? ", once: " : ", shrunk to ") + least,
            shown == null ? found : shown);
      }
    }
    System.out.println(tally);
    if (count >= SEQUENCES) {
      for (ModelCommand.Kind kind : ModelCommand.Kind.values()) {
        assertThat(tally.done(kind)).as("how often %s was done", kind).isPositive();
      }
    }
  }

  private @Nullable Throwable run(List<ModelCommand> commands, long dice) {
    try {
      if (kits == null || sequences++ % SEQUENCES_A_STORE == 0) {
        close();
        kits = new ModelKits(this);
      }
      ModelWorld world = new ModelWorld(kits, tally, dice);
      commands.forEach(world::step);
      world.end();
      return null;
    } catch (AssertionError | RuntimeException e) {
      close();
      return e;
    }
  }

  @AfterEach
  final void close() {
    if (kits != null) {
      kits.close();
      kits = null;
    }
  }

  /** Leaves out one command or twist after the other as long as it still fails. */
  private List<ModelCommand> shrunk(List<ModelCommand> commands, long dice) {
    List<ModelCommand> least = commands;
    for (int i = least.size() - 1; i >= 0; i--) {
      List<ModelCommand> fewer = new ArrayList<>(least);
      ModelCommand command = fewer.remove(i);
      if (run(fewer, dice) == null) {
        fewer.add(i, command.straight());
        if (run(fewer, dice) == null) {
          fewer = least;
        }
      }
      least = fewer;
    }
    return least;
  }
}
