-- An RSSD file of a newer program: other words for the types, no defaults, no JSON checks, columns and tables more, a view of its own.
CREATE TABLE device (device_id TEXT PRIMARY KEY, name TEXT NOT NULL, state TEXT, boundary TEXT NOT NULL, segmentation TEXT, state_sysinfo TEXT,
    elaboration TEXT, created_at NUMERIC DEFAULT CURRENT_TIMESTAMP, created_by TEXT DEFAULT 'UNKNOWN', updated_at NUMERIC, updated_by TEXT,
    deleted_at NUMERIC, deleted_by TEXT, activity_log TEXT, tenant TEXT NOT NULL DEFAULT 'none');
CREATE TABLE orchestration_nature (orchestration_nature_id TEXT PRIMARY KEY, nature TEXT, elaboration TEXT, created_at NUMERIC, created_by TEXT,
    updated_at NUMERIC, updated_by TEXT, deleted_at NUMERIC, deleted_by TEXT, activity_log TEXT);
CREATE TABLE orchestration_session (orchestration_session_id TEXT PRIMARY KEY, device_id TEXT, orchestration_nature_id TEXT, version TEXT,
    orch_started_at NUMERIC, orch_finished_at NUMERIC, elaboration TEXT, args_json TEXT, diagnostics_json TEXT, diagnostics_md TEXT,
    behavior_id TEXT REFERENCES behavior(behavior_id), length NUMERIC GENERATED ALWAYS AS (julianday(orch_finished_at) - julianday(orch_started_at)));
CREATE TABLE behavior (behavior_id TEXT PRIMARY KEY, behavior_name TEXT);
CREATE TABLE orchestration_session_entry (orchestration_session_entry_id TEXT PRIMARY KEY, session_id TEXT, ingest_src TEXT, ingest_table_name TEXT, elaboration TEXT);
CREATE TABLE orchestration_session_state (orchestration_session_state_id TEXT PRIMARY KEY, session_id TEXT, session_entry_id TEXT, from_state TEXT,
    to_state TEXT, transition_result TEXT, transition_reason TEXT, transitioned_at NUMERIC, elaboration TEXT);
CREATE TABLE orchestration_session_exec (orchestration_session_exec_id TEXT PRIMARY KEY, exec_nature TEXT, session_id TEXT, session_entry_id TEXT,
    parent_exec_id TEXT, namespace TEXT, exec_identity TEXT, exec_code TEXT, exec_status INTEGER, input_text TEXT, exec_error_text TEXT,
    output_text TEXT, output_nature TEXT, narrative_md TEXT, elaboration TEXT);
CREATE TABLE orchestration_session_issue (orchestration_session_issue_id NUMERIC PRIMARY KEY, session_id TEXT, session_entry_id TEXT, issue_type TEXT,
    issue_message TEXT, issue_row INTEGER, issue_column TEXT, invalid_value TEXT, remediation TEXT, elaboration TEXT);
CREATE TABLE orchestration_session_issue_relation (orchestration_session_issue_relation_id NUMERIC PRIMARY KEY, issue_id_prime NUMERIC,
    issue_id_rel TEXT, relationship_nature TEXT, elaboration TEXT);
CREATE TABLE orchestration_session_log (orchestration_session_log_id NUMERIC PRIMARY KEY, category TEXT, parent_exec_id NUMERIC, content TEXT,
    sibling_order INTEGER, elaboration TEXT);
CREATE VIEW orchestration_session_summary AS SELECT 'all' AS issue_type, count(*) AS issue_count FROM orchestration_session_issue;
CREATE INDEX idx_device__name__state ON device(state, name);

INSERT INTO device (device_id, name, boundary, state) VALUES ('d', 'host', 'b', NULL), ('w', 'weird', 'b', 'SINGLETON');
INSERT INTO orchestration_nature (orchestration_nature_id, nature) VALUES ('n', NULL), ('m', 'Many');

-- Odd in every cell that may be odd.
INSERT INTO orchestration_session (orchestration_session_id, device_id, orchestration_nature_id, version, orch_started_at, orch_finished_at,
    elaboration, args_json, diagnostics_json, diagnostics_md) VALUES
    ('plain', 'd', 'm', '1.0', '2026-05-04 09:00:00', '2026-05-04T09:00:01Z', '{}', NULL, '{"status":"completed"}', 'done'),
    ('odd', 'd', 'n', NULL, 1714813200, 'soon', '{a:1}', '', x'7b7d', x'6f6b'),
    ('offset', 'd', 'm', 7, '2026-05-04T11:00:00.5+02:00', '2026-05-04 09:00', 'NaN', '{"a":1,"a":2}', '1e999', NULL),
    ('none', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO orchestration_session_entry VALUES ('e1', 'odd', NULL, NULL, 'text'), (NULL, 'odd', 'nameless', NULL, NULL), ('e2', 'odd', x'ff61', CAST(x'ff62' AS TEXT), '[');
INSERT INTO orchestration_session_state VALUES ('s1', 'odd', NULL, NULL, NULL, 'ok', NULL, '09:00', 'x'), ('s2', 'odd', 'e1', 'a', 'b', NULL, NULL, 'now', NULL),
    ('s3', 'odd', 'gone', 'b', 'c', NULL, NULL, '2026-02-31 24:00:00', '{"error":1e9999999999}');
INSERT INTO orchestration_session_exec VALUES
    ('x1', 'De-identification', 'odd', NULL, 'x1', NULL, NULL, NULL, 'SUCCESS', NULL, NULL, NULL, 'JSON', NULL, '{"started_at":"soon"}'),
    ('x2', NULL, 'odd', NULL, NULL, NULL, NULL, 'ls', NULL, x'00', NULL, NULL, '', NULL, '{"started_at":7}'),
    ('x3', 'shell', 'odd', NULL, 'gone', NULL, NULL, 'ls', 1.5, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO orchestration_session_issue VALUES
    ('12345678901234567890123456789012', 'odd', NULL, NULL, NULL, 'The rows empty are:1,2', NULL, NULL, NULL, '{"severity":{"a":1}}'),
    (17, 'odd', NULL, 'T', 'm', 17.5, NULL, x'61', NULL, '{"severity":"ERROR"}'),
    (x'6162', 'odd', NULL, 'T', 'm', '18', NULL, NULL, NULL, 'ERROR'),
    ('1e5', 'odd', 'gone', 'T', 'm', NULL, NULL, NULL, NULL, NULL);
INSERT INTO orchestration_session_issue_relation VALUES (1, 17, 'gone', NULL, 'x'), (2, '12345678901234567890123456789012', '17', 'caused-by', NULL);
INSERT INTO orchestration_session_log VALUES (1, NULL, NULL, NULL, 1, '{"session_id":"odd"}'), (2.5, 'c', 1, 'detail', 'first', '{"session_id":"odd"}'),
    (3, 'c', 99, 'no json', NULL, 'session odd');
