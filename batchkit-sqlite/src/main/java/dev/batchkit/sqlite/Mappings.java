package dev.batchkit.sqlite;

import dev.batchkit.batch.Activity;
import dev.batchkit.batch.Batch;
import dev.batchkit.batch.BatchId;
import dev.batchkit.batch.BatchStatus;
import dev.batchkit.batch.Column;
import dev.batchkit.batch.RowWindow;
import dev.batchkit.batch.Run;
import dev.batchkit.batch.RunOutcome;
import dev.batchkit.batch.StatusInfo;
import dev.batchkit.batch.UtcText;
import dev.batchkit.json.Json;
import dev.batchkit.store.Claim;
import dev.batchkit.store.PurgeRecord;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;
import org.jdbi.v3.sqlobject.SqlObjectPlugin;
import org.jspecify.annotations.Nullable;

/** How records of core are bound to statements and read from rows. */
final class Mappings {
  /** The indexes that SQL texts name, since the planner would not choose them. */
  static final Map<String, String> INDEXES =
      Map.of(
          "group_batch_by_id", "batchkit.batch.id",
          "record_by_key", "batchkit_record.record_key",
          "record_by_alert", "batchkit_record.alert");

  private final ParsedList<StatusInfo> statuses = new ParsedList<>(StatusInfo.class);
  private final ParsedList<Column> columns = new ParsedList<>(Column.class);

  /** Sets JDBI up: our names, our values, no transactions of its own, no value in a message. */
  Jdbi on(Jdbi jdbi, Schema schema) {
    jdbi.setTransactionHandler(new NoTransactions());
    jdbi.installPlugin(new SqlObjectPlugin());
    jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
    schema.tables().forEach((plain, name) -> jdbi.define(plain, '"' + name + '"'));
    INDEXES.forEach((word, plain) -> jdbi.define(word, '"' + schema.name(plain) + '"'));
    registerOn(jdbi);
    return jdbi;
  }

  private void registerOn(Jdbi jdbi) {
    jdbi.registerArgument(new InstantArguments());
    jdbi.registerArgument(new JsonArguments());
    jdbi.registerRowMapper(Batch.class, (row, context) -> batch(row));
    jdbi.registerRowMapper(Claim.class, (row, context) -> claim(row));
    jdbi.registerRowMapper(PurgeRecord.class, (row, context) -> purge(row));
    jdbi.registerRowMapper(Run.class, (row, context) -> run(row));
    LedgerRows.registerOn(jdbi);
    BatchSessionRows.registerOn(jdbi);
  }

  private Batch batch(ResultSet row) throws SQLException {
    String type = row.getString("batch_type");
    Instant created = Objects.requireNonNullElse(instant(row, "created_date"), Instant.EPOCH);
    return new Batch(
        new BatchId(row.getLong("id")),
        type,
        row.getString("handler"),
        BatchStatus.of(there(row, "status")),
        row.getString("description"),
        row.getString("notes"),
        row.getString("batch_key"),
        json(row, "params_json"),
        json(row, "source_json"),
        id(row, "parent_batch_id"),
        row.getString("row_table"),
        type == null ? List.of() : statuses.parse(there(row, "statuses_json")),
        type == null ? List.of() : columns.parse(there(row, "columns_json")),
        type == null ? 1 : row.getLong("batch_version"),
        row.getBoolean("needs_refresh"),
        type == null ? RowWindow.EMPTY : window(row),
        activity(row.getString("activity")),
        created,
        number(row, "created_by_id"),
        Objects.requireNonNullElse(instant(row, "updated_date"), created),
        number(row, "updated_by_id"),
        instant(row, "populated_at"),
        instant(row, "completed_at"),
        number(row, "completed_by_id"),
        instant(row, "executed_at"),
        number(row, "executed_by_id"),
        json(row, "result_json"),
        row.getString("seal_sha256"),
        instant(row, "frozen_at"),
        row.getString("key_scope"),
        instant(row, "restored_at"),
        number(row, "indicator_group_id"));
  }

  /** What no program wrote as NULL; a damaged file may say so all the same. */
  private static String there(ResultSet row, String column) throws SQLException {
    String text = row.getString(column);
    if (text == null) {
      throw new IllegalArgumentException(column + " is NULL");
    }
    return text;
  }

  private static @Nullable BatchId id(ResultSet row, String column) throws SQLException {
    Long id = number(row, column);
    return id == null ? null : new BatchId(id);
  }

  private static RowWindow window(ResultSet row) throws SQLException {
    return new RowWindow(
        row.getLong("rows_from"), row.getLong("rows_through"), row.getLong("rows_used"));
  }

  private static @Nullable Activity activity(@Nullable String word) {
    return word == null ? null : Activity.of(word);
  }

  private static Claim claim(ResultSet row) throws SQLException {
    return new Claim(
        row.getLong("batch_id"),
        row.getLong("claim_owner"),
        row.getLong("claim_token"),
        Activity.of(there(row, "activity")));
  }

  private static PurgeRecord purge(ResultSet row) throws SQLException {
    return new PurgeRecord(
        row.getLong("batch_id"),
        there(row, "batch_type"),
        UtcText.parse(there(row, "purged_at")),
        number(row, "purged_by_id"),
        row.getLong("owner"),
        row.getLong("row_count"),
        row.getString("seal_sha256"));
  }

  private static Run run(ResultSet row) throws SQLException {
    String outcome = row.getString("outcome");
    return new Run(
        row.getString("orchestration_session_id"),
        new BatchId(row.getLong("batch_id")),
        Activity.of(there(row, "activity")),
        row.getInt("attempt"),
        row.getLong("owner"),
        row.getString("phase"),
        row.getLong("done"),
        row.getLong("total"),
        row.getLong("failed"),
        row.getLong("skipped"),
        row.getLong("issues"),
        UtcText.parse(there(row, "started_at")),
        UtcText.parse(there(row, "last_seen_at")),
        outcome == null ? null : RunOutcome.valueOf(outcome));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    String text = row.getString(column);
    return text == null ? null : UtcText.parse(text);
  }

  private static @Nullable Json json(ResultSet row, String column) throws SQLException {
    String text = row.getString(column);
    return text == null ? null : Json.of(text);
  }

  private static @Nullable Long number(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? null : value;
  }

  /** Times as {@link UtcText}: the driver's own form would be a number. */
  private static final class InstantArguments extends AbstractArgumentFactory<Instant> {
    InstantArguments() {
      super(Types.VARCHAR);
    }

    @Override
    protected Argument build(Instant value, ConfigRegistry config) {
      return (position, statement, context) -> statement.setString(position, UtcText.of(value));
    }
  }

  /** JSON byte for byte. */
  private static final class JsonArguments extends AbstractArgumentFactory<Json> {
    JsonArguments() {
      super(Types.VARCHAR);
    }

    @Override
    protected Argument build(Json value, ConfigRegistry config) {
      return (position, statement, context) -> statement.setString(position, value.text());
    }
  }

  /** Lists of a header: the same few texts stand in thousands of headers. */
  private static final class ParsedList<T> {
    private static final int MOST = 256;

    private final Class<T> type;
    private final Map<String, List<T>> parsed = new ConcurrentHashMap<>();

    ParsedList(Class<T> type) {
      this.type = type;
    }

    List<T> parse(String text) {
      if (parsed.size() >= MOST) {
        parsed.clear();
      }
      return parsed.computeIfAbsent(
          text, key -> Json.of(key).elements().stream().map(json -> json.as(type)).toList());
    }
  }
}
