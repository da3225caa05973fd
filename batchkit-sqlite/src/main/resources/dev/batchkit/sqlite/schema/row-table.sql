-- A row table, its index by status and its triggers. "batchkit_row" stands for its name; its own columns go where the comment is.

CREATE TABLE IF NOT EXISTS "batchkit_row" (
    "batch_id" INTEGER NOT NULL REFERENCES "batchkit_batch"("batch_id"),
    "sequence" INTEGER NOT NULL,
    "row_status" TEXT NOT NULL,
    "row_outcome" TEXT,
    "row_version" INTEGER NOT NULL DEFAULT 1,
    "row_removed" INTEGER NOT NULL DEFAULT 0,
    "row_updated_at" TEXT NOT NULL,
    "row_updated_by_id" INTEGER,
    "row_problems_json" TEXT CHECK("row_problems_json" IS NULL OR json_valid("row_problems_json")),
    "row_input_json" TEXT CHECK("row_input_json" IS NULL OR json_valid("row_input_json")),
    "row_outcome_json" TEXT CHECK("row_outcome_json" IS NULL OR json_valid("row_outcome_json")),
    /* payload */
    PRIMARY KEY("batch_id", "sequence")
) STRICT, WITHOUT ROWID;

CREATE INDEX IF NOT EXISTS "batchkit_row.row_status" ON "batchkit_row"("batch_id", "row_status");

-- One trigger per event and row: entering it costs more than what it asks. After the update is cheaper than before it.
CREATE TRIGGER IF NOT EXISTS "batchkit_row.insert" BEFORE INSERT ON "batchkit_row"
WHEN (SELECT "frozen_at" FROM "batchkit_batch" WHERE "batch_id" = NEW."batch_id") IS NOT NULL
    OR (SELECT "row_outcome" FROM "batchkit_row" WHERE "batch_id" = NEW."batch_id" AND "sequence" = NEW."sequence") = 'APPLIED'
BEGIN
    SELECT RAISE(ABORT, 'batchkit: the row is applied or its batch is frozen');
END;

CREATE TRIGGER IF NOT EXISTS "batchkit_row.update" AFTER UPDATE ON "batchkit_row"
WHEN OLD."row_outcome" = 'APPLIED' OR (SELECT "frozen_at" FROM "batchkit_batch" WHERE "batch_id" = OLD."batch_id") IS NOT NULL
BEGIN
    SELECT RAISE(ABORT, 'batchkit: the row is applied or its batch is frozen');
END;

CREATE TRIGGER IF NOT EXISTS "batchkit_row.move" BEFORE UPDATE OF "batch_id", "sequence" ON "batchkit_row"
WHEN OLD."batch_id" != NEW."batch_id" OR OLD."sequence" != NEW."sequence"
BEGIN
    SELECT RAISE(ABORT, 'batchkit: a row keeps its batch and its sequence');
END;

CREATE TRIGGER IF NOT EXISTS "batchkit_row.delete" BEFORE DELETE ON "batchkit_row"
WHEN (OLD."row_outcome" = 'APPLIED' OR (SELECT "frozen_at" FROM "batchkit_batch" WHERE "batch_id" = OLD."batch_id") IS NOT NULL)
    AND NOT EXISTS (SELECT 1 FROM "batchkit_purged" WHERE "batch_id" = OLD."batch_id")
BEGIN
    SELECT RAISE(ABORT, 'batchkit: the row is applied or its batch is frozen');
END;
