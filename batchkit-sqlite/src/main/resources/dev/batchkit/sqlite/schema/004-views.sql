-- The nine documented views of orchestration sessions, with their documented names and columns. Columns stay unquoted: what is quoted gets the
-- table prefix. Nothing here fails of a cell, whatever another program wrote into it.

CREATE VIEW IF NOT EXISTS "orchestration_session_by_device" AS
SELECT d.device_id, d.name AS device_name, count(*) AS session_count
FROM "orchestration_session" s
JOIN "device" d ON d.device_id = s.device_id
GROUP BY d.device_id, d.name;

CREATE VIEW IF NOT EXISTS "orchestration_session_duration" AS
SELECT s.orchestration_session_id, n.nature AS orchestration_nature, s.orch_started_at, s.orch_finished_at,
    CASE WHEN s.orch_started_at GLOB '[0-9][0-9][0-9][0-9]-*' AND s.orch_finished_at GLOB '[0-9][0-9][0-9][0-9]-*'
        THEN round((julianday(s.orch_finished_at) - julianday(s.orch_started_at)) * 86400, 3) END AS duration_seconds
FROM "orchestration_session" s
JOIN "orchestration_nature" n ON n.orchestration_nature_id = s.orchestration_nature_id
WHERE s.orch_finished_at IS NOT NULL;

-- Counted in sessions. One has failed if a state of its own is surveilr_orch_failed or the last of them is an error or an interruption; of the
-- others those that are finished are successful.
CREATE VIEW IF NOT EXISTS "orchestration_success_rate" AS
SELECT n.nature AS orchestration_nature, count(*) AS total_sessions, sum(s.is_successful) AS successful_sessions,
    100.0 * sum(s.is_successful) / count(*) AS success_rate
FROM (
    SELECT o.orchestration_nature_id, o.orch_finished_at IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM "orchestration_session_state" f WHERE f.session_id = o.orchestration_session_id
            AND f.session_entry_id IS NULL AND f.to_state = 'surveilr_orch_failed')
        AND coalesce((SELECT l.to_state NOT GLOB 'ERROR(*' AND l.to_state NOT GLOB 'INTERRUPTED(*'
            FROM "orchestration_session_state" l WHERE l.session_id = o.orchestration_session_id
                AND l.session_entry_id IS NULL ORDER BY l.rowid DESC LIMIT 1), 1) AS is_successful
    FROM "orchestration_session" o) s
JOIN "orchestration_nature" n ON n.orchestration_nature_id = s.orchestration_nature_id
GROUP BY n.nature;

CREATE VIEW IF NOT EXISTS "orchestration_session_script" AS
SELECT s.orchestration_session_id, n.nature AS orchestration_nature, count(*) AS script_count
FROM "orchestration_session" s
JOIN "orchestration_nature" n ON n.orchestration_nature_id = s.orchestration_nature_id
JOIN "orchestration_session_entry" e ON e.session_id = s.orchestration_session_id
GROUP BY s.orchestration_session_id, n.nature;

CREATE VIEW IF NOT EXISTS "orchestration_executions_by_type" AS
SELECT exec_nature, count(*) AS execution_count
FROM "orchestration_session_exec"
GROUP BY exec_nature;

-- Programs write 0 and the word SUCCESS for a success.
CREATE VIEW IF NOT EXISTS "orchestration_execution_success_rate_by_type" AS
SELECT exec_nature, count(*) AS total_executions, sum(x.is_successful) AS successful_executions,
    100.0 * sum(x.is_successful) / count(*) AS success_rate
FROM (
    SELECT exec_nature, coalesce(exec_status = 0 OR upper(exec_status) = 'SUCCESS', 0) AS is_successful
    FROM "orchestration_session_exec") x
GROUP BY exec_nature;

CREATE VIEW IF NOT EXISTS "orchestration_session_summary" AS
SELECT issue_type, count(*) AS issue_count
FROM "orchestration_session_issue"
GROUP BY issue_type;

CREATE VIEW IF NOT EXISTS "orchestration_issue_remediation" AS
SELECT orchestration_session_issue_id, issue_type, issue_message, remediation
FROM "orchestration_session_issue"
WHERE remediation IS NOT NULL;

-- The table of the log has no column for the session: the elaboration names it.
CREATE VIEW IF NOT EXISTS "orchestration_logs_by_session" AS
SELECT s.orchestration_session_id, n.nature AS orchestration_nature, l.category, count(*) AS log_count
FROM "orchestration_session" s
JOIN "orchestration_nature" n ON n.orchestration_nature_id = s.orchestration_nature_id
JOIN "orchestration_session_log" l
    ON CASE WHEN json_valid(l.elaboration) THEN json_extract(l.elaboration, '$.session_id') END = s.orchestration_session_id
GROUP BY s.orchestration_session_id, n.nature, l.category;
