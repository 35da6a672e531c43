-- One row per request: where it stands, and what the folding needs to go on (folded, as JSON).
CREATE TABLE requests (
    request_id uuid PRIMARY KEY,
    investigation_id uuid,
    state text COLLATE "C" NOT NULL,
    is_sent boolean NOT NULL,
    cycle integer NOT NULL,
    version bigint NOT NULL,
    position bigint NOT NULL,
    awaiting_clarification boolean NOT NULL,
    awaiting_judicial_authorisation boolean NOT NULL,
    postponed boolean NOT NULL,
    escalated boolean NOT NULL,
    requesting_agency_id text COLLATE "C" NOT NULL,
    requesting_unit_id text COLLATE "C",
    requested_agency_id text COLLATE "C" NOT NULL,
    asked_agencies text[] COLLATE "C" NOT NULL, -- the requested agency and those that passed it on; none of a draft
    assigned_unit_id text COLLATE "C",
    instrument text COLLATE "C" NOT NULL,
    profile text COLLATE "C",
    protocol text COLLATE "C",
    availability text COLLATE "C",
    urgency text COLLATE "C" NOT NULL,
    urgency_reason text,
    crime_area text COLLATE "C" NOT NULL,
    subject text NOT NULL,
    purpose text NOT NULL,
    link_of_purpose_and_data text NOT NULL,
    legal_basis text NOT NULL,
    use_restrictions text NOT NULL,
    language text COLLATE "C" NOT NULL,
    reply_by timestamptz,
    outcome text COLLATE "C",
    grounds text[] COLLATE "C" NOT NULL,
    redirections integer NOT NULL,
    is_erased boolean NOT NULL,
    drafted_at timestamptz,
    sent_at timestamptz,
    received_at timestamptz,
    acknowledged_at timestamptz,
    decided_at timestamptz,
    started_at timestamptz,
    answered_at timestamptz,
    closed_at timestamptz,
    opened_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    next_due timestamptz,
    sort_due timestamptz NOT NULL, -- next_due, or infinity: those without an outstanding limit come last
    at_risk tstzmultirange NOT NULL, -- when a binding limit that runs is near: from its warning to its end
    opened_position bigint NOT NULL,
    reminded_at timestamptz, -- of a limit that is still to be kept
    reminded_members text[] COLLATE "C" NOT NULL, -- the liaison officers who were reminded then
    tlp text COLLATE "C",
    handling text[] COLLATE "C" NOT NULL,
    handling_text text,
    pap text COLLATE "C",
    classification text COLLATE "C",
    need_rank smallint NOT NULL, -- of its marking, as projections/need_to_know.py compares it
    need_compartments text[] COLLATE "C" NOT NULL,
    need_agencies text[] COLLATE "C", -- who may see it besides the requesting agency; null for all, none of a draft
    folded text NOT NULL
);

-- Whom a request that precedes any investigation was sent or passed on to; an index that arrays have is none to a reader
-- behind row-level security.
CREATE TABLE request_parties (
    request_id uuid NOT NULL,
    agency_id text COLLATE "C" NOT NULL,
    PRIMARY KEY (agency_id, request_id)
);
CREATE INDEX request_parties_request ON request_parties (request_id);

-- One row per legal clock: an obligation of a request in a cycle; what depends on the present is not stored.
CREATE TABLE clocks (
    request_id uuid NOT NULL,
    obligation text COLLATE "C" NOT NULL,
    cycle integer NOT NULL,
    place integer NOT NULL, -- in the order of the profile
    profile text COLLATE "C" NOT NULL,
    citation text NOT NULL,
    mark text COLLATE "C" NOT NULL,
    binding boolean NOT NULL,
    counting text COLLATE "C" NOT NULL,
    state text COLLATE "C" NOT NULL,
    started_at timestamptz,
    base_due timestamptz,
    effective_due timestamptz,
    warn_at timestamptz,
    met_at timestamptz,
    ended_at timestamptz,
    suspended_s double precision NOT NULL,
    suspended_since timestamptz,
    extended_s double precision NOT NULL,
    extensions integer NOT NULL,
    is_warned boolean NOT NULL,
    warned_at timestamptz,
    is_breach_recorded boolean NOT NULL,
    breached_at timestamptz,
    is_annulled boolean NOT NULL,
    is_outstanding boolean NOT NULL, -- binding and not done: overdue once its limit has passed
    is_breach_to_record boolean NOT NULL, -- its breach is to be recorded once its limit has passed
    is_warning_to_raise boolean NOT NULL, -- its warning is to be recorded once it is near its limit
    PRIMARY KEY (request_id, cycle, obligation)
);
-- Written far more often than read: what compressing it would cost is more than all else of its row.
ALTER TABLE requests ALTER COLUMN folded SET STORAGE EXTERNAL;
