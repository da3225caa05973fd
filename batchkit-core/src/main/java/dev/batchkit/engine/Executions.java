package dev.batchkit.engine;

import dev.batchkit.batch.Activity;
import dev.batchkit.batch.Actor;
import dev.batchkit.batch.Attempt;
import dev.batchkit.batch.Batch;
import dev.batchkit.batch.BatchId;
import dev.batchkit.batch.BatchStatus;
import dev.batchkit.batch.ExecuteOptions;
import dev.batchkit.batch.Run;
import dev.batchkit.engine.Editing.Target;
import dev.batchkit.error.BatchBusy;
import dev.batchkit.error.BatchFrozen;
import dev.batchkit.error.BatchKitException;
import dev.batchkit.error.ExecutionBlocked;
import dev.batchkit.error.NoSuchBatch;
import dev.batchkit.error.StaleBatch;
import dev.batchkit.error.UnsupportedByStore;
import dev.batchkit.error.WrongState;
import dev.batchkit.store.Store;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Executes batches: one, the next, or many. Safe for any number of threads. */
public final class Executions {
  private static final int PAGE = 100;

  private final Store store;
  private final HandlerRegistry handlers;
  private final Claims claims;
  private final Activities activities;
  private final Reading reading;
  private final HeaderEditing headers;

  Executions(
      Store store,
      HandlerRegistry handlers,
      Claims claims,
      Activities activities,
      Reading reading,
      HeaderEditing headers) {
    this.store = store;
    this.handlers = handlers;
    this.claims = claims;
    this.activities = activities;
    this.reading = reading;
    this.headers = headers;
  }

  /** Executes a batch. */
  public Run execute(Target target, ExecuteOptions options) {
    Batch batch = reading.get(target.id(), target.type());
    return run(claim(handlers.fit(String.valueOf(batch.type())), target, options), options);
  }

  private <I, R> Claims.Granted<I, R> claim(
      Binding<I, R> binding, Target target, ExecuteOptions options) {
    return claim(
        binding,
        target,
        options,
        EnumSet.of(BatchStatus.PENDING, BatchStatus.FAILED, BatchStatus.KILLED),
        batch -> {});
  }

  private <I, R> Claims.Granted<I, R> claim(
      Binding<I, R> binding,
      Target target,
      ExecuteOptions options,
      Set<BatchStatus> from,
      Consumer<Batch> rule) {
    requireSql(binding);
    return claims.claim(
        new Claims.Request<>(
            binding,
            new BatchId(target.id()),
            Activity.EXECUTE,
            from,
            batch -> {
              rule.accept(batch);
              requireReady(batch, options);
            },
            target.actor(),
            RunArguments.of(options)));
  }

  private <I, R> Run run(Claims.Granted<I, R> granted, ExecuteOptions options) {
    return activities.run(
        granted.run(), () -> new ExecuteRun<>(granted.run(), options, granted.before().status()));
  }

  private static void requireReady(Batch batch, ExecuteOptions options) {
    Headers.requireReviewed(batch, options.reviewed());
    List<String> reasons = Previews.reasonsOf(batch);
    if (!reasons.isEmpty()) {
      throw Headers.wrongState(batch, "it cannot be executed", String.join(" ", reasons));
    }
  }

  private void requireSql(Binding<?, ?> binding) {
    if (binding.type().usesSql() && !store.hasSql()) {
      throw new UnsupportedByStore(
          "The executor of the batch type "
              + binding.type().key()
              + " needs SQL, and "
              + store.name()
              + " has none. Execute it on a SqliteStore, also in tests.",
          "SQL");
    }
  }

  /** Executes each of these batches, one after the other. */
  public List<Attempt> executeAll(
      List<BatchId> ids, @Nullable String type, @Nullable Actor actor, ExecuteOptions options) {
    List<Attempt> attempts = new ArrayList<>();
    for (BatchId id : ids) {
      try {
        attempts.add(Attempt.of(execute(new Target(id.value(), type, actor), options)));
      } catch (BatchKitException e) {
        attempts.add(Attempt.refused(id, e));
      }
    }
    return List.copyOf(attempts);
  }

  /** Executes the oldest batch that waits for it; of several that want it, one gets it. */
  public Optional<Run> executeNext(
      @Nullable String type,
      @Nullable Actor actor,
      Predicate<Batch> filter,
      ExecuteOptions options) {
    long after = 0;
    List<Batch> page = store.batches().complete(type, after, PAGE);
    while (!page.isEmpty()) {
      for (Batch batch : page) {
        after = batch.id().value();
        Target target = new Target(after, type, actor);
        Optional<Run> run =
            isRunnable(batch) && filter.test(batch) ? tryNext(batch, target, options) : NONE;
        if (run.isPresent()) {
          return run;
        }
      }
      page = store.batches().complete(type, after, PAGE);
    }
    return NONE;
  }

  private static final Optional<Run> NONE = Optional.empty();

  /** A program that has not the handlers of all types leaves the others to those that have. */
  private boolean isRunnable(Batch batch) {
    return handlers.has(String.valueOf(batch.type()));
  }

  private Optional<Run> tryNext(Batch batch, Target target, ExecuteOptions options) {
    return tryNext(handlers.fit(String.valueOf(batch.type())), target, options);
  }

  /** Gives nothing where somebody else has it by now. */
  private <I, R> Optional<Run> tryNext(
      Binding<I, R> binding, Target target, ExecuteOptions options) {
    Claims.Granted<I, R> granted;
    try {
      granted =
          claim(
              binding,
              target,
              options,
              EnumSet.of(BatchStatus.PENDING),
              Executions::requireComplete);
    } catch (BatchBusy | BatchFrozen | NoSuchBatch lost) {
      return NONE;
    } catch (WrongState | StaleBatch refused) {
      if (handBack(target)) {
        throw refused;
      }
      return NONE;
    }
    try {
      return Optional.of(run(granted, options));
    } catch (ExecutionBlocked blocked) {
      boolean unused = handBack(target);
      throw blocked;
    }
  }

  private static void requireComplete(Batch batch) {
    if (!batch.isComplete()) {
      throw Headers.wrongState(batch, "it is not complete", "Mark it complete to have it done.");
    }
  }

  /** Gives a batch that cannot be executed back to people; false if it does not wait any more. */
  private boolean handBack(Target target) {
    try {
      Batch batch = reading.get(target.id(), target.type());
      boolean waits = batch.status() == BatchStatus.PENDING && batch.isComplete();
      return waits && !headers.incomplete(target).isComplete();
    } catch (BatchBusy | BatchFrozen | NoSuchBatch | WrongState lost) {
      return false;
    }
  }
}
