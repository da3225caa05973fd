package dev.batchkit.loading;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Providers of a service. One that cannot be loaded is reported by name, and hides nobody. */
public final class Providers {
  private static final Logger LOG = LoggerFactory.getLogger(Providers.class);
  private static final int MOST_BROKEN = 1000;

  private Providers() {}

  /**
   * All providers that these loaders find, each class once.
   *
   * @param service gives the loader of the service; the module that uses the service calls it
   */
  public static <S> List<S> of(
      List<ClassLoader> loaders, Function<ClassLoader, ServiceLoader<S>> service) {
    Map<Class<?>, S> found = new LinkedHashMap<>();
    for (ClassLoader loader : loaders) {
      load(service.apply(loader)).forEach(one -> found.putIfAbsent(one.getClass(), one));
    }
    return new ArrayList<>(found.values());
  }

  private static <S> List<S> load(ServiceLoader<S> service) {
    List<S> loaded = new ArrayList<>();
    var providers = service.iterator();
    for (int broken = 0; broken < MOST_BROKEN; ) {
      try {
        if (!providers.hasNext()) {
          break;
        }
        loaded.add(providers.next());
      } catch (ServiceConfigurationError | LinkageError e) {
        broken++;
        LOG.warn("A provider cannot be loaded: {}", e.getMessage());
      }
    }
    return loaded;
  }
}
