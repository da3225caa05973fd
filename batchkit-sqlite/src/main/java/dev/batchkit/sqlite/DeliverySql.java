package dev.batchkit.sqlite;

import dev.batchkit.session.Verdict;
import dev.batchkit.store.Delivery;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** The table {@code batchkit_delivery}. */
interface DeliverySql {
  String OPEN =
      """
      FROM <batchkit_delivery> d CROSS JOIN <session> s ON s.id = d.session_id
      WHERE d.delivered_at IS NULL
        AND NOT EXISTS (SELECT 1 FROM <batchkit_purged> WHERE batch_id = s.batch_id)
      """;

  String NEXT = "SELECT d.* " + OPEN + "AND d.listener = :listener ORDER BY d.delivery_id LIMIT 1";

  String WAITING = "SELECT DISTINCT d.listener " + OPEN + "ORDER BY d.listener";

  String COUNT = "SELECT count(*) " + OPEN + "AND d.listener = :listener";

  @SqlQuery(NEXT)
  Optional<Delivery> next(String listener);

  @SqlQuery(WAITING)
  List<String> waiting();

  @SqlQuery(COUNT)
  long count(String listener);

  @SqlUpdate(
      """
      INSERT INTO <batchkit_delivery> (session_id, listener, verdict, verdict_before, created_at)
      SELECT id, :listener, :verdict, :before, :at FROM <session> s WHERE id = :sessionId
        AND NOT EXISTS (SELECT 1 FROM <batchkit_purged> WHERE batch_id = s.batch_id)
      """)
  int insert(
      long sessionId, String listener, Verdict verdict, @Nullable Verdict before, Instant at);

  @SqlUpdate(
      """
      UPDATE <batchkit_delivery> SET owner = :owner, attempts = attempts + 1
      WHERE delivery_id = :id AND owner IS :from AND delivered_at IS NULL
        AND NOT EXISTS (SELECT 1 FROM <session> s JOIN <batchkit_purged> p ON p.batch_id = s.batch_id
          WHERE s.id = session_id)
      """)
  int claim(long id, @Nullable Long from, long owner);

  @SqlUpdate(
      """
      UPDATE <batchkit_delivery> SET owner = NULL, delivered_at = :at, last_tried_at = :at
      WHERE delivery_id = :id AND owner = :owner
      """)
  void delivered(long id, long owner, Instant at);

  @SqlUpdate(
      """
      UPDATE <batchkit_delivery> SET owner = NULL, last_error = :error, last_tried_at = :at
      WHERE delivery_id = :id AND owner = :owner
      """)
  void failed(long id, long owner, String error, Instant at);
}
