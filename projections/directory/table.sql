-- One row per agency; folded: the domain's own state, as JSON, from which the folding goes on.
CREATE TABLE agencies (
    agency_id text COLLATE "C" PRIMARY KEY,
    name text NOT NULL,
    country text COLLATE "C",
    tz text COLLATE "C" NOT NULL,
    languages text[] COLLATE "C" NOT NULL,
    contact text, -- a JSON object
    unit_count integer NOT NULL,
    version bigint NOT NULL,
    folded text NOT NULL
);

-- The roles of an agency in the channels of cooperation; valid_to is the first day without it.
CREATE TABLE agency_roles (
    agency_id text COLLATE "C" NOT NULL,
    role text COLLATE "C" NOT NULL,
    valid_from date NOT NULL,
    valid_to date
);
CREATE INDEX agency_roles_agency ON agency_roles (agency_id);

-- One row per unit; competences, suspensions: JSON arrays.
CREATE TABLE units (
    unit_id text COLLATE "C" PRIMARY KEY,
    agency_id text COLLATE "C" NOT NULL,
    name text NOT NULL,
    family text COLLATE "C",
    valid_from date NOT NULL,
    valid_to date,
    suspensions text NOT NULL,
    contact text, -- a JSON object
    competences text NOT NULL,
    areas text[] COLLATE "C" NOT NULL -- all crime areas of its competences, whenever valid
);
CREATE INDEX units_agency ON units (agency_id, unit_id);
CREATE INDEX units_areas ON units USING gin (areas);
