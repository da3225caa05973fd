-- What is frozen stays frozen, through any client with default settings. The only test is "frozen_at" of the header.
-- REPLACE deletes without a DELETE trigger, so INSERT and UPDATE look at whatever stands under the new key.

CREATE TRIGGER IF NOT EXISTS "batchkit.batch.insert" BEFORE INSERT ON "batch"
WHEN (SELECT "frozen_at" FROM "batchkit_batch" WHERE "batch_id" = NEW."id") IS NOT NULL
BEGIN
    SELECT RAISE(ABORT, 'batchkit: the batch is frozen');
END;

CREATE TRIGGER IF NOT EXISTS "batchkit.batch.insert_purged" BEFORE INSERT ON "batch"
WHEN EXISTS (SELECT 1 FROM "batchkit_purged" WHERE "batch_id" = NEW."id")
BEGIN
    SELECT RAISE(ABORT, 'batchkit: the batch was purged, and its id is never used again');
END;

CREATE TRIGGER IF NOT EXISTS "batchkit.batch.update" BEFORE UPDATE ON "batch"
WHEN EXISTS (SELECT 1 FROM "batchkit_batch" WHERE "batch_id" IN (OLD."id", NEW."id") AND "frozen_at" IS NOT NULL)
BEGIN
    SELECT RAISE(ABORT, 'batchkit: the batch is frozen');
END;

CREATE TRIGGER IF NOT EXISTS "batchkit.batch.delete" BEFORE DELETE ON "batch"
WHEN (SELECT "frozen_at" FROM "batchkit_batch" WHERE "batch_id" = OLD."id") IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "batchkit_purged" WHERE "batch_id" = OLD."id")
BEGIN
    SELECT RAISE(ABORT, 'batchkit: the batch is frozen');
END;

CREATE TRIGGER IF NOT EXISTS "batchkit_batch.insert" BEFORE INSERT ON "batchkit_batch"
WHEN (SELECT "frozen_at" FROM "batchkit_batch" WHERE "batch_id" = NEW."batch_id") IS NOT NULL
BEGIN
    SELECT RAISE(ABORT, 'batchkit: the batch is frozen');
END;

CREATE TRIGGER IF NOT EXISTS "batchkit_batch.insert_purged" BEFORE INSERT ON "batchkit_batch"
WHEN EXISTS (SELECT 1 FROM "batchkit_purged" WHERE "batch_id" = NEW."batch_id")
BEGIN
    SELECT RAISE(ABORT, 'batchkit: the batch was purged, and its id is never used again');
END;

CREATE TRIGGER IF NOT EXISTS "batchkit_batch.update" BEFORE UPDATE ON "batchkit_batch"
WHEN EXISTS (SELECT 1 FROM "batchkit_batch" WHERE "batch_id" IN (OLD."batch_id", NEW."batch_id") AND "frozen_at" IS NOT NULL)
BEGIN
    SELECT RAISE(ABORT, 'batchkit: the batch is frozen');
END;

CREATE TRIGGER IF NOT EXISTS "batchkit_batch.delete" BEFORE DELETE ON "batchkit_batch"
WHEN (SELECT "frozen_at" FROM "batchkit_batch" WHERE "batch_id" = OLD."batch_id") IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "batchkit_purged" WHERE "batch_id" = OLD."batch_id")
BEGIN
    SELECT RAISE(ABORT, 'batchkit: the batch is frozen');
END;

CREATE TRIGGER IF NOT EXISTS "batchkit_change.insert" BEFORE INSERT ON "batchkit_change"
WHEN (SELECT "frozen_at" FROM "batchkit_batch" WHERE "batch_id" = NEW."batch_id") IS NOT NULL
BEGIN
    SELECT RAISE(ABORT, 'batchkit: the batch is frozen');
END;

