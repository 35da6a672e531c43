-- One row per investigation: the overview, and what the folding needs to go on (folded, as JSON).
CREATE TABLE investigations (
    investigation_id uuid PRIMARY KEY,
    reference text NOT NULL,
    title text NOT NULL,
    is_erased boolean NOT NULL,
    phase text COLLATE "C" NOT NULL,
    crime_areas text[] COLLATE "C" NOT NULL,
    legal_basis text COLLATE "C" NOT NULL,
    lead_agency_id text COLLATE "C" NOT NULL,
    planned_end date,
    agreement text, -- a JSON object
    compartments text[] COLLATE "C" NOT NULL,
    active_partners integer NOT NULL,
    active_members integer NOT NULL,
    opened_at timestamptz,
    updated_at timestamptz NOT NULL,
    version bigint NOT NULL,
    position bigint NOT NULL,
    folded text NOT NULL
);
CREATE INDEX investigations_latest ON investigations (position DESC);

CREATE TABLE partners (
    investigation_id uuid NOT NULL,
    agency_id text COLLATE "C" NOT NULL,
    role text COLLATE "C" NOT NULL,
    standing text COLLATE "C" NOT NULL,
    is_lead boolean NOT NULL,
    active_from timestamptz,
    active_to timestamptz,
    PRIMARY KEY (investigation_id, agency_id)
);

-- The access filter of every list: who may enter which investigation, for which agency.
CREATE TABLE membership (
    investigation_id uuid NOT NULL,
    member_id text COLLATE "C" NOT NULL,
    agency_id text COLLATE "C" NOT NULL,
    role text COLLATE "C" NOT NULL,
    is_active boolean NOT NULL, -- admitted, not revoked, and the agency takes part
    is_administrator boolean NOT NULL,
    clearance text COLLATE "C",
    clearance_rank smallint NOT NULL, -- 0 for none, 5 for the highest
    clearance_until date, -- the first day without it
    compartments text[] COLLATE "C" NOT NULL,
    active_from timestamptz NOT NULL,
    active_to timestamptz,
    PRIMARY KEY (investigation_id, member_id)
);
CREATE INDEX membership_of_member ON membership (member_id, agency_id, investigation_id) WHERE is_active;
