package dev.batchkit.sqlite;

import dev.batchkit.error.StoreFailed;
import dev.batchkit.store.Check;
import dev.batchkit.store.Health;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Objects;
import java.util.UUID;

/**
 * Copies a store into a file beside the target, looks whether the copy is whole, and only then
 * gives it its name.
 */
final class Backup {
  private static final String STEP = "backup";

  private final DataFile source;
  private final Connections connections;
  private final SqliteOptions.Values options;
  private final Schema schema;
  private final UUID id;

  Backup(
      DataFile source,
      Connections connections,
      SqliteOptions.Values options,
      Schema schema,
      UUID id) {
    this.source = source;
    this.connections = connections;
    this.options = options;
    this.schema = schema;
    this.id = id;
  }

  void to(Path given) {
    DataFile target = DataFile.locate(given);
    if (Files.exists(target.path())) {
      throw target.wrong("exists already: a backup never replaces a file", null);
    }
    Path name = Objects.requireNonNull(target.path().getFileName());
    DataFile temporary =
        new DataFile(target.path().resolveSibling(name + "." + UUID.randomUUID() + ".tmp"));
    try {
      temporary.create();
      copy(temporary);
      FaultPoints.hit(STEP, "copied");
      check(temporary);
      sync(temporary.path(), StandardOpenOption.WRITE);
      FaultPoints.hit(STEP, "checked");
      Files.move(temporary.path(), target.path());
      sync(Objects.requireNonNull(target.path().getParent()), StandardOpenOption.READ);
      FaultPoints.hit(STEP, "named");
    } catch (FileAlreadyExistsException e) {
      throw target.wrong("exists already: a backup never replaces a file", e);
    } catch (IOException e) {
      throw failed(target, e);
    } finally {
      remove(temporary);
    }
  }

  /** A connection that only reads, in whose one statement the copy is as of one moment. */
  private void copy(DataFile temporary) {
    try (Connection connection = connections.looker(false);
        PreparedStatement statement = connection.prepareStatement("VACUUM INTO ?")) {
      statement.setString(1, temporary.path().toString());
      statement.executeUpdate();
    } catch (SQLException e) {
      throw Failures.failed(source.toString(), "it could not be copied to a backup", e);
    }
  }

  private void check(DataFile temporary) {
    Connections copied = new Connections(temporary, options, false);
    try (Connection connection = copied.looker(false)) {
      Health health = new Health(new Examination(temporary, schema).content(connection));
      if (!health.isSound() || !id.equals(Look.read(connection, temporary, schema).id())) {
        throw unsound(health);
      }
    } catch (SQLException e) {
      throw Failures.failed(source.toString(), "its backup could not be read", e);
    }
  }

  private StoreFailed unsound(Health health) {
    String faults =
        health.checks().stream()
            .filter(check -> check.level() == Check.Level.FAULT)
            .map(check -> check.name() + ": " + check.detail())
            .reduce((one, other) -> one + "; " + other)
            .orElse("it is of another store");
    return new StoreFailed(
        "The backup of " + source + " was thrown away, because it is not sound: " + faults + ".",
        "BACKUP",
        null);
  }

  private static void sync(Path path, StandardOpenOption how) throws IOException {
    try (FileChannel channel = FileChannel.open(path, how)) {
      channel.force(true);
    }
  }

  private StoreFailed failed(DataFile target, IOException cause) {
    return new StoreFailed(
        "The backup of "
            + source
            + " to "
            + target
            + " could not be written: nothing is left there.",
        "BACKUP",
        cause);
  }

  private static void remove(DataFile temporary) {
    try {
      Files.deleteIfExists(temporary.path());
    } catch (IOException e) {
      throw temporary.wrong("is left over from a backup and cannot be deleted", e);
    }
  }
}
