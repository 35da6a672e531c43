-- One row per review, and what the folding needs to go on (folded, as JSON).
CREATE TABLE reviews (
    review_id uuid PRIMARY KEY,
    investigation_id uuid NOT NULL,
    review_type text COLLATE "C" NOT NULL,
    subject text NOT NULL,
    opened_by_agency_id text COLLATE "C" NOT NULL,
    opened_by text COLLATE "C" NOT NULL,
    opened_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL, -- as of what every member sees, as are version and position
    window_from bigint,
    window_to bigint,
    finalised_at timestamptz,
    finalising_reason text,
    is_held boolean NOT NULL, -- by a legal hold
    is_erased boolean NOT NULL,
    version bigint NOT NULL,
    position bigint NOT NULL,
    began bigint NOT NULL, -- position of its first event
    folded text NOT NULL
);
CREATE INDEX reviews_case ON reviews (investigation_id, began);

-- Up to where agencies confirmed the timeline.
CREATE TABLE review_confirmations (
    review_id uuid NOT NULL,
    investigation_id uuid NOT NULL,
    agency_id text COLLATE "C" NOT NULL,
    position bigint NOT NULL,
    PRIMARY KEY (review_id, agency_id)
);

-- Annotations and findings: what is said, and by which events that is shown.
CREATE TABLE review_parts (
    review_id uuid NOT NULL,
    investigation_id uuid NOT NULL,
    part_id uuid NOT NULL,
    phase text COLLATE "C", -- of a finding, as is category; null of an annotation
    category text COLLATE "C",
    agency_id text COLLATE "C" NOT NULL,
    author text COLLATE "C" NOT NULL,
    event_ids uuid[] NOT NULL,
    event_positions bigint[] NOT NULL,
    text text NOT NULL,
    recorded_at timestamptz NOT NULL,
    position bigint NOT NULL,
    need_part uuid, -- its part in review_needs, null for none
    PRIMARY KEY (review_id, part_id)
);

-- Answers to the questions of the evaluation.
CREATE TABLE review_answers (
    review_id uuid NOT NULL,
    investigation_id uuid NOT NULL,
    question text COLLATE "C" NOT NULL,
    agency_id text COLLATE "C" NOT NULL, -- empty for the joint answer
    answered_by text COLLATE "C" NOT NULL,
    answer text NOT NULL,
    recorded_at timestamptz NOT NULL,
    PRIMARY KEY (review_id, question, agency_id)
);

-- Recommendations, a row for each agency to which one was made, and how each stands.
CREATE TABLE review_recommendations (
    review_id uuid NOT NULL,
    investigation_id uuid NOT NULL,
    recommendation_id uuid NOT NULL,
    finding_id uuid NOT NULL,
    by_agency_id text COLLATE "C" NOT NULL,
    agency_id text COLLATE "C" NOT NULL,
    text text NOT NULL,
    made_at timestamptz NOT NULL,
    standing text COLLATE "C" NOT NULL,
    replied_at timestamptz,
    reply text,
    verified_at timestamptz,
    followup_ids uuid[] NOT NULL, -- that grew out of it and are for the agency, cancelled ones left out
    position bigint NOT NULL,
    need_part uuid,
    PRIMARY KEY (review_id, recommendation_id, agency_id)
);

-- Whose recommendation a follow-up grew out of: only the folding needs it.
CREATE TABLE review_followups (
    followup_id uuid PRIMARY KEY,
    review_id uuid NOT NULL
);

-- What has to be met to see parts of reviews, a row for each need (projections/entry_needs.py).
CREATE TABLE review_needs (
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

-- The requests that not every member of their investigation may see, and what they need (projections/need_to_know.py).
CREATE TABLE review_requests (
    request_id uuid PRIMARY KEY,
    investigation_id uuid NOT NULL,
    requesting_agency_id text COLLATE "C" NOT NULL,
    need_rank smallint NOT NULL,
    need_compartments text[] COLLATE "C" NOT NULL,
    need_agencies text[] COLLATE "C"
);

-- The items as they stand, and who may see them now (projections/holding.py).
CREATE TABLE review_items (
    item_id uuid PRIMARY KEY,
    folded text NOT NULL
);
CREATE TABLE review_holders (
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
