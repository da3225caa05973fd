package dev.batchkit.testkit.contract.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.batchkit.batch.Batch;
import dev.batchkit.batch.BatchId;
import dev.batchkit.error.BatchBusy;
import dev.batchkit.error.BatchKitException;
import dev.batchkit.error.StoreBusy;
import dev.batchkit.store.Store;
import dev.batchkit.testkit.contract.model.ModelCommand.Event;
import dev.batchkit.testkit.contract.model.ModelCommand.Kind;
import dev.batchkit.testkit.contract.model.ModelCommand.Twist;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Batches in a store and in the model, and the steps that both take. */
final class ModelWorld implements AutoCloseable {
  private final ModelContract contract;
  private final ModelService service = new ModelService();
  private final ModelHandler handler = new ModelHandler(service);
  private final Asks asks = new Asks(handler, service);
  private final Map<BatchId, ModelBatch> models = new LinkedHashMap<>();
  private ModelDoor first;
  private @Nullable ModelDoor second;
  private BatchId id;
  private Batch header;
  private boolean died;
  private boolean failed;
  private boolean interrupted;

  ModelWorld(ModelContract contract) {
    this.contract = contract;
    first = new ModelDoor(contract.open(), handler);
    header = first.parts.create(draft -> draft.description("model"));
    id = header.id();
    models.put(id, new ModelBatch());
  }

  private ModelBatch model() {
    return Objects.requireNonNull(models.get(id));
  }

  private ModelDoor second() {
    if (second == null) {
      second = new ModelDoor(contract.reopen(first.store), handler);
    }
    return second;
  }

  /** Takes a step, and compares what is there now. */
  void step(ModelCommand command) {
    switch (command.kind()) {
      case LOOKUPS -> handler.lookups((handler.lookups() + 1 + command.a() % 2) % 3);
      case NEW, CLONE -> make(command);
      default -> ask(command);
    }
    compare();
  }

  private ModelDoor door(ModelCommand command) {
    return command.second() ? second() : first;
  }

  private void ask(ModelCommand command) {
    Ask ask = ask(command, header.version());
    ModelDoor door = door(command);
    begin(command.twist(), door, ask);
    Throwable thrown = caught(() -> ask.action().accept(door.parts));
    boolean cutOff = end(command.twist());
    Seen seen = first.see(id);
    if (cutOff) {
      assertThat(thrown == null || thrown instanceof BatchKitException)
          .as("thrown by what was cut off: %s", thrown)
          .isTrue();
      ask.parts().on(model(), seen);
    } else {
      apply(ask, thrown, seen);
    }
  }

  private Ask ask(ModelCommand command, long version) {
    return Objects.requireNonNull(asks.of(command, new Ask.Target(id, model(), version)));
  }

  /** The model does what was done. */
  private void apply(Ask ask, @Nullable Throwable thrown, Seen seen) {
    model().passOver(seen.rows().keySet());
    Class<? extends Throwable> expected = ask.effect().on(model(), seen);
    if (expected == null) {
      if (thrown != null) {
        throw new AssertionError("was refused", thrown);
      }
    } else {
      assertThat(thrown).as("what was thrown").isInstanceOf(expected);
    }
  }

  private void begin(@Nullable Twist twist, ModelDoor door, Ask ask) {
    died = false;
    failed = false;
    interrupted = false;
    if (twist == null) {
      return;
    }
    switch (twist.event()) {
      case CRASH, CRASH_TWICE -> crashAt(door.store, twist.at());
      case BUSY -> busyAt(door.store, twist.at());
      case BREAK -> handler.breakAfter(twist.at());
      case MEANWHILE -> meanwhile(twist, door, ask);
    }
  }

  private void crashAt(Store store, int at) {
    AtomicInteger points = new AtomicInteger();
    contract.atEveryPoint(
        store,
        point -> {
          if (points.getAndIncrement() == at) {
            died = true;
            contract.crash(store);
          }
        });
  }

  private void busyAt(Store store, int at) {
    AtomicInteger points = new AtomicInteger();
    contract.atEveryPoint(
        store,
        point -> {
          if (!point.endsWith(":committed") && points.getAndIncrement() == at) {
            failed = true;
            throw new StoreBusy("The store is busy at " + point + ".", 0, null);
          }
        });
  }

