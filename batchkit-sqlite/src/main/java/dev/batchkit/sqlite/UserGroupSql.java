package dev.batchkit.sqlite;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/** The table {@code user_group}. */
interface UserGroupSql {
  @SqlQuery("SELECT id FROM <user_group> WHERE name = :name COLLATE NOCASE")
  Optional<Long> findByName(String name);

  @SqlQuery(
      "INSERT INTO <user_group> (name, created_date, updated_date) VALUES (:name, :at, :at) RETURNING id")
  long insert(String name, Instant at);
}
