-- What a batch step derives from finished months: trends, forecasts, what is unusual, and what is still to be expected.
-- All of it is found out anew for each month (projections/outlook), so it may be dropped at any time; no figure here is
-- of a single request.
CREATE SCHEMA IF NOT EXISTS outlook AUTHORIZATION entente_app;
SET LOCAL ROLE entente_app;

-- On what the present outlook rests: one row at most. boundary: the first day that it does not know.
CREATE TABLE outlook.made (
    boundary date PRIMARY KEY,
    position bigint NOT NULL,
    made_at timestamptz NOT NULL,
    version integer NOT NULL,
    cycles integer NOT NULL
);

CREATE TABLE outlook.trends (
    requesting_agency_id text COLLATE "C" NOT NULL,
    requested_agency_id text COLLATE "C" NOT NULL,
    figure text COLLATE "C" NOT NULL,
    direction text COLLATE "C" NOT NULL,
    is_real boolean NOT NULL, -- it stands among all trends that were tested at once
    slope double precision NOT NULL, -- per month, in the unit of the figure
    slope_low double precision NOT NULL,
    slope_high double precision NOT NULL,
    p_value double precision NOT NULL,
    correction double precision NOT NULL,
    periods integer NOT NULL,
    first_month date NOT NULL,
    cycles integer NOT NULL,
    PRIMARY KEY (requesting_agency_id, requested_agency_id, figure)
);

CREATE TABLE outlook.volumes (
    requesting_agency_id text COLLATE "C" NOT NULL,
    requested_agency_id text COLLATE "C" NOT NULL,
    month date NOT NULL,
    expected double precision NOT NULL,
    low double precision NOT NULL,
    high double precision NOT NULL,
    method text COLLATE "C" NOT NULL,
    periods integer NOT NULL,
    PRIMARY KEY (requesting_agency_id, requested_agency_id, month)
);

CREATE TABLE outlook.changes (
    requesting_agency_id text COLLATE "C" NOT NULL,
    requested_agency_id text COLLATE "C" NOT NULL,
    kind text COLLATE "C" NOT NULL,
    month date NOT NULL,
    observed double precision NOT NULL,
    usual double precision NOT NULL,
    p_value double precision NOT NULL,
    n integer NOT NULL,
    PRIMARY KEY (requesting_agency_id, requested_agency_id, kind)
);

-- Replies still to be expected at an age. Of a pair of agencies, or, with neither named, of an instrument everywhere.
CREATE TABLE outlook.replies (
    requesting_agency_id text COLLATE "C",
    requested_agency_id text COLLATE "C",
    instrument text COLLATE "C",
    age_s double precision NOT NULL,
    until_s double precision NOT NULL, -- the next age that is told of; infinity for the last
    early_s double precision,
    median_s double precision,
    late_s double precision,
    open_at_age integer NOT NULL,
    cycles integer NOT NULL,
    CHECK ((requesting_agency_id IS NULL) = (requested_agency_id IS NULL)),
    CHECK ((requesting_agency_id IS NULL) <> (instrument IS NULL)),
    UNIQUE NULLS NOT DISTINCT (requesting_agency_id, requested_agency_id, instrument, age_s)
);

-- Both sides of a pair see its figures, and nobody else.
DO $$ DECLARE name text; BEGIN
    FOREACH name IN ARRAY ARRAY['trends', 'volumes', 'changes', 'replies'] LOOP
        EXECUTE format('ALTER TABLE outlook.%I ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format($policy$
            CREATE POLICY of_both_sides ON outlook.%I FOR SELECT TO entente_reader USING (
                nullif(current_setting('entente.agency', true), '') IN (requesting_agency_id, requested_agency_id))
        $policy$, name);
    END LOOP;
END $$;
CREATE POLICY of_all_agencies ON outlook.replies FOR SELECT TO entente_reader USING (requesting_agency_id IS NULL);

GRANT USAGE ON SCHEMA outlook TO entente_reader;
GRANT SELECT ON ALL TABLES IN SCHEMA outlook TO entente_reader;
RESET ROLE;