  private void meanwhile(Twist twist, ModelDoor door, Ask ask) {
    ModelDoor other = door == first ? second() : first;
    Ask asked =
        asks.of(
            new ModelCommand(twist.other(), twist.at() * 7, twist.at() * 5, false, null),
            new Ask.Target(id, model(), header.version()));
    if (asked != null) {
      handler.meanwhile(
          () -> {
            interrupted = true;
            Throwable thrown = caught(() -> asked.action().accept(other.parts));
            if (ask.isRun()) {
              assertThat(thrown).as("asked while a run goes on").isInstanceOf(BatchBusy.class);
            } else {
              apply(asked, thrown, other.see(id));
            }
          });
    }
  }

  /** Whether it was cut off; then everything is up again. */
  private boolean end(@Nullable Twist twist) {
    handler.meanwhile(() -> {});
    boolean broke = handler.mend();
    contract.atEveryPoint(first.store, point -> {});
    if (second != null) {
      contract.atEveryPoint(second.store, point -> {});
    }
    if (died) {
      reopen(Objects.requireNonNull(twist));
    }
    if (failed) {
      recover();
    }
    return died || failed || broke;
  }

  private void recover() {
    first.kit.recover();
    if (second != null) {
      second.kit.recover();
    }
  }

  private void reopen(Twist twist) {
    if (second != null) {
      second.kit.close();
      second = null;
    }
    first.kit.close();
    Store next = contract.reopen(first.store);
    if (twist.event() == Event.CRASH_TWICE) {
      crashAt(next, List.of(ModelCommand.Kind.values()).indexOf(twist.other()) % 5);
      ModelDoor unused = doorIfAlive(next);
      contract.atEveryPoint(next, point -> {});
      next.close();
      next = contract.reopen(next);
    }
    first = new ModelDoor(next, handler);
  }

  private @Nullable ModelDoor doorIfAlive(Store store) {
    try {
      return new ModelDoor(store, handler);
    } catch (BatchKitException e) {
      return null;
    }
  }

  private void make(ModelCommand command) {
    ModelDoor door = door(command);
    boolean clones = command.kind() == Kind.CLONE;
    Twist twist = command.twist();
    begin(twist != null && twist.event() == Event.MEANWHILE ? null : twist, door, NONE);
    Throwable thrown =
        caught(
            () -> {
              Batch unused =
                  clones ? door.parts.cloneOf(id, d -> d) : door.parts.create(draft -> draft);
            });
    boolean cutOff = end(twist);
    assertThat(thrown == null || cutOff).as("whether it was made, or cut off: %s", thrown).isTrue();
    Batch newest = first.parts.newest(1).get(0);
    if (models.containsKey(newest.id())) {
      assertThat(cutOff).as("whether nothing new was made because it was cut off").isTrue();
      return;
    }
    ModelBatch made = new ModelBatch();
    if (clones) {
      Seen seen = first.see(newest.id());
      made.passOver(seen.rows().keySet());
      if (!cutOff || seen.populated()) {
        new ModelLife(made, handler.lookups()).fill(inputs());
        assertThat(newest.parent()).as("parent of a clone").isEqualTo(id);
      }
      assertSame(seen, made.seen());
    }
    models.put(newest.id(), made);
    if (model().frozen || command.b() % 2 == 0) {
      id = newest.id();
      header = newest;
    }
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

  private void compare() {
    ModelDoor door = second == null ? first : second;
    Seen seen = door.see(id);
    assertSame(seen, model().seen());
    new ModelCounts(door, id, model()).compare();
    Batch now = door.parts.get(id);
    assertThat(now.version()).as("version of the batch").isGreaterThanOrEqualTo(header.version());
    assertThat(now.activity()).as("what a run does with the batch").isNull();
    header = now;
    first.assertAllRunsEnded(id);
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
      assertSame(first.see(each.getKey()), each.getValue().seen());
      first.assertAllRunsEnded(each.getKey());
      if (each.getValue().frozen) {
        assertThat(first.parts.verify(each.getKey()).intact()).as("the seal").isTrue();
      }
    }
  }

  @Override
  public void close() {
    if (second != null) {
      second.kit.close();
    }
    first.kit.close();
  }
}