CREATE TRIGGER IF NOT EXISTS "batchkit_change.update" BEFORE UPDATE ON "batchkit_change"
WHEN EXISTS (SELECT 1 FROM "batchkit_batch" WHERE "batch_id" IN (OLD."batch_id", NEW."batch_id") AND "frozen_at" IS NOT NULL)
BEGIN
    SELECT RAISE(ABORT, 'batchkit: the batch is frozen');
END;

CREATE TRIGGER IF NOT EXISTS "batchkit_change.delete" BEFORE DELETE ON "batchkit_change"
WHEN (SELECT "frozen_at" FROM "batchkit_batch" WHERE "batch_id" = OLD."batch_id") IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "batchkit_purged" WHERE "batch_id" = OLD."batch_id")
BEGIN
    SELECT RAISE(ABORT, 'batchkit: the batch is frozen');
END;

CREATE TRIGGER IF NOT EXISTS "batchkit.session.insert" BEFORE INSERT ON "session"
WHEN EXISTS (SELECT 1 FROM "batchkit_batch" WHERE "batch_id" IN (NEW."batch_id", (SELECT "batch_id" FROM "session" WHERE "id" = NEW."id")) AND "frozen_at" IS NOT NULL)
BEGIN
    SELECT RAISE(ABORT, 'batchkit: the batch is frozen');
END;

CREATE TRIGGER IF NOT EXISTS "batchkit.session.update" BEFORE UPDATE ON "session"
WHEN EXISTS (SELECT 1 FROM "batchkit_batch" WHERE "batch_id" IN (OLD."batch_id", NEW."batch_id", (SELECT "batch_id" FROM "session" WHERE "id" = NEW."id")) AND "frozen_at" IS NOT NULL)
BEGIN
    SELECT RAISE(ABORT, 'batchkit: the batch is frozen');
END;

CREATE TRIGGER IF NOT EXISTS "batchkit.session.delete" BEFORE DELETE ON "session"
WHEN (SELECT "frozen_at" FROM "batchkit_batch" WHERE "batch_id" = OLD."batch_id") IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "batchkit_purged" WHERE "batch_id" = OLD."batch_id")
BEGIN
    SELECT RAISE(ABORT, 'batchkit: the batch is frozen');
END;

CREATE TRIGGER IF NOT EXISTS "batchkit_session.insert" BEFORE INSERT ON "batchkit_session"
WHEN (SELECT "frozen_at" FROM "batchkit_batch" WHERE "batch_id" = (SELECT "batch_id" FROM "session" WHERE "id" = NEW."session_id")) IS NOT NULL
BEGIN
    SELECT RAISE(ABORT, 'batchkit: the batch is frozen');
END;

CREATE TRIGGER IF NOT EXISTS "batchkit_session.update" BEFORE UPDATE ON "batchkit_session"
WHEN EXISTS (SELECT 1 FROM "batchkit_batch" WHERE "batch_id" IN ((SELECT "batch_id" FROM "session" WHERE "id" = OLD."session_id"), (SELECT "batch_id" FROM "session" WHERE "id" = NEW."session_id")) AND "frozen_at" IS NOT NULL)
BEGIN
    SELECT RAISE(ABORT, 'batchkit: the batch is frozen');
END;

CREATE TRIGGER IF NOT EXISTS "batchkit_session.delete" BEFORE DELETE ON "batchkit_session"
WHEN (SELECT "frozen_at" FROM "batchkit_batch" WHERE "batch_id" = (SELECT "batch_id" FROM "session" WHERE "id" = OLD."session_id")) IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "batchkit_purged" WHERE "batch_id" = (SELECT "batch_id" FROM "session" WHERE "id" = OLD."session_id"))
BEGIN
    SELECT RAISE(ABORT, 'batchkit: the batch is frozen');
END;

