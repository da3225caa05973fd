package dev.batchkit.testkit.contract.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.batchkit.batch.Batch;
import dev.batchkit.batch.BatchId;
import dev.batchkit.batch.RowOutcome;
import dev.batchkit.error.BatchBusy;
import dev.batchkit.error.BatchKitException;
import dev.batchkit.error.ExecutionBlocked;
import dev.batchkit.error.HandlerFailed;
import dev.batchkit.error.InvalidValue;
import dev.batchkit.testkit.contract.model.ModelCommand.Event;
import dev.batchkit.testkit.contract.model.ModelCommand.Kind;
import dev.batchkit.testkit.contract.model.ModelCommand.Twist;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Batches in a store and in the model, and the steps that both take. */
final class ModelWorld {
  /** What is thrown once a run has begun, which stands in the header. */
  private static final Set<Class<?>> BEGINS =
      Set.of(ExecutionBlocked.class, HandlerFailed.class, InvalidValue.class);

  private final ModelKits kits;
  private final ModelTally tally;
  private final ModelService service;
  private final ModelHandler handler;
  private final Asks asks;
  private final Map<BatchId, ModelBatch> models = new LinkedHashMap<>();
  private BatchId id;
  private Batch header;
  private volatile boolean stopped;
  private volatile boolean busy;
  private boolean idle;
  private boolean refused;
  private SortedMap<Long, SeenRow> rows = new TreeMap<>();

  /**
   * Begins with an empty batch.
   *
   * @param dice which rows are executed outside the store
   */
  ModelWorld(ModelKits kits, ModelTally tally, long dice) {
    this.kits = kits;
    this.tally = tally;
    service = kits.service;
    handler = kits.handler;
    asks = new Asks(handler, service);
    handler.lookups(0);
    service.begin(dice % 3 != 0, dice % 3 == 1);
    header = kits.first().parts.create(draft -> draft.description("model"));
    id = header.id();
    models.put(id, new ModelBatch());
  }

  private ModelBatch model() {
    return Objects.requireNonNull(models.get(id));
  }

  /** Takes a step, and compares what is there now. */
  void step(ModelCommand command) {
    switch (command.kind()) {
      case LOOKUPS -> lookUpOtherwise(command);
      case NEW, CLONE -> make(command);
      default -> {
        if (model().frozen && command.b() % 3 != 0) {
          make(command);
        } else {
          ask(command);
        }
      }
    }
    compare(command);
  }

  private void lookUpOtherwise(ModelCommand command) {
    handler.lookups((handler.lookups() + 1 + command.a() % 2) % 3);
    tally.count(command.kind(), "done");
  }

  private ModelDoor door(ModelCommand command) {
    return command.second() ? kits.second() : kits.first();
  }

  private void ask(ModelCommand command) {
    Ask ask = asks.of(command, new Ask.Target(id, model(), header.version(), kits.first().parts));
    if (ask == null) {
      return;
    }
    ModelDoor door = door(command);
    service.begin();
    begin(command.twist(), door, ask);
    Throwable thrown = caught(() -> ask.action().accept(door.parts));
    boolean cutOff = end(command.twist());
    Seen seen = kits.first().see(id);
    if (cutOff) {
      assertThat(thrown == null || thrown instanceof BatchKitException)
          .as("thrown by what was cut off: %s", thrown)
          .isTrue();
      tally.count(command.kind(), String.valueOf(Objects.requireNonNull(command.twist()).event()));
      ask.parts().partly(model(), seen);
    } else if (thrown != null || !idle) {
      apply(command.kind(), ask, thrown, seen);
    }
  }

  /** Whether it would change nothing, so that nobody can tell when it was done. */
  private boolean isIdle(Ask ask) {
    ModelBatch after = model().copy();
    Seen before = after.seen();
    return ask.effect().on(after, before) == null && after.seen().equals(before);
  }

  /** The model does what was done. */
  private void apply(Kind kind, Ask ask, @Nullable Throwable thrown, Seen seen) {
    model().passOver(seen.rows().keySet());
    Class<? extends Throwable> expected = ask.effect().on(model(), seen);
    tally.count(kind, expected);
    if (expected == null) {
      if (thrown != null) {
        throw new AssertionError("was refused", thrown);
      }
    } else {
      assertThat(thrown).as("what was thrown").isInstanceOf(expected);
      refused = kind != Kind.EXECUTE_NEXT && !(ask.isRun() && BEGINS.contains(expected));
    }
  }

  private void begin(@Nullable Twist twist, ModelDoor door, Ask ask) {
    stopped = false;
    refused = false;
    busy = true;
    idle = false;
    if (twist == null) {
      return;
    }
    switch (twist.event()) {
      case CRASH, CRASH_TWICE -> kits.crashAt(door.store, twist.at());
      case BUSY -> kits.busyAt(door.store, twist.at());
      case BREAK -> handler.breakAfter(twist.at());
      case MEANWHILE -> meanwhile(twist, door, ask);
      case CANCEL -> stop(twist, () -> other(door).parts.cancel(id));
      case TAKE_OVER -> stop(twist, () -> other(door).parts.takeOver(id));
    }
  }

  private ModelDoor other(ModelDoor door) {
    return door == kits.first() ? kits.second() : kits.first();
  }

  /** Somebody stops the run that holds the batch, if one does. */
  private void stop(Twist twist, Runnable action) {
    handler.meanwhile(
        twist.at(),
        () -> {
          if (caught(action) == null) {
            stopped = true;
          }
        });
  }

