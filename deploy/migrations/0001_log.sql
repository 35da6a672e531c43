-- The event log: the only truth. Rows come in at the end and never change; every reader may rely on that.

CREATE SCHEMA IF NOT EXISTS log;

-- One row per event. notification_id is its position: 1, 2, 3 … without gaps, given under the append lock.
-- state is UTF-8 JSON; hash is SHA-256 over the predecessor's hash and this row (domain/storage/chain.py).
CREATE TABLE log.events (
    originator_id uuid NOT NULL,
    originator_version bigint NOT NULL CHECK (originator_version >= 0),
    topic text COLLATE "C" NOT NULL,
    state bytea NOT NULL,
    notification_id bigint NOT NULL CHECK (notification_id > 0),
    case_id uuid,
    hash bytea NOT NULL CHECK (octet_length(hash) = 32),
    PRIMARY KEY (originator_id, originator_version),
    CONSTRAINT events_position UNIQUE (notification_id)
) WITH (
    -- Rows never die, so there is nothing to vacuum but the visibility map and old transaction ids: by inserts alone.
    autovacuum_vacuum_insert_threshold = 10000,
    autovacuum_vacuum_insert_scale_factor = 0.05,
    autovacuum_analyze_threshold = 1000,
    autovacuum_analyze_scale_factor = 0.02
);

CREATE INDEX events_case ON log.events (case_id, notification_id) WHERE case_id IS NOT NULL;

-- The first result of every command that was accepted or that a rule refused; a repeat returns it.
CREATE TABLE log.commands (
    agency text COLLATE "C" NOT NULL,
    command_id uuid NOT NULL,
    digest bytea NOT NULL CHECK (octet_length(digest) = 32),
    outcome bytea NOT NULL,
    recorded_at timestamptz NOT NULL,
    PRIMARY KEY (agency, command_id)
) WITH (
    autovacuum_vacuum_insert_threshold = 10000,
    autovacuum_vacuum_insert_scale_factor = 0.05,
    autovacuum_analyze_threshold = 1000,
    autovacuum_analyze_scale_factor = 0.02
);

CREATE FUNCTION log.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the event log is append-only: % of %.% is refused', TG_OP, TG_TABLE_SCHEMA, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation', HINT = 'Record a correction as a new event.';
END;
$$;

CREATE TRIGGER events_are_facts BEFORE UPDATE OR DELETE OR TRUNCATE ON log.events
    FOR EACH STATEMENT EXECUTE FUNCTION log.refuse_change();
CREATE TRIGGER first_results_stand BEFORE UPDATE OR DELETE OR TRUNCATE ON log.commands
    FOR EACH STATEMENT EXECUTE FUNCTION log.refuse_change();

-- The log to read with psql: position, envelope and payload as JSON.
CREATE VIEW log.event AS
SELECT e.notification_id AS position,
       e.topic,
       e.originator_id AS stream_id,
       e.originator_version AS version,
       e.case_id,
       (d.document ->> 'recorded_at')::timestamptz AS recorded_at,
       (d.document ->> 'occurred_at')::timestamptz AS occurred_at,
       d.document ->> 'actor_id' AS actor_id,
       d.document ->> 'acting_agency_id' AS acting_agency_id,
       (d.document -> 'data') AS data,
       d.document AS document
FROM log.events e
CROSS JOIN LATERAL (SELECT convert_from(e.state, 'UTF8')::json AS document) d;

-- The role that serves: it appends and reads, and owns nothing. Roles belong to the whole server, hence the guard.
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'entente_app') THEN
        CREATE ROLE entente_app NOLOGIN;
    END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN
    NULL;
END;
$$;

GRANT USAGE ON SCHEMA log TO entente_app;
GRANT SELECT, INSERT ON log.events, log.commands TO entente_app;
GRANT SELECT ON log.event TO entente_app;