CREATE TRIGGER IF NOT EXISTS "batchkit_record.insert" BEFORE INSERT ON "batchkit_record"
WHEN (SELECT "frozen_at" FROM "batchkit_batch" WHERE "batch_id" = (SELECT "batch_id" FROM "session" WHERE "id" = NEW."session_id")) IS NOT NULL
BEGIN
    SELECT RAISE(ABORT, 'batchkit: the batch is frozen');
END;

CREATE TRIGGER IF NOT EXISTS "batchkit_record.update" BEFORE UPDATE ON "batchkit_record"
WHEN EXISTS (SELECT 1 FROM "batchkit_batch" WHERE "batch_id" IN ((SELECT "batch_id" FROM "session" WHERE "id" = OLD."session_id"), (SELECT "batch_id" FROM "session" WHERE "id" = NEW."session_id")) AND "frozen_at" IS NOT NULL)
BEGIN
    SELECT RAISE(ABORT, 'batchkit: the batch is frozen');
END;

CREATE TRIGGER IF NOT EXISTS "batchkit_record.delete" BEFORE DELETE ON "batchkit_record"
WHEN (SELECT "frozen_at" FROM "batchkit_batch" WHERE "batch_id" = (SELECT "batch_id" FROM "session" WHERE "id" = OLD."session_id")) IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "batchkit_purged" WHERE "batch_id" = (SELECT "batch_id" FROM "session" WHERE "id" = OLD."session_id"))
BEGIN
    SELECT RAISE(ABORT, 'batchkit: the batch is frozen');
END;

CREATE TRIGGER IF NOT EXISTS "batchkit_purged.insert" BEFORE INSERT ON "batchkit_purged"
WHEN EXISTS (SELECT 1 FROM "batchkit_purged" WHERE "batch_id" = NEW."batch_id")
BEGIN
    SELECT RAISE(ABORT, 'batchkit: purge records are never changed or deleted');
END;

CREATE TRIGGER IF NOT EXISTS "batchkit_purged.update" BEFORE UPDATE ON "batchkit_purged"
WHEN TRUE
BEGIN
    SELECT RAISE(ABORT, 'batchkit: purge records are never changed or deleted');
END;

CREATE TRIGGER IF NOT EXISTS "batchkit_purged.delete" BEFORE DELETE ON "batchkit_purged"
WHEN TRUE
BEGIN
    SELECT RAISE(ABORT, 'batchkit: purge records are never changed or deleted');
END;

-- The natural key of a frozen batch stays its own, so that nothing is done twice under it.
CREATE TRIGGER IF NOT EXISTS "batchkit_key.insert" BEFORE INSERT ON "batchkit_key"
WHEN EXISTS (SELECT 1 FROM "batchkit_batch" WHERE "batch_id" IN (NEW."batch_id", (SELECT "batch_id" FROM "batchkit_key" WHERE "batch_type" = NEW."batch_type" AND "batch_key" = NEW."batch_key")) AND "frozen_at" IS NOT NULL)
BEGIN
    SELECT RAISE(ABORT, 'batchkit: the batch is frozen');
END;

CREATE TRIGGER IF NOT EXISTS "batchkit_key.update" BEFORE UPDATE ON "batchkit_key"
WHEN EXISTS (SELECT 1 FROM "batchkit_batch" WHERE "batch_id" IN (OLD."batch_id", NEW."batch_id", (SELECT "batch_id" FROM "batchkit_key" WHERE "batch_type" = NEW."batch_type" AND "batch_key" = NEW."batch_key")) AND "frozen_at" IS NOT NULL)
BEGIN
    SELECT RAISE(ABORT, 'batchkit: the batch is frozen');
END;

CREATE TRIGGER IF NOT EXISTS "batchkit_key.delete" BEFORE DELETE ON "batchkit_key"
WHEN (SELECT "frozen_at" FROM "batchkit_batch" WHERE "batch_id" = OLD."batch_id") IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "batchkit_purged" WHERE "batch_id" = OLD."batch_id")
BEGIN
    SELECT RAISE(ABORT, 'batchkit: the batch is frozen');
END;
