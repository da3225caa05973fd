package dev.batchkit.measuring;

import dev.batchkit.error.InvalidValue;
import dev.batchkit.indicator.IndicatorType;
import dev.batchkit.json.Json;
import dev.batchkit.session.IndicatorDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads a file of definitions, and tells all faults of it at once, each with its path. */
final class DefinitionFile {
  private static final int LONGEST_NAME = 200;

  private final Map<String, IndicatorType> types;
  private final DataDoors doors;
  private final List<String> faults = new ArrayList<>();
  private final Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
  private final Set<String> groups = new TreeSet<>();

  /**
   * A group of indicators.
   *
   * @param name its name
   * @param indicators what stands in it
   */
  record Group(String name, List<IndicatorDefinition> indicators) {}

  /** The file before its indicators are looked at. */
  private record File(List<RawGroup> groups) {}

  /** A group before its indicators are looked at. */
  private record RawGroup(String name, List<Json> indicators) {}

  private DefinitionFile(Map<String, IndicatorType> types, DataDoors doors) {
    this.types = types;
    this.doors = doors;
  }

  /**
   * Reads a file.
   *
   * @throws InvalidValue if anything in it cannot be
   */
  static List<Group> read(Json text, Map<String, IndicatorType> types, DataDoors doors) {
    return new DefinitionFile(types, doors).read(text);
  }

  private List<Group> read(Json text) {
    File file = bind(text, File.class, "$");
    List<Group> read = new ArrayList<>();
    for (int i = 0; file != null && i < file.groups().size(); i++) {
      read.add(group(file.groups().get(i), "$.groups[" + i + "]"));
    }
    if (!faults.isEmpty()) {
      throw new InvalidValue(
          "The definitions cannot be loaded: " + String.join("; ", faults) + ".", faults, null);
    }
    return read;
  }

  private Group group(RawGroup raw, String path) {
    faults.addAll(faultsOfName(path + ".name", raw.name()));
    if (!groups.add(raw.name())) {
      faults.add(path + ".name: stands in the file twice");
    }
    List<IndicatorDefinition> indicators = new ArrayList<>();
    for (int i = 0; i < raw.indicators().size(); i++) {
      String at = path + ".indicators[" + i + "]";
      IndicatorDefinition definition = bind(raw.indicators().get(i), IndicatorDefinition.class, at);
      if (definition != null) {
        check(definition, at);
        indicators.add(definition);
      }
    }
    return new Group(raw.name(), indicators);
  }

  private void check(IndicatorDefinition definition, String path) {
    for (String fault : Definitions.check(definition, types, doors)) {
      faults.add(path + "." + fault);
    }
    if (!names.add(definition.name())) {
      faults.add(path + ".name: stands in the file twice");
    }
  }

  private <T> @Nullable T bind(Json json, Class<T> type, String path) {
    try {
      return json.as(type);
    } catch (InvalidValue e) {
      e.faults()
          .forEach(fault -> faults.add(path + fault.substring(fault.startsWith("$") ? 1 : 0)));
      return null;
    }
  }

  /** What is wrong with a name: it must be there, short, and exact in every store. */
  static List<String> faultsOfName(String path, String name) {
    List<String> faults = new ArrayList<>();
    if (name.isBlank() || name.length() > LONGEST_NAME) {
      faults.add(path + ": must not be blank, nor longer than " + LONGEST_NAME + " characters");
    }
    if (name.indexOf('\0') >= 0 || !isPaired(name)) {
      faults.add(path + ": has a NUL or an unpaired surrogate");
    }
    return faults;
  }

  private static boolean isPaired(String text) {
    return java.nio.charset.StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }
}
