-- An RSSD file: the tables of the ledger as documented.
CREATE TABLE "device" (
    "device_id" VARCHAR PRIMARY KEY NOT NULL,
    "name" TEXT NOT NULL,
    "state" TEXT CHECK(json_valid(state)) NOT NULL,
    "boundary" TEXT NOT NULL,
    "segmentation" TEXT CHECK(json_valid(segmentation) OR segmentation IS NULL),
    "state_sysinfo" TEXT CHECK(json_valid(state_sysinfo) OR state_sysinfo IS NULL),
    "elaboration" TEXT CHECK(json_valid(elaboration) OR elaboration IS NULL),
    "created_at" TIMESTAMPTZ DEFAULT CURRENT_TIMESTAMP,
    "created_by" TEXT DEFAULT 'UNKNOWN',
    "updated_at" TIMESTAMPTZ,
    "updated_by" TEXT,
    "deleted_at" TIMESTAMPTZ,
    "deleted_by" TEXT,
    "activity_log" TEXT,
    UNIQUE("name", "state", "boundary")
);
CREATE TABLE "orchestration_nature" (
    "orchestration_nature_id" TEXT PRIMARY KEY NOT NULL,
    "nature" TEXT NOT NULL,
    "elaboration" TEXT CHECK(json_valid(elaboration) OR elaboration IS NULL),
    "created_at" TIMESTAMPTZ DEFAULT CURRENT_TIMESTAMP,
    "created_by" TEXT DEFAULT 'UNKNOWN',
    "updated_at" TIMESTAMPTZ,
    "updated_by" TEXT,
    "deleted_at" TIMESTAMPTZ,
    "deleted_by" TEXT,
    "activity_log" TEXT,
    UNIQUE("orchestration_nature_id", "nature")
);
CREATE TABLE "orchestration_session" (
    "orchestration_session_id" VARCHAR PRIMARY KEY NOT NULL,
    "device_id" VARCHAR NOT NULL,
    "orchestration_nature_id" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "orch_started_at" TIMESTAMPTZ DEFAULT CURRENT_TIMESTAMP,
    "orch_finished_at" TIMESTAMPTZ,
    "elaboration" TEXT CHECK(json_valid(elaboration) OR elaboration IS NULL),
    "args_json" TEXT CHECK(json_valid(args_json) OR args_json IS NULL),
    "diagnostics_json" TEXT CHECK(json_valid(diagnostics_json) OR diagnostics_json IS NULL),
    "diagnostics_md" TEXT,
    FOREIGN KEY("device_id") REFERENCES "device"("device_id"),
    FOREIGN KEY("orchestration_nature_id") REFERENCES "orchestration_nature"("orchestration_nature_id")
);
CREATE TABLE "orchestration_session_entry" (
    "orchestration_session_entry_id" VARCHAR PRIMARY KEY NOT NULL,
    "session_id" VARCHAR NOT NULL,
    "ingest_src" TEXT NOT NULL,
    "ingest_table_name" TEXT,
    "elaboration" TEXT CHECK(json_valid(elaboration) OR elaboration IS NULL),
    FOREIGN KEY("session_id") REFERENCES "orchestration_session"("orchestration_session_id")
);
CREATE TABLE "orchestration_session_state" (
    "orchestration_session_state_id" VARCHAR PRIMARY KEY NOT NULL,
    "session_id" VARCHAR NOT NULL,
    "session_entry_id" VARCHAR,
    "from_state" TEXT NOT NULL,
    "to_state" TEXT NOT NULL,
    "transition_result" TEXT CHECK(json_valid(transition_result) OR transition_result IS NULL),
    "transition_reason" TEXT,
    "transitioned_at" TIMESTAMPTZ DEFAULT CURRENT_TIMESTAMP,
    "elaboration" TEXT CHECK(json_valid(elaboration) OR elaboration IS NULL),
    FOREIGN KEY("session_id") REFERENCES "orchestration_session"("orchestration_session_id"),
    FOREIGN KEY("session_entry_id") REFERENCES "orchestration_session_entry"("orchestration_session_entry_id"),
    UNIQUE("orchestration_session_state_id", "from_state", "to_state")
);
CREATE TABLE "orchestration_session_exec" (
    "orchestration_session_exec_id" VARCHAR PRIMARY KEY NOT NULL,
    "exec_nature" TEXT NOT NULL,
    "session_id" VARCHAR NOT NULL,
    "session_entry_id" VARCHAR,
    "parent_exec_id" VARCHAR,
    "namespace" TEXT,
    "exec_identity" TEXT,
    "exec_code" TEXT NOT NULL,
    "exec_status" INTEGER NOT NULL,
    "input_text" TEXT,
    "exec_error_text" TEXT,
    "output_text" TEXT,
    "output_nature" TEXT CHECK(json_valid(output_nature) OR output_nature IS NULL),
    "narrative_md" TEXT,
    "elaboration" TEXT CHECK(json_valid(elaboration) OR elaboration IS NULL),
    FOREIGN KEY("session_id") REFERENCES "orchestration_session"("orchestration_session_id"),
    FOREIGN KEY("session_entry_id") REFERENCES "orchestration_session_entry"("orchestration_session_entry_id"),
    FOREIGN KEY("parent_exec_id") REFERENCES "orchestration_session_exec"("orchestration_session_exec_id")
);
CREATE TABLE "orchestration_session_issue" (
    "orchestration_session_issue_id" UUID PRIMARY KEY NOT NULL,
    "session_id" VARCHAR NOT NULL,
    "session_entry_id" VARCHAR,
    "issue_type" TEXT NOT NULL,
    "issue_message" TEXT NOT NULL,
    "issue_row" INTEGER,
    "issue_column" TEXT,
    "invalid_value" TEXT,
    "remediation" TEXT,
    "elaboration" TEXT CHECK(json_valid(elaboration) OR elaboration IS NULL),
    FOREIGN KEY("session_id") REFERENCES "orchestration_session"("orchestration_session_id"),
    FOREIGN KEY("session_entry_id") REFERENCES "orchestration_session_entry"("orchestration_session_entry_id")
);
CREATE TABLE "orchestration_session_issue_relation" (
    "orchestration_session_issue_relation_id" UUID PRIMARY KEY NOT NULL,
    "issue_id_prime" UUID NOT NULL,
    "issue_id_rel" TEXT NOT NULL,
    "relationship_nature" TEXT NOT NULL,
    "elaboration" TEXT CHECK(json_valid(elaboration) OR elaboration IS NULL),
    FOREIGN KEY("issue_id_prime") REFERENCES "orchestration_session_issue"("orchestration_session_issue_id")
);
CREATE TABLE "orchestration_session_log" (
    "orchestration_session_log_id" UUID PRIMARY KEY NOT NULL,
    "category" TEXT,
    "parent_exec_id" UUID,
    "content" TEXT NOT NULL,
    "sibling_order" INTEGER,
    "elaboration" TEXT CHECK(json_valid(elaboration) OR elaboration IS NULL),
    FOREIGN KEY("parent_exec_id") REFERENCES "orchestration_session_log"("orchestration_session_log_id")
);
CREATE INDEX "idx_device__name__state" ON "device"("name", "state");
CREATE INDEX "idx_orchestration_nature__orchestration_nature_id__nature" ON "orchestration_nature"("orchestration_nature_id", "nature");

