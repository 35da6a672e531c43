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
    need_request uuid, -- what it grew out of, where not every member may see that
    need_item uuid,
    need_part uuid, -- its part in followup_needs, null for none
    folded text NOT NULL
);
CREATE INDEX followups_case ON followups (investigation_id, sort_due, followup_id);
-- What waits for an agency, as of requests (projections/desk/statements.py).
CREATE INDEX followups_assigned ON followups (assigned_agency_id, sort_due, opened_at, followup_id)
    WHERE stage = 'ASSIGNED';
CREATE INDEX followups_opened ON followups (opened_by_agency_id, sort_due, opened_at, followup_id)
    WHERE stage IN ('OPEN', 'COMPLETED');

-- The requests that not every member of their investigation may see, and what they need (projections/need_to_know.py).
CREATE TABLE followup_requests (
    request_id uuid PRIMARY KEY,
    investigation_id uuid NOT NULL,
    requesting_agency_id text COLLATE "C" NOT NULL,
    need_rank smallint NOT NULL,
    need_compartments text[] COLLATE "C" NOT NULL,
    need_agencies text[] COLLATE "C"
);

-- The items as they stand, and who may see them now (projections/holding.py).
CREATE TABLE followup_items (
    item_id uuid PRIMARY KEY,
    folded text NOT NULL
);
CREATE TABLE followup_holders (
    item_id uuid NOT NULL,
    investigation_id uuid NOT NULL,
    agency_id text COLLATE "C" NOT NULL,
    is_owner boolean NOT NULL,
    need_rank smallint NOT NULL,
    need_compartments text[] COLLATE "C" NOT NULL,
    is_red boolean NOT NULL,
    persons text[] COLLATE "C" NOT NULL,
    PRIMARY KEY (item_id, agency_id)
);

-- What has to be met to see follow-ups of recommendations, a row for each need of a part (projections/entry_needs.py).
CREATE TABLE followup_needs (
    part uuid NOT NULL,
    number smallint NOT NULL,
    of_all smallint NOT NULL, -- how many needs the part has
    case_id uuid NOT NULL,
    need_request uuid,
    need_item uuid,
    seen_by text[] COLLATE "C", -- as of the entry that it is pinned to, see projections/timeline/table.sql
    then_rank smallint NOT NULL,
    then_compartments text[] COLLATE "C" NOT NULL,
    then_red boolean NOT NULL,
    is_of_compartment boolean NOT NULL,
    PRIMARY KEY (part, number)
);
