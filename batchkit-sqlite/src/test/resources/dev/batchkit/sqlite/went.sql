-- Seven sessions of three natures on two devices, as different programs leave them behind: finished, failed in three ways, mended, abandoned.
INSERT INTO device (device_id, name, state, boundary) VALUES ('d1', 'alpha', '"SINGLETON"', 'UNKNOWN');
INSERT INTO device (device_id, name, state, boundary) VALUES ('d2', 'beta', '"SINGLETON"', 'UNKNOWN');
INSERT INTO orchestration_nature (orchestration_nature_id, nature) VALUES ('load', 'Load'), ('check', 'Check'), ('deidentify', 'De-identification');

INSERT INTO orchestration_session (orchestration_session_id, device_id, orchestration_nature_id, version, orch_started_at, orch_finished_at) VALUES
    ('L1', 'd1', 'load', '1.0', '2026-05-04 09:00:00', '2026-05-04T09:00:06.500Z'),
    ('L2', 'd1', 'load', '', '2026-05-04T09:00:00.000Z', '2026-05-04T11:00:02.250+02:00'),
    ('L3', 'd2', 'load', '1.0', '2026-05-04 10:00:00', NULL),
    ('L4', 'd1', 'load', '1.0', '2026-05-04 10:00:00', '2026-05-04 10:00:10'),
    ('C1', 'd2', 'check', '1.0', 1714813200, '2026-05-04 10:00:00'),
    ('C2', 'd1', 'check', '1.0', 'yesterday', 'today'),
    ('D1', 'd1', 'deidentify', '', NULL, NULL);

INSERT INTO orchestration_session_entry (orchestration_session_entry_id, session_id, ingest_src, elaboration) VALUES
    ('e1', 'L1', 'a.csv', NULL), ('e2', 'L1', 'b.csv', NULL), ('e3', 'L3', 'a.csv', NULL), ('e4', 'D1', 'deidentify.sql', '{"description":"x"}');

-- L1 was mended, an entry of it was not; L2 and C1 end badly, L3 and C2 say so; L4 and D1 have no states.
INSERT INTO orchestration_session_state (orchestration_session_state_id, session_id, session_entry_id, from_state, to_state) VALUES
    ('s9', 'L1', NULL, 'NONE', 'ERROR(init)'), ('s1', 'L1', NULL, 'ERROR(init)', 'EXIT(init)'), ('s2', 'L1', 'e1', 'NONE', 'ERROR(ingest)'),
    ('s8', 'L2', NULL, 'NONE', 'ENTER(init)'), ('s3', 'L2', NULL, 'ENTER(init)', 'INTERRUPTED(init)'),
    ('s4', 'L3', NULL, 'NONE', 'surveilr_orch_failed'), ('s5', 'L3', NULL, 'surveilr_orch_failed', 'NONE'),
    ('s6', 'C1', NULL, 'INITIAL', 'ERROR(check)'),
    ('s7', 'C2', NULL, 'INITIAL', 'surveilr_orch_completed');

INSERT INTO orchestration_session_exec (orchestration_session_exec_id, exec_nature, session_id, parent_exec_id, exec_code, exec_status, output_text) VALUES
    ('x1', 'shell', 'L1', NULL, 'run', 0, 'ok'), ('x2', 'shell', 'L1', 'x1', 'wc -l', '0', NULL), ('x3', 'shell', 'L1', 'x2', 'rm', 1, NULL),
    ('x4', 'SQL', 'L2', NULL, 'SELECT 1', 'SUCCESS', NULL), ('x5', 'SQL', 'L2', 'x4', 'SELECT 2', 'success', NULL),
    ('x6', 'SQL', 'L3', NULL, 'SELECT 3', 'FAILURE', NULL), ('x7', 'SQL', 'L3', NULL, 'SELECT 4', -1, NULL),
    ('x9', 'shell', 'L4', NULL, 'ls', 0, NULL), ('x8', 'De-identification', 'D1', NULL, 'UPDATE t', 'Success', 'done');

INSERT INTO orchestration_session_issue (orchestration_session_issue_id, session_id, issue_type, issue_message, issue_row, remediation) VALUES
    ('i-1', 'L1', 'Range Violation', 'too low', 17, 'Ensure values are above 10'), ('i-2', 'L1', 'Range Violation', 'too low', 18, NULL),
    ('i-3', 'L2', 'Structural', 'no column', NULL, NULL), ('i-4', 'C1', 'Range Violation', 'too high', 'The rows are:1,2', 'Ask'),
    (12345678, 'C1', 'Missing Column', 'no sku', NULL, '');

INSERT INTO orchestration_session_log (orchestration_session_log_id, category, parent_exec_id, content, elaboration) VALUES
    ('l-1', 'load', NULL, 'read', '{"session_id":"L1"}'), ('l-2', 'load', 'l-1', 'detail', '{"session_id":"L1","exec_id":"x1"}'),
    ('l-3', 'check', NULL, 'looked', '{"session_id":"L1"}'), ('l-4', NULL, NULL, 'silent', '{"session_id":"D1"}'),
    ('l-5', 'load', NULL, 'nobody', NULL), ('l-6', 'load', NULL, 'nobody', '{"session_id":"gone"}'), ('l-7', 'load', NULL, 'list', '["session_id"]');