-- Filled as real programs fill it: hand-made ids, OR IGNORE, CURRENT_TIMESTAMP, no states, an empty version, words as a status.
CREATE TABLE "party_type" ("code" TEXT PRIMARY KEY NOT NULL, "value" TEXT NOT NULL, "created_at" TIMESTAMPTZ DEFAULT CURRENT_TIMESTAMP);
INSERT INTO "party_type" ("code", "value") VALUES ('PERSON', 'Person'), ('ORGANIZATION', 'Organization');

INSERT OR IGNORE INTO device (device_id, name, state, boundary, state_sysinfo)
    VALUES ('7bab389e-54af-5a13-a39f-079abdc73a48', 'lab-host', '"SINGLETON"', 'UNKNOWN', '{"os-arch":"x64","os-platform":"linux"}');
INSERT OR IGNORE INTO orchestration_nature (orchestration_nature_id, nature, created_at, created_by)
    VALUES ('deidentification', 'De-identification', NULL, NULL), ('V&V', 'Verfication and Validation', NULL, NULL);

INSERT OR IGNORE INTO orchestration_session
    (orchestration_session_id, device_id, orchestration_nature_id, version, args_json, diagnostics_json, diagnostics_md)
    VALUES ('ORCHSESSID-' || hex('first session    '), '7bab389e-54af-5a13-a39f-079abdc73a48', 'deidentification', '',
        '{"parameters": "de-identification"}', '{"status": "started"}', 'Started the de-identification process');
