package dev.batchkit.engine;

import dev.batchkit.error.InvalidHandler;
import dev.batchkit.error.InvalidValue;
import dev.batchkit.error.UnknownType;
import dev.batchkit.loading.Providers;
import dev.batchkit.spi.BatchHandler;
import dev.batchkit.store.Store;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The handlers of a kit by the key of their type. Fixed when the kit is opened. */
final class HandlerRegistry {
  private static final Logger LOG = LoggerFactory.getLogger(HandlerRegistry.class);

  private final Map<String, Binding<?, ?>> bindings = new LinkedHashMap<>();

  private HandlerRegistry() {}

  static HandlerRegistry of(EngineSettings settings) {
    HandlerRegistry registry = new HandlerRegistry();
    Map<String, Binding<?, ?>> provided = byKey(providedBindings(settings.loaders()));
    Map<String, Binding<?, ?>> given =
        byKey(settings.handlers().stream().<Binding<?, ?>>map(Binding::of).toList());
    registry.bindings.putAll(provided);
    given.forEach(
        (key, binding) -> {
          Binding<?, ?> hidden = registry.bindings.put(key, binding);
          if (hidden != null && hidden.handler().getClass() != binding.handler().getClass()) {
            LOG.info(
                "Batch type {}: {} given by hand goes before {} provided",
                key,
                binding.handler().getClass().getName(),
                hidden.handler().getClass().getName());
          }
        });
    return registry;
  }

  /** Makes the tables ready; a type whose table does not fit cannot run, and harms no other. */
  void prepare(Store store) {
    bindings.replaceAll(
        (key, binding) -> {
          try {
            store.prepare(binding.table());
            return binding;
          } catch (InvalidHandler e) {
            LOG.warn("Batch type {} cannot run: {}", key, e.getMessage());
            return binding.unfit(e);
          }
        });
  }

  boolean has(String key) {
    return bindings.containsKey(key);
  }

  Binding<?, ?> get(String key) {
    Binding<?, ?> binding = bindings.get(key);
    if (binding == null) {
      throw new UnknownType(
          "No handler is registered for the batch type "
              + key
              + ". Registered are: "
              + new TreeSet<>(bindings.keySet())
              + ". Register one when the kit is opened.",
          key);
    }
    return binding;
  }

  /** The binding of a type that is to be run; refused if it cannot. */
  Binding<?, ?> fit(String key) {
    Binding<?, ?> binding = get(key);
    if (binding.unfit() != null) {
      throw binding.unfit();
    }
    return binding;
  }

  private static Map<String, Binding<?, ?>> byKey(List<Binding<?, ?>> bindings) {
    Map<String, Binding<?, ?>> byKey = new LinkedHashMap<>();
    for (Binding<?, ?> binding : bindings) {
      Binding<?, ?> other = byKey.putIfAbsent(binding.type().key(), binding);
      if (other != null && other.handler() != binding.handler()) {
        throw new InvalidHandler(
            "Two handlers are registered for the batch type "
                + binding.type().key()
                + ": "
                + other.handler().getClass().getName()
                + " and "
                + binding.handler().getClass().getName()
                + ". Give one of them another type key.",
            binding.type().key(),
            null);
      }
    }
    return byKey;
  }

  /** A provided handler that cannot be registered is reported, and hides nobody. */
  private static List<Binding<?, ?>> providedBindings(List<ClassLoader> loaders) {
    List<Binding<?, ?>> bindings = new ArrayList<>();
    for (BatchHandler<?, ?> handler : provided(loaders)) {
      try {
        bindings.add(Binding.of(handler));
      } catch (InvalidHandler | InvalidValue e) {
        LOG.warn(
            "The provided batch handler {} is left out: {}",
            handler.getClass().getName(),
            e.getMessage());
      }
    }
    return bindings;
  }

  @SuppressWarnings("rawtypes") // a service class has no type arguments
  private static List<BatchHandler<?, ?>> provided(List<ClassLoader> loaders) {
    List<BatchHandler<?, ?>> handlers = new ArrayList<>();
    for (BatchHandler handler :
        Providers.of(loaders, loader -> ServiceLoader.load(BatchHandler.class, loader))) {
      handlers.add((BatchHandler<?, ?>) handler);
    }
    return handlers;
  }
}