  private void meanwhile(Twist twist, ModelDoor door, Ask ask) {
    ModelDoor other = other(door);
    Ask asked =
        asks.of(
            new ModelCommand(twist.other(), twist.at() * 7, twist.at() * 5, false, null),
            new Ask.Target(id, model(), header.version(), kits.first().parts));
    if (asked != null) {
      idle = !ask.isRun() && isIdle(ask);
      handler.meanwhile(
          twist.at() % 4,
          () -> {
            Throwable thrown = caught(() -> asked.action().accept(other.parts));
            if (ask.isRun()) {
              busy = busy && (thrown instanceof BatchBusy || twist.other() == Kind.EXECUTE_NEXT);
            } else {
              tally.count(twist.other(), "meanwhile");
              apply(twist.other(), asked, thrown, other.see(id));
            }
          });
    }
  }

  /** Whether it was cut off; then everything is up again. */
  private boolean end(@Nullable Twist twist) {
    handler.meanwhile(-1, () -> {});
    assertThat(busy).as("whether a batch was busy while a run went on").isTrue();
    boolean broke = handler.mend() || stopped;
    int again =
        twist != null && twist.event() == Event.CRASH_TWICE
            ? twist.other().name().length() % 5
            : -1;
    return kits.mend(again) || broke;
  }

  private void make(ModelCommand command) {
    ModelDoor door = door(command);
    boolean clones = command.kind() == Kind.CLONE || command.a() % 2 == 0;
    Twist twist = command.twist();
    begin(isOfOneKit(twist) ? twist : null, door, NONE);
    Throwable thrown =
        caught(
            () -> {
              Batch unused =
                  clones ? door.parts.cloneOf(id, d -> d) : door.parts.create(draft -> draft);
            });
    boolean cutOff = end(twist);
    assertThat(thrown == null || cutOff).as("whether it was made, or cut off: %s", thrown).isTrue();
    Batch newest = kits.first().parts.newest(1).get(0);
    if (models.containsKey(newest.id())) {
      assertThat(cutOff).as("whether nothing new was made because it was cut off").isTrue();
      return;
    }
    ModelBatch made = new ModelBatch();
    if (clones) {
      Seen seen = kits.first().see(newest.id());
      made.passOver(seen.rows().keySet());
      if (!cutOff || seen.populated()) {
        new ModelLife(made, handler.lookups()).fill(inputs());
        assertThat(newest.parent()).as("parent of a clone").isEqualTo(id);
      }
      assertSame(seen, made.seen());
    }
    tally.count(command.kind(), cutOff ? "cut off" : "done");
    models.put(newest.id(), made);
    if (model().frozen || command.b() % 2 == 0) {
      id = newest.id();
      header = newest;
      rows = kits.first().see(id).rows();
    }
  }

  private static boolean isOfOneKit(@Nullable Twist twist) {
    return twist != null && twist.event().compareTo(Event.MEANWHILE) < 0;
  }

  private static final Ask NONE =
      new Ask(door -> {}, (batch, seen) -> null, (batch, seen) -> {}, true);

  private List<ModelPart> inputs() {
    Collection<ModelRow> rows = model().rows.values();
    return rows.stream().filter(row -> !row.removed).map(row -> row.input).toList();
  }

  private static @Nullable Throwable caught(Runnable action) {
    try {
      action.run();
      return null;
    } catch (BatchKitException | IllegalStateException e) {
      return e;
    }
  }

  private void compare(ModelCommand command) {
    ModelDoor door = kits.any();
    Seen seen = door.see(id);
    assertSame(seen, model().seen());
    new ModelCounts(door, id, model(), command.b()).compare();
    Batch now = door.parts.get(id);
    assertThat(now.version()).as("version of the batch").isGreaterThanOrEqualTo(header.version());
    assertThat(now.activity()).as("what a run does with the batch").isNull();
    boolean changed = !seen.rows().equals(rows);
    if (now.id().equals(header.id()) && changed) {
      assertThat(now.version()).as("version after rows changed").isGreaterThan(header.version());
    }
    if (refused && command.twist() == null) {
      assertThat(now).as("header after a refusal").isEqualTo(header);
    }
    refused = false;
    rows = seen.rows();
    header = now;
    kits.first().assertAllRunsEnded(id);
    compareEffects();
  }

  /** What was done outside is what the rows say. */
  private void compareEffects() {
    assertThat(service.faults()).as("what must not be done outside").isEmpty();
    model()
        .rows
        .forEach(
            (sequence, row) -> {
              int effects =
                  service.effects(
                      "batchkit:" + kits.first().store.id() + ":" + id + ":" + sequence);
              boolean known =
                  row.outcome != RowOutcome.UNKNOWN && row.outcome != RowOutcome.SKIPPED;
              if (service.isExternal(sequence) && known) {
                assertThat(effects)
                    .as("effects of row %d, which is %s", sequence, row.outcome)
                    .isEqualTo(row.outcome == RowOutcome.APPLIED ? 1 : 0);
              }
            });
  }

  private static void assertSame(Seen seen, Seen model) {
    assertThat(seen.header()).as("header").isEqualTo(model.header());
    assertThat(seen.rows().keySet()).as("rows").isEqualTo(model.rows().keySet());
    seen.rows()
        .forEach(
            (sequence, row) ->
                assertThat(row).as("row %d", sequence).isEqualTo(model.rows().get(sequence)));
    assertThat(seen.edits()).as("history").isEqualTo(model.edits());
  }

  /** Looks at everything once more. */
  void end() {
    for (Map.Entry<BatchId, ModelBatch> each : models.entrySet()) {
      assertSame(kits.first().see(each.getKey()), each.getValue().seen());
      kits.first().assertAllRunsEnded(each.getKey());
      if (each.getValue().frozen) {
        assertThat(kits.first().parts.verify(each.getKey()).intact()).as("the seal").isTrue();
      }
    }
  }
}
