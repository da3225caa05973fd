package dev.batchkit.testkit.contract.model;

import dev.batchkit.batch.Row;
import dev.batchkit.batch.RowOutcome;
import dev.batchkit.json.Json;
import dev.batchkit.spi.Chunk;
import dev.batchkit.spi.ExternalWork;
import dev.batchkit.spi.RowExecutor;
import dev.batchkit.spi.RowResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Who executes the rows: by verdicts, by work in the store, or as the world outside, which
 * remembers what was done under which key, and does not mind when a store crashes. How it reacts
 * depends on the row and on what it was asked before, so that a sequence can be repeated.
 */
final class ModelService {
  private static final Duration SOON = Duration.ofNanos(1000);

  private final Map<String, Integer> asked = new HashMap<>();
  private final Map<String, Integer> effects = new HashMap<>();
  private final Set<String> unsettled = new HashSet<>();
  private final List<String> faults = new ArrayList<>();
  private final Map<Long, RowOutcome> answers = new HashMap<>();
  private Runnable onAnswer = () -> {};
  private boolean external;
  private boolean mixed;
  private int round;
  private int heard;
  private boolean threw;

  /** What a call does and says. */
  private enum Reaction {
    APPLIED,
    SKIPPED,
    FAILED,
    LATER,
    THROWS_BEFORE,
    THROWS_AFTER;

    static Reaction of(int dice) {
      if (dice < 46) {
        return APPLIED;
      }
      return dice < 49
          ? SKIPPED
          : dice < 57 ? FAILED : dice < 60 ? LATER : dice < 62 ? THROWS_BEFORE : THROWS_AFTER;
    }
  }

  /**
   * Begins anew.
   *
   * @param some whether rows are external
   * @param all whether all are
   */
  synchronized void begin(boolean some, boolean all) {
    round = 0;
    faults.clear();
    external = some || all;
    mixed = !all;
  }

  /** Is run before each answer. */
  void onAnswer(Runnable action) {
    onAnswer = action;
  }

  boolean isExternal(long sequence) {
    return external && (!mixed || sequence % 2 == 0);
  }

  /** Forgets what it said; what is still under way of an execution does nothing any more. */
  synchronized void begin() {
    round++;
    heard++;
    threw = false;
    answers.clear();
  }

  /** Whoever asked is dead: what it asks from now on is not heard. */
  synchronized void cutOff() {
    heard++;
  }

  /** What it said last of each row since the execution began; UNKNOWN where it said nothing. */
  synchronized Map<Long, RowOutcome> answers() {
    return Map.copyOf(answers);
  }

  /** Whether it threw the execution over. */
  synchronized boolean threw() {
    return threw;
  }

  /** How often the effect of a row was done. */
  synchronized int effects(String key) {
    return effects.getOrDefault(key, 0);
  }

  /** What must never be done. */
  synchronized List<String> faults() {
    return List.copyOf(faults);
  }

  synchronized RowExecutor<ModelPart> executor() {
    begin();
    return new Executor(heard);
  }

  private int dice(Object... of) {
    return Math.floorMod((Objects.hash(of) * 0x9E3779B9) >>> 7, 64);
  }

  private static RowResult result(Reaction reaction) {
    return switch (reaction) {
      case APPLIED -> RowResult.applied(Json.of("{\"by\":\"service\"}"));
      case SKIPPED -> RowResult.skipped("not for me");
      case FAILED -> RowResult.failed("not today");
      case LATER -> RowResult.retry(SOON);
      case THROWS_BEFORE, THROWS_AFTER -> throw new IllegalStateException("the line is cut");
    };
  }

  /** What one execution asks. */
  private final class Executor implements RowExecutor<ModelPart>, ExternalWork<ModelPart> {
    private final int of;

    Executor(int of) {
      this.of = of;
    }

    @Override
    public void apply(Chunk<ModelPart> chunk) {
      for (Row<ModelPart> row : chunk.rows()) {
        if (isExternal(row.sequence())) {
          chunk.external(row, this);
        } else if (row.sequence() % 3 == 0) {
          chunk.inStore(row, (same, tx) -> plain(same, true));
        } else {
          chunk.verdict(row, plain(row, false));
        }
      }
    }

    private RowResult plain(Row<ModelPart> row, boolean inStore) {
      if (!inStore) {
        onAnswer.run();
      }
      synchronized (ModelService.this) {
        Reaction reaction = Reaction.of(dice(row.value(), row.sequence(), round));
        boolean throwsOver = !inStore && dice(row.sequence(), round) == 0;
        answers.put(row.sequence(), answer(reaction));
        threw |= throwsOver;
        if (throwsOver) {
          throw new IllegalStateException("it is all too much");
        }
        return !inStore && reaction.compareTo(Reaction.LATER) > 0
            ? result(Reaction.FAILED)
            : result(reaction);
      }
    }

    private RowOutcome answer(Reaction reaction) {
      return switch (reaction) {
        case APPLIED -> RowOutcome.APPLIED;
        case SKIPPED -> RowOutcome.SKIPPED;
        case FAILED, LATER, THROWS_BEFORE, THROWS_AFTER -> RowOutcome.FAILED;
      };
    }

    @Override
    public RowResult call(Row<ModelPart> row, String key) {
      onAnswer.run();
      synchronized (ModelService.this) {
        requireHeard();
        if (!unsettled.add(key)) {
          faults.add("row " + row.sequence() + " was called again without being settled");
        }
        Reaction reaction = Reaction.of(dice(row.value(), row.sequence(), times(key)));
        if (reaction == Reaction.APPLIED || reaction == Reaction.THROWS_AFTER) {
          effects.merge(key, 1, Integer::sum);
        }
        boolean says = reaction.compareTo(Reaction.LATER) <= 0;
        answers.put(row.sequence(), says ? answer(reaction) : RowOutcome.UNKNOWN);
        return result(reaction);
      }
    }

    @Override
    @SuppressWarnings("NullAway") // a handler may be written without null checks
    public RowResult settle(Row<ModelPart> row, String key) {
      onAnswer.run();
      synchronized (ModelService.this) {
        requireHeard();
        int dice = dice(row.sequence(), times(key), "settle");
        answers.put(row.sequence(), RowOutcome.UNKNOWN);
        if (dice < 6) {
          throw new IllegalStateException("the line is cut");
        }
        if (dice < 12) {
          return dice < 8 ? null : RowResult.retry(SOON);
        }
        if (effects.containsKey(key)) {
          answers.put(row.sequence(), RowOutcome.APPLIED);
          return RowResult.applied();
        }
        unsettled.remove(key);
        answers.put(row.sequence(), RowOutcome.FAILED);
        return RowResult.notDone();
      }
    }

    private int times(String key) {
      return asked.merge(key, 1, Integer::sum);
    }

    private void requireHeard() {
      if (of != heard) {
        throw new IllegalStateException("the process is dead");
      }
    }
  }
}
