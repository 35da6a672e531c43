-- One row for each way in which an exchange stood: known from one position to the next, or true from one moment of the
-- world to the next. Rows of the first sort have no moments, rows of the second no positions.
CREATE TABLE exchanges (
    stream_id uuid NOT NULL, -- of the item, follow-up or review
    kind text COLLATE "C" NOT NULL,
    investigation_id uuid NOT NULL,
    from_agency_id text COLLATE "C" NOT NULL, -- who gives, asks or recommends
    to_agency_id text COLLATE "C", -- who receives, or is to answer; null while nobody is
    unit_id text COLLATE "C", -- of that agency
    crime_area text COLLATE "C",
    begun_at timestamptz NOT NULL,
    due_at timestamptz,
    ended_at timestamptz, -- the answer, or the end of what was owed without one
    ending text COLLATE "C",
    is_dated boolean NOT NULL, -- its end is known to the minute
    took_s double precision, -- from its beginning to its end, where both are
    verified_at timestamptz, -- of accepted recommendations: what grew out of them for the agency was verified
    seen_by text[] COLLATE "C", -- of those who may see the item, the only ones to be told; null for all
    need_request uuid, -- what it grew out of, where not every member may see that
    need_item uuid,
    need_part uuid, -- its part in exchange_needs, null for none
    from_position bigint,
    until_position bigint,
    from_at timestamptz,
    until_at timestamptz
);
CREATE INDEX exchanges_stream ON exchanges (stream_id);

-- What the folding needs to go on: the steps of each stream, without a word of what was written.
CREATE TABLE exchange_courses (
    stream_id uuid PRIMARY KEY,
    folded text COLLATE "C" NOT NULL
);

-- The requests that not every member of their investigation may see, and what they need (projections/need_to_know.py).
CREATE TABLE exchange_requests (
    request_id uuid PRIMARY KEY,
    investigation_id uuid NOT NULL,
    requesting_agency_id text COLLATE "C" NOT NULL,
    need_rank smallint NOT NULL,
    need_compartments text[] COLLATE "C" NOT NULL,
    need_agencies text[] COLLATE "C"
);

-- The items as they stand, and who may see them now (projections/holding.py).
CREATE TABLE exchange_items (
    item_id uuid PRIMARY KEY,
    folded text NOT NULL
);
CREATE TABLE exchange_holders (
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
CREATE INDEX exchange_holders_named ON exchange_holders (agency_id, investigation_id) WHERE persons <> '{}';

-- What has to be met to see parts of reviews and what grew out of them, a row for each need of a part (projections/entry_needs.py).
CREATE TABLE exchange_needs (
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