INSERT OR IGNORE INTO orchestration_session_entry (orchestration_session_entry_id, session_id, ingest_src, ingest_table_name, elaboration)
    VALUES ('ORCHSESSENID-1', 'ORCHSESSID-' || hex('first session    '), 'deidentification.sql', '', '{"description":"Processing de-identification"}');
INSERT OR IGNORE INTO orchestration_session_exec
    (orchestration_session_exec_id, exec_nature, session_id, session_entry_id, exec_code, exec_status, input_text, output_text)
    VALUES ('ORCHSESSEXID-' || ((SELECT COUNT(*) FROM orchestration_session_exec) + 1), 'De-identification',
        'ORCHSESSID-' || hex('first session    '), 'ORCHSESSENID-1', 'UPDATE participant SET email = anonymize(email)', 'SUCCESS', 'email', 'done');
INSERT OR IGNORE INTO orchestration_session_exec
    (orchestration_session_exec_id, exec_nature, session_id, session_entry_id, exec_code, exec_status, input_text, exec_error_text)
    VALUES ('ORCHSESSEXID-' || ((SELECT COUNT(*) FROM orchestration_session_exec) + 1), 'De-identification',
        'ORCHSESSID-' || hex('first session    '), 'ORCHSESSENID-1', 'UPDATE participant SET age = 0', 1, 'age', 'no such column: age');
UPDATE orchestration_session SET orch_finished_at = CURRENT_TIMESTAMP, diagnostics_json = '{"status": "completed"}',
    diagnostics_md = 'De-identification process completed' WHERE orchestration_nature_id = 'deidentification';

INSERT INTO orchestration_session (orchestration_session_id, device_id, orchestration_nature_id, version, orch_started_at)
    VALUES ('05269d28-15ae-5bd6-bd88-f949ccfa52d7', '7bab389e-54af-5a13-a39f-079abdc73a48', 'V&V', '0.12.0', '2024-04-16T08:48:44.333Z');
INSERT INTO orchestration_session_entry (orchestration_session_entry_id, session_id, ingest_src)
    VALUES ('8b7c669c-1795-5f6b-8f3a-3e502b74c628', '05269d28-15ae-5bd6-bd88-f949ccfa52d7', 'a.csv');
INSERT INTO orchestration_session_issue
    (orchestration_session_issue_id, session_id, session_entry_id, issue_type, issue_message, issue_row, issue_column, invalid_value, remediation)
    VALUES ('1931dfcc-e8fc-597d-b1bc-65b4287e6fdf', '05269d28-15ae-5bd6-bd88-f949ccfa52d7', '8b7c669c-1795-5f6b-8f3a-3e502b74c628',
        'Range Violation', 'Value 9 in c is less than 10', 3, 'c', '9', 'Ensure values in "c" are between 10 and 100'),
    (lower(hex('issue by hand')), '05269d28-15ae-5bd6-bd88-f949ccfa52d7', NULL,
        'Data Integrity Checks: Empty Cells', '[ERROR] Table: t', 'The rows empty are:1,2', NULL, NULL, NULL),
    (12345678, '05269d28-15ae-5bd6-bd88-f949ccfa52d7', NULL, 'Structural', 'no sku', NULL, NULL, NULL, NULL);
INSERT INTO orchestration_session_log (orchestration_session_log_id, category, content, sibling_order)
    VALUES (1, 'rest', 'a line of no session', 1);
