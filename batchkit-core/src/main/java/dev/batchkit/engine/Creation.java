package dev.batchkit.engine;

import dev.batchkit.batch.Actor;
import dev.batchkit.batch.Batch;
import dev.batchkit.batch.Column;
import dev.batchkit.error.BatchAlreadyExists;
import dev.batchkit.error.InvalidValue;
import dev.batchkit.json.Json;
import dev.batchkit.store.ActorIds;
import dev.batchkit.store.NewBatch;
import dev.batchkit.store.Store;
import dev.batchkit.store.Unit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Creates batches, once per natural key. */
final class Creation {
  private final Store store;
  private final EngineSettings settings;
  private final HandlerRegistry handlers;

  Creation(Store store, EngineSettings settings, HandlerRegistry handlers) {
    this.store = store;
    this.settings = settings;
    this.handlers = handlers;
  }

  Batch create(Engine.NewDraft draft, @Nullable Actor actor, boolean orGet) {
    if (draft.type() == null) {
      throw invalid("type: is missing; name it, or use the door of its type");
    }
    if (orGet && draft.key() == null) {
      throw invalid("key: is missing; createOrGet asks by it");
    }
    Binding<?, ?> binding = requireValid(draft);
    return store.inUnit("create", unit -> create(unit, binding, draft, actor, orGet));
  }

  /**
   * What a draft says can be.
   *
   * @throws InvalidValue if not: all faults at once
   */
  Binding<?, ?> requireValid(Engine.NewDraft draft) {
    Binding<?, ?> binding = handlers.fit(String.valueOf(draft.type()));
    check(binding, draft);
    return binding;
  }

  private Batch create(
      Unit unit,
      Binding<?, ?> binding,
      Engine.NewDraft draft,
      @Nullable Actor actor,
      boolean orGet) {
    String type = binding.type().key();
    if (draft.key() != null) {
      Optional<Batch> there =
          unit.batches().findByKey(type, draft.key()).flatMap(unit.batches()::find);
      if (there.isPresent()) {
        if (orGet) {
          return there.get();
        }
        throw exists(there.get(), draft.key());
      }
    }
    long id =
        unit.batches()
            .insert(
                new NewBatch(
                    type,
                    draft.key(),
                    draft.description(),
                    draft.notes(),
                    draft.params(),
                    binding.table().name(),
                    binding.type().statuses(),
                    binding.columns(draft.columns()),
                    draft.indicatorGroupId(),
                    settings.clock().instant(),
                    resolve(unit, actor)));
    return Headers.get(unit.batches(), id);
  }

  ActorIds resolve(Unit unit, @Nullable Actor actor) {
    return actor == null ? ActorIds.NOBODY : unit.resolve(actor);
  }

  private static void check(Binding<?, ?> binding, Engine.NewDraft draft) {
    Optional<Class<? extends Record>> params = binding.type().params();
    if (params.isPresent()) {
      Json given = draft.params();
      if (given == null) {
        throw invalid("params: are missing; the type needs " + params.get().getSimpleName());
      }
      var unused = given.as(params.get());
    }
    List<String> faults = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Column column : draft.columns()) {
      if (!column.name().matches("[a-z][a-z0-9_]{0,59}")) {
        faults.add("columns: a name is outside [a-z][a-z0-9_]*, or longer than 60 characters");
      } else if (!names.add(column.name())) {
        faults.add("columns: " + column.name() + " stands there twice");
      }
    }
    if (binding.type().isDynamic() == draft.columns().isEmpty()) {
      faults.add(
          binding.type().isDynamic()
              ? "columns: are missing; a batch of a dynamic type names them"
              : "columns: are given by the row record of the type; name none");
    }
    if (draft.key() != null && (draft.key().isBlank() || draft.key().length() > 200)) {
      faults.add("key: must not be blank, nor longer than 200 characters");
    }
    checkText("key", draft.key(), faults);
    checkText("description", draft.description(), faults);
    checkText("notes", draft.notes(), faults);
    if (!faults.isEmpty()) {
      throw new InvalidValue(
          "The batch cannot be created: " + String.join("; ", faults) + ".", faults, null);
    }
  }

  private static void checkText(String name, @Nullable String text, List<String> faults) {
    int unpaired = text == null ? -1 : CellCodec.unpairedSurrogate(text);
    if (unpaired >= 0) {
      faults.add(name + ": has an unpaired surrogate at character " + unpaired);
    }
  }

  private static InvalidValue invalid(String fault) {
    return new InvalidValue("The batch cannot be created: " + fault + ".", List.of(fault), null);
  }

  private static BatchAlreadyExists exists(Batch batch, String key) {
    return new BatchAlreadyExists(
        batch.name()
            + " has this natural key already and is "
            + batch.status().word()
            + ". Use createOrGet to get it.",
        batch.id().value(),
        String.valueOf(batch.type()),
        key,
        batch.status().word());
  }
}
