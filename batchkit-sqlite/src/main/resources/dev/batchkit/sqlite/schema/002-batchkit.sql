-- batchkit's own tables. Every name of ours is quoted, so that the table prefix finds it.

CREATE TABLE IF NOT EXISTS "batchkit_schema" (
    "version" INTEGER PRIMARY KEY NOT NULL,
    "applied_at" TEXT NOT NULL,
    "store_uuid" TEXT NOT NULL
) STRICT;

-- One row. While a unit is open that does more than write the ledger, "open" names a row that is not there, so that no COMMIT but its own goes through;
-- "units" and "token" tell afterwards whether a unit was committed.
CREATE TABLE IF NOT EXISTS "batchkit_latch" (
    "id" INTEGER PRIMARY KEY NOT NULL,
    "open" INTEGER REFERENCES "batchkit_latch"("id") DEFERRABLE INITIALLY DEFERRED,
    "units" INTEGER NOT NULL,
    "token" INTEGER NOT NULL
) STRICT;

-- "frozen_at" stands first because every freeze trigger reads it and the JSON behind it may be long.
CREATE TABLE IF NOT EXISTS "batchkit_batch" (
    "batch_id" INTEGER PRIMARY KEY NOT NULL REFERENCES "batch"("id"),
    "frozen_at" TEXT,
    "seal_sha256" TEXT,
    "claim_owner" INTEGER,
    "claim_token" INTEGER NOT NULL DEFAULT 0,
    "activity" TEXT,
    "batch_type" TEXT NOT NULL,
    "batch_key" TEXT,
    "handler" TEXT,
    "description" TEXT,
    "notes" TEXT,
    "params_json" TEXT CHECK("params_json" IS NULL OR json_valid("params_json")),
    "source_json" TEXT CHECK("source_json" IS NULL OR json_valid("source_json")),
    "row_table" TEXT NOT NULL,
    "statuses_json" TEXT NOT NULL CHECK(json_valid("statuses_json")),
    "columns_json" TEXT NOT NULL CHECK(json_valid("columns_json")),
    "parent_batch_id" INTEGER,
    "complete" INTEGER NOT NULL DEFAULT 0,
    "completed_at" TEXT,
    "completed_by_id" INTEGER REFERENCES "user"("id"),
    "batch_version" INTEGER NOT NULL,
    "needs_refresh" INTEGER NOT NULL DEFAULT 0,
    "rows_from" INTEGER NOT NULL,
    "rows_through" INTEGER NOT NULL,
    "rows_used" INTEGER NOT NULL,
    "populated_at" TEXT,
    "executed_at" TEXT,
    "executed_by_id" INTEGER REFERENCES "user"("id"),
    "result_json" TEXT CHECK("result_json" IS NULL OR json_valid("result_json")),
    "key_scope" TEXT,
    "restored_at" TEXT
) STRICT;

CREATE TABLE IF NOT EXISTS "batchkit_key" (
    "batch_type" TEXT NOT NULL,
    "batch_key" TEXT NOT NULL,
    "batch_id" INTEGER NOT NULL REFERENCES "batchkit_batch"("batch_id"),
    PRIMARY KEY("batch_type", "batch_key")
) STRICT, WITHOUT ROWID;

-- One row per edit of a row, with its input before and after; the session is the run that did many edits as one.
CREATE TABLE IF NOT EXISTS "batchkit_change" (
    "batch_id" INTEGER NOT NULL REFERENCES "batchkit_batch"("batch_id"),
    "sequence" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "changed_at" TEXT NOT NULL,
    "changed_by_id" INTEGER REFERENCES "user"("id"),
    "before_json" TEXT CHECK("before_json" IS NULL OR json_valid("before_json")),
    "after_json" TEXT CHECK("after_json" IS NULL OR json_valid("after_json")),
    "orchestration_session_id" TEXT,
    PRIMARY KEY("batch_id", "sequence", "version")
) STRICT, WITHOUT ROWID;

