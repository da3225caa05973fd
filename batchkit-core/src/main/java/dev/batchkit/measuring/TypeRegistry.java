package dev.batchkit.measuring;

import dev.batchkit.error.InvalidHandler;
import dev.batchkit.indicator.IndicatorType;
import dev.batchkit.loading.Providers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The indicator types of a kit by key: one given by hand goes before one that is provided. */
final class TypeRegistry {
  private static final Logger LOG = LoggerFactory.getLogger(TypeRegistry.class);
  private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
  private static final int LONGEST = 48;

  private TypeRegistry() {}

  static Map<String, IndicatorType> of(List<IndicatorType> given, List<ClassLoader> loaders) {
    Map<String, IndicatorType> types = byKey(BuiltInTypes.all());
    types.putAll(byKey(provided(loaders)));
    byKey(given)
        .forEach(
            (key, type) -> {
              IndicatorType hidden = types.put(key, type);
              if (hidden != null) {
                LOG.info(
                    "Indicator type {}: {} given by hand goes before {}",
                    key,
                    type.getClass().getName(),
                    hidden.getClass().getName());
              }
            });
    return new TreeMap<>(types);
  }

  /** A provided type that cannot be used is reported, and hides nobody. */
  private static List<IndicatorType> provided(List<ClassLoader> loaders) {
    return Providers.of(loaders, loader -> ServiceLoader.load(IndicatorType.class, loader)).stream()
        .filter(TypeRegistry::isUsable)
        .toList();
  }

  private static boolean isUsable(IndicatorType type) {
    try {
      requireValid(type);
      return true;
    } catch (InvalidHandler e) {
      LOG.warn("A provided indicator type is left out: {}", e.getMessage());
      return false;
    }
  }

  private static Map<String, IndicatorType> byKey(List<IndicatorType> types) {
    Map<String, IndicatorType> byKey = new LinkedHashMap<>();
    for (IndicatorType type : types) {
      requireValid(type);
      IndicatorType other = byKey.putIfAbsent(type.key(), type);
      if (other != null && other != type) {
        throw refused(type, "its key is also that of " + other.getClass().getName());
      }
    }
    return byKey;
  }

  @SuppressWarnings("ConstantValue") // a type may be written without null checks
  private static void requireValid(IndicatorType type) {
    String key = type.key();
    if (key == null || key.length() > LONGEST || !KEY.matcher(key).matches()) {
      throw refused(type, "its key is outside [a-z][a-z0-9]*(-[a-z0-9]+)*, or too long");
    }
    if (type.quantities().isEmpty() || type.sides().isEmpty()) {
      throw refused(type, "it has no quantity to compare, or no side to read");
    }
  }

  private static InvalidHandler refused(IndicatorType type, String fault) {
    return new InvalidHandler(
        "The indicator type " + type.getClass().getName() + " cannot be registered: " + fault + ".",
        String.valueOf(type.key()),
        null);
  }
}
