package dev.batchkit.sqlite;

import dev.batchkit.batch.UtcText;
import dev.batchkit.json.Json;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows by a statement that is kept, as a batch where there are several: SQL objects, which
 * prepare theirs every time, take longer for a row than SQLite does.
 *
 * @param sql the statement for one row
 * @param binding binds the values of a row in their order
 * @param <T> the rows
 */
record KeptWrite<T>(String sql, Binding<T> binding) {
  /** Binds a row. */
  @FunctionalInterface
  interface Binding<T> {
    void bind(T row, Values values) throws SQLException;
  }

  /** The places of a statement, from the first on. */
  static final class Values {
    private final PreparedStatement statement;
    private int place;

    Values(PreparedStatement statement) {
      this.statement = statement;
    }

    Values text(@Nullable String text) throws SQLException {
      statement.setString(++place, text);
      return this;
    }

    Values json(@Nullable Json json) throws SQLException {
      return text(json == null ? null : json.text());
    }

    Values time(@Nullable Instant time) throws SQLException {
      return text(time == null ? null : UtcText.of(time));
    }

    Values real(@Nullable Double number) throws SQLException {
      if (number == null) {
        statement.setNull(++place, Types.REAL);
      } else {
        statement.setDouble(++place, number);
      }
      return this;
    }

    Values number(@Nullable Long number) throws SQLException {
      if (number == null) {
        statement.setNull(++place, Types.INTEGER);
      } else {
        statement.setLong(++place, number);
      }
      return this;
    }
  }

  /** Writes all rows; each has to touch one row of the table. */
  void all(Db db, List<T> rows) throws SQLException {
    PreparedStatement statement = db.kept(sql);
    if (rows.size() == 1) {
      binding.bind(rows.get(0), new Values(statement));
      requireOne(statement.executeUpdate());
      return;
    }
    try {
      for (T row : rows) {
        binding.bind(row, new Values(statement));
        statement.addBatch();
      }
      for (int touched : statement.executeBatch()) {
        requireOne(touched);
      }
    } finally {
      statement.clearBatch();
    }
  }

  private static void requireOne(int touched) {
    Db.one(touched, "What is to be written is not there.");
  }
}
