-- Figures over all cases, as they are published for analysts of cooperation: counts of a pair and a month, rounded down
-- for each block of equal visibility (projections/cells). A month is written once and does not change.
CREATE SCHEMA IF NOT EXISTS cells AUTHORIZATION entente_app;
SET LOCAL ROLE entente_app;

-- Months that are published. boundary: the day as of which; position: up to which the log was folded then.
CREATE TABLE cells.months (
    month date PRIMARY KEY CHECK (extract(day FROM month) = 1),
    boundary date NOT NULL,
    position bigint NOT NULL,
    published_at timestamptz NOT NULL,
    version integer NOT NULL
);

-- A count of request cycles. month: of sending, in UTC; for `received` and `finished`, of that.
CREATE TABLE cells.counts (
    month date NOT NULL REFERENCES cells.months ON DELETE CASCADE,
    from_agency_id text COLLATE "C" NOT NULL,
    to_agency_id text COLLATE "C" NOT NULL,
    counted text COLLATE "C" NOT NULL,
    cycles bigint NOT NULL CHECK (cycles > 0),
    PRIMARY KEY (month, from_agency_id, to_agency_id, counted)
);

-- Whose token has the role reads them, and nobody else.
ALTER TABLE cells.months ENABLE ROW LEVEL SECURITY;
ALTER TABLE cells.counts ENABLE ROW LEVEL SECURITY;
CREATE POLICY of_analysts ON cells.months FOR SELECT TO entente_reader
    USING ('COOPERATION_ANALYST' = ANY (string_to_array(current_setting('entente.roles', true), ',')));
CREATE POLICY of_analysts ON cells.counts FOR SELECT TO entente_reader
    USING ('COOPERATION_ANALYST' = ANY (string_to_array(current_setting('entente.roles', true), ',')));

GRANT USAGE ON SCHEMA cells TO entente_reader;
GRANT SELECT ON ALL TABLES IN SCHEMA cells TO entente_reader;
RESET ROLE;
