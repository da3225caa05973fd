package dev.batchkit.sqlite;

import dev.batchkit.error.InvalidValue;
import dev.batchkit.json.Json;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What a merge has to remember from one table to the next. */
final class MergeNotes {
  private final Map<String, Object> devices = new HashMap<>();
  private final Map<String, Set<String>> strangers = new HashMap<>();

  /** The id that a device of the other file has here. */
  void device(Object there, Object here) {
    devices.put(there.toString(), here);
  }

  /** Names the device of a session by the id that it has here. */
  void useDevice(MergeTable table, MergeRow row) {
    if (table.name().equals(MergeTable.SESSION)) {
      Object there = row.get("device_id");
      row.set("device_id", devices.getOrDefault(there.toString(), there));
    }
  }

  /** Under this id something else stands here. */
  void stranger(MergeTable table, Object id) {
    strangers.computeIfAbsent(table.name(), name -> new HashSet<>()).add(id.toString());
  }

  /** Whether a row belongs to something of which another has the id here. */
  boolean belongsToStranger(MergeTable table, MergeRow row) {
    if (strangers.isEmpty()) {
      return false;
    }
    boolean refers =
        table.references().entrySet().stream()
            .filter(reference -> !reference.getValue().equals(MergeTable.DEVICE))
            .anyMatch(reference -> isStranger(reference.getValue(), row.get(reference.getKey())));
    return refers || (table.name().equals(MergeTable.LOG) && isLineOfStranger(row));
  }

  private boolean isStranger(String table, Object id) {
    return strangers.getOrDefault(table, Set.of()).contains(id.toString());
  }

  private boolean isLineOfStranger(MergeRow row) {
    try {
      Object session = Json.of(row.get("elaboration").toString()).members().get("session_id");
      return session != null && isStranger(MergeTable.SESSION, session);
    } catch (InvalidValue e) {
      return false;
    }
  }
}