-- No reference to the batch: the record of a run outlives a purge.
CREATE TABLE IF NOT EXISTS "batchkit_run" (
    "orchestration_session_id" TEXT PRIMARY KEY NOT NULL REFERENCES "orchestration_session"("orchestration_session_id"),
    "batch_id" INTEGER NOT NULL,
    "activity" TEXT NOT NULL,
    "attempt" INTEGER NOT NULL,
    "owner" INTEGER NOT NULL,
    "phase" TEXT NOT NULL,
    "done" INTEGER NOT NULL,
    "total" INTEGER NOT NULL,
    "failed" INTEGER NOT NULL,
    "skipped" INTEGER NOT NULL,
    "issues" INTEGER NOT NULL,
    "started_at" TEXT NOT NULL,
    "last_seen_at" TEXT NOT NULL,
    "outcome" TEXT
) STRICT;

-- One row per orchestration session, no run of a batch, that somebody records and has not ended.
CREATE TABLE IF NOT EXISTS "batchkit_recording" (
    "orchestration_session_id" TEXT PRIMARY KEY NOT NULL REFERENCES "orchestration_session"("orchestration_session_id"),
    "owner" INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS "batchkit_cancel" (
    "orchestration_session_id" TEXT NOT NULL REFERENCES "batchkit_run"("orchestration_session_id"),
    "requested_at" TEXT NOT NULL,
    "requested_by_id" INTEGER REFERENCES "user"("id")
) STRICT;

CREATE TABLE IF NOT EXISTS "batchkit_purged" (
    "batch_id" INTEGER PRIMARY KEY NOT NULL,
    "purged_at" TEXT NOT NULL,
    "purged_by_id" INTEGER REFERENCES "user"("id"),
    "batch_type" TEXT NOT NULL,
    "owner" INTEGER NOT NULL,
    "row_count" INTEGER NOT NULL,
    "seal_sha256" TEXT
) STRICT;

-- One row per return from a backup; the newest says the key scope of batches that are created.
CREATE TABLE IF NOT EXISTS "batchkit_restore" (
    "restore_id" INTEGER PRIMARY KEY NOT NULL,
    "restored_at" TEXT NOT NULL,
    "key_scope" TEXT NOT NULL
) STRICT;

CREATE TABLE IF NOT EXISTS "batchkit_record" (
    "session_id" INTEGER NOT NULL REFERENCES "session"("id"),
    "sequence" INTEGER NOT NULL,
    "record_json" TEXT NOT NULL CHECK(json_valid("record_json")),
    "alert" INTEGER NOT NULL,
    "record_key" TEXT,
    PRIMARY KEY("session_id", "sequence")
) STRICT, WITHOUT ROWID;

-- What a session of ours has beside the documented columns. "alert_threshold" is the exact text of it; it and "quantity" are NULL where the
-- definition cannot be read.
CREATE TABLE IF NOT EXISTS "batchkit_session" (
    "session_id" INTEGER PRIMARY KEY NOT NULL REFERENCES "session"("id"),
    "indicator_name" TEXT NOT NULL,
    "indicator_type" TEXT NOT NULL,
    "verdict" TEXT CHECK("verdict" IN ('OK', 'NO_DATA', 'WARN', 'ALERT', 'NOT_MEASURED')),
    "quantity" TEXT,
    "alert_threshold" TEXT,
    "nb_records_warn" INTEGER CHECK("nb_records_warn" >= 0),
    "findings_json" TEXT CHECK("findings_json" IS NULL OR json_valid("findings_json")),
    "extreme" TEXT,
    "reason" TEXT,
    "attempts" INTEGER NOT NULL,
    "started_at" TEXT NOT NULL,
    "finished_at" TEXT,
    "series" TEXT,
    "definition_json" TEXT NOT NULL CHECK(json_valid("definition_json"))
) STRICT;

-- Requests to cancel the measurement of one indicator.
CREATE TABLE IF NOT EXISTS "batchkit_session_cancel" (
    "batch_id" INTEGER NOT NULL REFERENCES "batch"("id"),
    "indicator_id" INTEGER NOT NULL REFERENCES "indicator"("id"),
    "requested_at" TEXT NOT NULL,
    "requested_by_id" INTEGER REFERENCES "user"("id")
) STRICT;

-- What a listener is to be told. Never frozen: it is told after the batch is.
CREATE TABLE IF NOT EXISTS "batchkit_delivery" (
    "delivery_id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    "session_id" INTEGER NOT NULL REFERENCES "session"("id"),
    "listener" TEXT NOT NULL,
    "verdict" TEXT NOT NULL,
    "verdict_before" TEXT,
    "created_at" TEXT NOT NULL,
    "owner" INTEGER,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "last_tried_at" TEXT,
    "last_error" TEXT,
    "delivered_at" TEXT
) STRICT;

CREATE INDEX IF NOT EXISTS "batchkit_batch.batch_type" ON "batchkit_batch"("batch_type");
CREATE INDEX IF NOT EXISTS "batchkit_batch.complete" ON "batchkit_batch"("batch_type", "batch_id") WHERE "complete" = 1 AND "frozen_at" IS NULL;
CREATE INDEX IF NOT EXISTS "batchkit_batch.claim_owner" ON "batchkit_batch"("claim_owner") WHERE "claim_owner" IS NOT NULL;
CREATE INDEX IF NOT EXISTS "batchkit_key.batch_id" ON "batchkit_key"("batch_id");
CREATE INDEX IF NOT EXISTS "batchkit_run.batch_id" ON "batchkit_run"("batch_id");
CREATE INDEX IF NOT EXISTS "batchkit_cancel.orchestration_session_id" ON "batchkit_cancel"("orchestration_session_id");
CREATE INDEX IF NOT EXISTS "batchkit_record.record_key" ON "batchkit_record"("session_id", "record_key") WHERE "record_key" IS NOT NULL;
CREATE INDEX IF NOT EXISTS "batchkit_record.alert" ON "batchkit_record"("session_id", "sequence") WHERE "alert" = 1;
CREATE INDEX IF NOT EXISTS "batchkit_session.series" ON "batchkit_session"("series", "session_id") WHERE "series" IS NOT NULL;
CREATE INDEX IF NOT EXISTS "batchkit_session_cancel.batch_id" ON "batchkit_session_cancel"("batch_id");
CREATE INDEX IF NOT EXISTS "batchkit_delivery.session_id" ON "batchkit_delivery"("session_id");
CREATE INDEX IF NOT EXISTS "batchkit_delivery.listener" ON "batchkit_delivery"("listener") WHERE "delivered_at" IS NULL;

-- The documented tables have no index on what they hang on.
CREATE INDEX IF NOT EXISTS "batchkit.batch.indicator_group_id" ON "batch"("indicator_group_id") WHERE "indicator_group_id" IS NOT NULL;
CREATE INDEX IF NOT EXISTS "batchkit.batch.id" ON "batch"("id") WHERE "indicator_group_id" IS NOT NULL;
CREATE INDEX IF NOT EXISTS "batchkit.indicator.indicator_group_id" ON "indicator"("indicator_group_id", "execution_order");
CREATE INDEX IF NOT EXISTS "batchkit.session.batch_id" ON "session"("batch_id");
CREATE INDEX IF NOT EXISTS "batchkit.session.batch_id.indicator_id" ON "session"("batch_id", "indicator_id");
CREATE INDEX IF NOT EXISTS "batchkit.session.indicator_id" ON "session"("indicator_id");
CREATE INDEX IF NOT EXISTS "batchkit.orchestration_session.orchestration_nature_id" ON "orchestration_session"("orchestration_nature_id");
CREATE INDEX IF NOT EXISTS "batchkit.orchestration_session.device_id" ON "orchestration_session"("device_id");
CREATE INDEX IF NOT EXISTS "batchkit.orchestration_session.open" ON "orchestration_session"("orch_finished_at") WHERE "orch_finished_at" IS NULL;
CREATE INDEX IF NOT EXISTS "batchkit.orchestration_session_entry.session_id" ON "orchestration_session_entry"("session_id");
CREATE INDEX IF NOT EXISTS "batchkit.orchestration_session_state.session_id" ON "orchestration_session_state"("session_id");
CREATE INDEX IF NOT EXISTS "batchkit.orchestration_session_exec.session_id" ON "orchestration_session_exec"("session_id");
CREATE INDEX IF NOT EXISTS "batchkit.orchestration_session_issue.session_id" ON "orchestration_session_issue"("session_id");
CREATE INDEX IF NOT EXISTS "batchkit.orchestration_session_issue_relation.issue_id_prime" ON "orchestration_session_issue_relation"("issue_id_prime");
-- The log has no column for the session. Not everybody's elaboration is JSON, and no insert may fail of that.
CREATE INDEX IF NOT EXISTS "batchkit.orchestration_session_log.session_id" ON "orchestration_session_log"(CASE WHEN json_valid("elaboration") THEN json_extract("elaboration", '$.session_id') END);
