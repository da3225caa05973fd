package dev.batchkit.sqlite;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/** The table {@code user}. */
interface UserSql {
  @SqlQuery("SELECT id FROM <user> WHERE id = :id")
  Optional<Long> find(long id);

  @SqlQuery("SELECT id FROM <user> WHERE email = :email COLLATE NOCASE")
  Optional<Long> findByEmail(String email);

  @SqlQuery(
      "INSERT INTO <user> (email, created_date, updated_date) VALUES (:email, :at, :at) RETURNING id")
  long insert(String email, Instant at);
}
