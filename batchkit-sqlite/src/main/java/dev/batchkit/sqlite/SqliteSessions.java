package dev.batchkit.sqlite;

import dev.batchkit.orchestration.OrchestrationSession;
import dev.batchkit.store.SessionQuery;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Finds sessions. */
final class SqliteSessions {
  private final Schema schema;

  SqliteSessions(Schema schema) {
    this.schema = schema;
  }

  /** A page of those that are stored below a place. */
  List<OrchestrationSession> page(Db db, SessionQuery query, long below) throws SQLException {
    SessionText text = new SessionText(schema, query);
    List<Object> arguments = new ArrayList<>(text.arguments());
    arguments.add(below);
    arguments.add(query.limit());
    List<OrchestrationSession> page = new ArrayList<>();
    try (ResultSet rows = query(db, text.page(), arguments)) {
      while (rows.next()) {
        page.add(LedgerRows.session(rows));
      }
    }
    return page;
  }

  long count(Db db, SessionQuery query) throws SQLException {
    SessionText text = new SessionText(schema, query);
    try (ResultSet rows = query(db, text.count(), text.arguments())) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private static ResultSet query(Db db, String sql, List<Object> arguments) throws SQLException {
    PreparedStatement statement = db.kept(sql);
    for (int i = 0; i < arguments.size(); i++) {
      statement.setObject(i + 1, arguments.get(i));
    }
    return statement.executeQuery();
  }
}
