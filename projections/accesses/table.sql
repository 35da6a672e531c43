-- One row per access and thing that was accessed.
CREATE TABLE accesses (
    position bigint NOT NULL,
    subject text COLLATE "C" NOT NULL,
    subject_id uuid NOT NULL,
    kind text COLLATE "C" NOT NULL,
    at timestamptz NOT NULL, -- when the answer was made; it is recorded a little later
    member_id text COLLATE "C" NOT NULL,
    agency_id text COLLATE "C" NOT NULL,
    way text COLLATE "C" NOT NULL, -- by which fields or route
    denial text COLLATE "C", -- why it was refused
    PRIMARY KEY (subject_id, position)
);

-- The guarded requests, with the requesting agency as the one that holds them, as an originator holds an item.
CREATE TABLE access_requests (
    request_id uuid PRIMARY KEY,
    investigation_id uuid, -- null before any
    agency_id text COLLATE "C" NOT NULL,
    is_owner boolean NOT NULL,
    need_rank smallint NOT NULL,
    need_compartments text[] COLLATE "C" NOT NULL,
    is_red boolean NOT NULL,
    persons text[] COLLATE "C" NOT NULL
);

-- The items as they stand, and who may see them now (projections/holding.py).
CREATE TABLE access_items (
    item_id uuid PRIMARY KEY,
    folded text NOT NULL
);
CREATE TABLE access_holders (
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
