package dev.batchkit.sqlite;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * The terms on which the application's own code joins a unit through a data source: its transaction
 * is the unit, so to begin and to commit one is nothing, and to roll one back rolls back the unit.
 */
final class JoinedTerms extends UnitTerms {
  private boolean autoCommit = true;
  private boolean closed;

  JoinedTerms(UnitFrame unit) {
    super(unit);
  }

  @Override
  public void check() throws SQLException {
    if (closed) {
      throw new SQLException("The connection is closed.", "08003");
    }
    super.check();
  }

  @Override
  public @Nullable Answer answer(String method, @Nullable Object @Nullable [] arguments)
      throws SQLException {
    return switch (method) {
      case "close" -> {
        closed = true;
        yield Answer.NOTHING;
      }
      case "isClosed" -> new Answer(closed);
      case "getAutoCommit" -> {
        check();
        yield new Answer(autoCommit);
      }
      case "setAutoCommit" -> {
        check();
        autoCommit = arguments != null && Boolean.TRUE.equals(arguments[0]);
        yield Answer.NOTHING;
      }
      case "commit", "setReadOnly", "setTransactionIsolation" -> {
        check();
        yield Answer.NOTHING;
      }
      case "rollback" -> rollback(arguments);
      default -> super.answer(method, arguments);
    };
  }

  private @Nullable Answer rollback(@Nullable Object @Nullable [] arguments) throws SQLException {
    if (arguments != null) {
      return super.answer("rollback", arguments);
    }
    if (closed) {
      check();
    }
    unit().rollBackOnly();
    return Answer.NOTHING;
  }
}
