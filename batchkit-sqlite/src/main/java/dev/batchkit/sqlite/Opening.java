package dev.batchkit.sqlite;

import dev.batchkit.error.WrongFile;
import dev.batchkit.store.Check;
import dev.batchkit.store.Health;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a path becomes an open store: what is looked at, in which order, before anything is written.
 */
final class Opening {
  private final Way way;
  private final DataFile file;
  private final SqliteOptions.Values options;
  private final Schema schema;
  private final Founding founding;

  /** What the caller asked for. */
  enum Way {
    CREATE,
    OPEN,
    OPEN_OR_CREATE,
    ADOPT,
    READ_ONLY
  }

  private Opening(Path path, SqliteOptions options, Way way) {
    this.way = way;
    this.file = DataFile.locate(path);
    this.options = options.values();
    this.schema = new Schema(this.options.prefix());
    this.founding = new Founding(file, schema);
  }

  static SqliteStore open(Path path, SqliteOptions options, Way way) {
    Opening opening = new Opening(path, options, way);
    // two class loaders that open the same file for the first time must not look at it at once:
    // an interned text is the one monitor that they share
    synchronized (("dev.batchkit.sqlite " + opening.file).intern()) {
      return opening.open();
    }
  }

  /** What adopting a file would do; nothing is written. */
  static AdoptionPlan plan(Path path, SqliteOptions options) {
    Opening opening = new Opening(path, options, Way.ADOPT);
    opening.file.check(true);
    NativeSqlite.require();
    Look look = opening.look();
    opening.decide(look);
    List<SchemaObject> adds = look.hasStore() ? List.of() : look.missing(opening.founding.wanted());
    return new AdoptionPlan(
        adds.stream().map(SchemaObject::label).toList(), opening.structure().differences());
  }

  private Structure structure() {
    try (Connection connection = new Connections(file, options, false).looker(false)) {
      return Structure.of(connection, schema);
    } catch (SQLException e) {
      throw file.wrong("cannot be read by SQLite (" + Failures.code(e) + ")", e);
    }
  }

  /** Looks at a file that nobody has open; nothing is written. */
  static Health check(Path path, SqliteOptions options) {
    Opening opening;
    try {
      opening = new Opening(path, options, Way.READ_ONLY);
      opening.file.check(true);
      NativeSqlite.require();
    } catch (WrongFile e) {
      return new Health(List.of(Check.fault("file", String.valueOf(e.getMessage()))));
    }
    return opening.check();
  }

  private Health check() {
    if (file.isBlank()) {
      return new Health(List.of(Check.fault("file", file + " is empty, or not there")));
    }
    List<Check> checks = new ArrayList<>();
    try (Connection connection = new Connections(file, options, false).looker(false)) {
      checks.add(Check.ok("file", file.toString()));
      checks.addAll(new Examination(file, schema).content(connection));
    } catch (SQLException e) {
      checks.add(
          Check.fault("reading", file + " cannot be read by SQLite (" + Failures.code(e) + ")"));
    } catch (WrongFile e) {
      checks.add(Check.fault("file", String.valueOf(e.getMessage())));
    }
    return new Health(checks);
  }

  private SqliteStore open() {
    file.check(way == Way.READ_ONLY);
    NativeSqlite.require();
    SharedFile shared = SharedFile.isThere(file) ? SharedFile.join(file, isReadOnly()) : null;
    try {
      Look look = look();
      boolean isNew = decide(look);
      if (shared == null && !isReadOnly()) {
        shared = SharedFile.join(file, false);
      }
      boolean own = isNew || look.isOwn();
      Connections connections = new Connections(file, options, own);
      if (isNew) {
        file.create();
      }
      if (!look.hasStore()) {
        founding.found(connections, own);
      }
      return new SqliteStore(file, shared, connections, schema, options, isReadOnly());
    } catch (Throwable e) {
      leave(shared, e);
      throw e;
    }
  }

  private static void leave(@Nullable SharedFile shared, Throwable why) {
    try {
      if (shared != null) {
        shared.leave();
      }
    } catch (RuntimeException e) {
      why.addSuppressed(e);
    }
  }

  private boolean isReadOnly() {
    return way == Way.READ_ONLY;
  }

  private Look look() {
    return file.isBlank()
        ? Look.BLANK
        : Look.at(file, new Connections(file, options, false), schema);
  }

  /** Refuses what the caller did not mean; says whether the file is to be made. */
  private boolean decide(Look look) {
    if (look.hasStore()) {
      if (way == Way.CREATE) {
        throw exists();
      }
      founding.checkComplete(look);
      return false;
    }
    return switch (way) {
      case CREATE -> {
        if (file.exists()) {
          throw exists();
        }
        yield true;
      }
      case OPEN, READ_ONLY -> throw notOurs();
      case OPEN_OR_CREATE -> {
        if (!look.isBlank()) {
          throw notOurs();
        }
        yield true;
      }
      case ADOPT -> {
        if (file.isBlank()) {
          throw notOurs();
        }
        founding.checkAdoption(look, structure());
        yield false;
      }
    };
  }

  private WrongFile exists() {
    return file.wrong(
        "exists already: open it by SqliteStore.open, or by openOrCreate if it may be either",
        null);
  }

  private WrongFile notOurs() {
    if (!file.exists()) {
      return file.wrong("does not exist: make it by SqliteStore.create or openOrCreate", null);
    }
    if (file.isBlank()) {
      return file.wrong("is empty: fill it by SqliteStore.openOrCreate", null);
    }
    return file.wrong(
        "has no table "
            + schema.name(Schema.SCHEMA_TABLE)
            + ": it is not a file of batchkit, or was opened with another tablePrefix. To add"
            + " batchkit's tables to it, adopt it by SqliteStore.adopt",
        null);
  }
}
