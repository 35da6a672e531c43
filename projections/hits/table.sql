-- Registered identifiers, for the members of their own agency; a digest stands nowhere in these tables.
CREATE TABLE identifier_registrations (
    registration_id uuid PRIMARY KEY,
    drawer_id uuid NOT NULL,
    kind text COLLATE "C" NOT NULL,
    key_id text COLLATE "C" NOT NULL,
    agency_id text COLLATE "C" NOT NULL,
    investigation_id uuid,
    request_id uuid, -- that precedes any investigation, where it is the case
    crime_area text COLLATE "C" NOT NULL,
    is_discreet boolean NOT NULL,
    need_rank smallint NOT NULL, -- as projections/need_to_know.py compares it
    need_compartments text[] COLLATE "C" NOT NULL,
    persons text[] COLLATE "C", -- the only members; null for all of its agency
    classification text COLLATE "C",
    command_id uuid NOT NULL,
    registered_by text COLLATE "C" NOT NULL,
    registered_at timestamptz NOT NULL,
    valid_until date NOT NULL, -- the first day without it
    ended_at timestamptz,
    end_reason text COLLATE "C",
    position bigint NOT NULL,
    folded text NOT NULL -- what the folding needs to go on, as JSON
);
CREATE INDEX identifier_registrations_of_agency ON identifier_registrations (agency_id, position DESC);
CREATE INDEX identifier_registrations_to_end ON identifier_registrations (valid_until) WHERE ended_at IS NULL;

-- How much an agency registers for an investigation, for those who lead that: no kind, and nothing of what was met.
CREATE TABLE identifier_rates (
    registration_id uuid PRIMARY KEY,
    investigation_id uuid NOT NULL,
    agency_id text COLLATE "C" NOT NULL,
    registered_on date NOT NULL -- in UTC
);
CREATE INDEX identifier_rates_case ON identifier_rates (investigation_id, registered_on);

-- What the folding needs to go on, as JSON; nobody is answered from it.
CREATE TABLE hit_states (
    hit_id uuid PRIMARY KEY,
    folded text NOT NULL
);

-- A hit as one side knows it: of a side that is not told there is no row.
CREATE TABLE hit_sides (
    hit_id uuid NOT NULL,
    registration_id uuid NOT NULL, -- of the own side
    drawer_id uuid NOT NULL,
    kind text COLLATE "C" NOT NULL,
    agency_id text COLLATE "C" NOT NULL,
    investigation_id uuid,
    request_id uuid, -- that precedes any investigation, where it is the case
    crime_area text COLLATE "C" NOT NULL,
    need_rank smallint NOT NULL,
    need_compartments text[] COLLATE "C" NOT NULL,
    persons text[] COLLATE "C",
    is_disclosed boolean NOT NULL, -- the other side may know of this one
    other_agency_id text COLLATE "C", -- null until the other side is disclosed
    standing text COLLATE "C" NOT NULL,
    dismissal text COLLATE "C",
    opened_request_id uuid, -- the last one that was drafted from it
    told_at timestamptz NOT NULL, -- when this side could know of it
    told_position bigint NOT NULL,
    PRIMARY KEY (hit_id, registration_id)
);
CREATE INDEX hit_sides_of_agency ON hit_sides (agency_id, told_position DESC);

-- The other side's case, for those who are in both: need columns and persons are those of the other side.
CREATE TABLE hit_counterparts (
    hit_id uuid NOT NULL,
    registration_id uuid NOT NULL, -- of the own side
    agency_id text COLLATE "C" NOT NULL, -- of the other side
    investigation_id uuid,
    request_id uuid,
    need_rank smallint NOT NULL,
    need_compartments text[] COLLATE "C" NOT NULL,
    persons text[] COLLATE "C",
    PRIMARY KEY (hit_id, registration_id)
);
