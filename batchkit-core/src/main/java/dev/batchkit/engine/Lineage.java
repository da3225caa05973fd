package dev.batchkit.engine;

import dev.batchkit.batch.Batch;
import dev.batchkit.batch.BatchId;
import dev.batchkit.error.InvalidValue;
import dev.batchkit.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Where the rows of a populate came from, as the header of the batch keeps it. */
final class Lineage {
  private final Batch batch;
  private final Runnable between;
  private final List<Map<String, @Nullable Object>> sources = new ArrayList<>();
  private final List<OpenFile> files = new ArrayList<>();
  private @Nullable BatchId parent;

  /**
   * Of nothing yet.
   *
   * @param between is run while files are read on, and may throw
   */
  Lineage(Batch batch, Runnable between) {
    this.batch = batch;
    this.between = between;
  }

  /** A file, and where it is recorded. */
  private record OpenFile(ReadFile bytes, Map<String, @Nullable Object> source) {}

  Map<String, @Nullable Object> add(String name, Map<String, @Nullable Object> facts) {
    if (CellCodec.unpairedSurrogate(name) >= 0) {
      throw new InvalidValue(
          "A source of "
              + batch.name()
              + " cannot be recorded: its name has an unpaired surrogate.",
          List.of("source: has an unpaired surrogate"),
          null);
    }
    Map<String, @Nullable Object> source = new LinkedHashMap<>();
    source.put("name", name);
    facts.forEach(source::putIfAbsent);
    sources.add(source);
    return source;
  }

  /** Adds another batch, by this name. */
  void add(String name, Batch other) {
    Map<String, @Nullable Object> facts = new LinkedHashMap<>();
    facts.put("version", other.version());
    if (other.seal() != null) {
      facts.put("seal", other.seal());
    }
    add(name, facts);
    if (parent == null && !other.id().equals(batch.id())) {
      parent = other.id();
    }
  }

  /** Opens a file and adds it, by this name. Those that the source has closed are done with. */
  InputStream open(String name, Path file) throws IOException {
    finish(open -> open.bytes.isClosed());
    ReadFile read = new ReadFile(file);
    try {
      files.add(new OpenFile(read, add(name, Map.of())));
    } catch (InvalidValue e) {
      read.letGo();
      throw e;
    }
    return read;
  }

  /** Reads all files to their ends, and records what they are. */
  void finish() throws IOException {
    finish(file -> true);
  }

  private void finish(Predicate<OpenFile> wanted) throws IOException {
    for (OpenFile file : files.stream().filter(wanted).toList()) {
      file.bytes.readOn(between);
      file.source.put("size", file.bytes.size());
      file.source.put("sha256", file.bytes.hash());
      file.bytes.letGo();
      files.remove(file);
    }
  }

  /** Lets go what is still open, after a failure. */
  void close() throws IOException {
    for (OpenFile file : files) {
      file.bytes.letGo();
    }
  }

  @Nullable BatchId parent() {
    return parent;
  }

  Json json() {
    return Json.write(Map.of("sources", sources));
  }
}
