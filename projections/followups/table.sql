-- One row per follow-up, and what the folding needs to go on (folded, as JSON).
CREATE TABLE followups (
    followup_id uuid PRIMARY KEY,
    investigation_id uuid NOT NULL,
    stage text COLLATE "C" NOT NULL,
    is_outstanding boolean NOT NULL, -- still to be done: overdue once it is due
    source text COLLATE "C" NOT NULL,
    source_ref text NOT NULL,
    task text NOT NULL,
    opened_by_agency_id text COLLATE "C" NOT NULL,
    opened_by text COLLATE "C" NOT NULL,
    assigned_agency_id text COLLATE "C",
    assigned_unit_id text COLLATE "C",
    due_at timestamptz,
    due_reason text,
    progress_notes integer NOT NULL,
    last_progress text,
    result text,
    cancellation_reason text,
    is_erased boolean NOT NULL,
    opened_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    version bigint NOT NULL,
    position bigint NOT NULL,
    sort_due timestamptz NOT NULL, -- due_at, or infinity: what is done, or has no date, comes last
    folded text NOT NULL
);
CREATE INDEX followups_case ON followups (investigation_id, sort_due, followup_id);
