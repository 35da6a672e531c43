-- Joint activities of an investigation. Rows are never changed, but for texts that are erased.
CREATE TABLE joint_activities (
    investigation_id uuid NOT NULL,
    activity_id text COLLATE "C" NOT NULL,
    kind text COLLATE "C" NOT NULL,
    title text NOT NULL,
    place text,
    agencies text[] COLLATE "C" NOT NULL,
    persons_count integer,
    sort_at timestamptz NOT NULL, -- held_from, or infinity: the undated come last
    held_from timestamptz,
    held_until timestamptz,
    held_precision text COLLATE "C" NOT NULL,
    held_tz text COLLATE "C" NOT NULL,
    recorded_at timestamptz NOT NULL,
    position bigint NOT NULL,
    PRIMARY KEY (investigation_id, activity_id)
);
CREATE INDEX joint_activities_order ON joint_activities (sort_at, position);

CREATE TABLE joint_activity_cancellations (
    investigation_id uuid NOT NULL,
    activity_id text COLLATE "C" NOT NULL,
    cancelled_at timestamptz NOT NULL,
    reason text NOT NULL,
    PRIMARY KEY (investigation_id, activity_id)
);

-- The versions of the agreement on confidentiality that an investigation requires.
CREATE TABLE confidentiality_versions (
    investigation_id uuid NOT NULL,
    version text COLLATE "C" NOT NULL,
    valid_from date NOT NULL,
    days_to_sign integer NOT NULL,
    required_on date NOT NULL, -- the day on which it was recorded: nobody is late before
    PRIMARY KEY (investigation_id, version)
);

CREATE TABLE confidentiality_signatures (
    investigation_id uuid NOT NULL,
    member_id text COLLATE "C" NOT NULL,
    agency_id text COLLATE "C" NOT NULL,
    version text COLLATE "C" NOT NULL,
    signed_on date NOT NULL,
    PRIMARY KEY (investigation_id, member_id, agency_id, version)
);

-- What an agency lets a second one pass on to a third; for the eyes of these three.
CREATE TABLE standing_authorisations (
    authorisation_id uuid NOT NULL,
    agency_id text COLLATE "C" NOT NULL,
    from_agency_id text COLLATE "C" NOT NULL,
    to_agency_id text COLLATE "C" NOT NULL,
    crime_areas text[] COLLATE "C" NOT NULL,
    valid_from date NOT NULL,
    valid_until date NOT NULL,
    purpose text NOT NULL,
    position bigint NOT NULL,
    PRIMARY KEY (agency_id, authorisation_id)
);
CREATE INDEX standing_authorisations_from ON standing_authorisations (from_agency_id);
CREATE INDEX standing_authorisations_to ON standing_authorisations (to_agency_id);

CREATE TABLE standing_revocations (
    agency_id text COLLATE "C" NOT NULL,
    authorisation_id uuid NOT NULL,
    revoked_on date NOT NULL,
    reason text NOT NULL,
    PRIMARY KEY (agency_id, authorisation_id)
);
