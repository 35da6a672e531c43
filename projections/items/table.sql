-- One row per item: what is the same for all who may see it.
CREATE TABLE items (
    item_id uuid PRIMARY KEY,
    investigation_id uuid NOT NULL,
    kind text COLLATE "C" NOT NULL,
    originator_agency_id text COLLATE "C" NOT NULL,
    title text NOT NULL,
    provenance text NOT NULL,
    purpose text NOT NULL,
    legal_basis text NOT NULL,
    crime_area text COLLATE "C",
    content_sha256 text COLLATE "C" NOT NULL,
    size_bytes bigint,
    media_type text COLLATE "C",
    content_id uuid, -- of the content that is kept here
    has_content boolean NOT NULL,
    retention text COLLATE "C",
    review_on date,
    erase_on date,
    is_held boolean NOT NULL, -- a legal hold forbids to erase it
    is_erased boolean NOT NULL,
    erased_at timestamptz,
    erasure_reason text COLLATE "C",
    erasure_explanation text,
    registered_at timestamptz NOT NULL,
    version bigint NOT NULL
);
CREATE INDEX items_to_erase ON items (erase_on) WHERE NOT is_erased;

-- What the folding needs to go on, as JSON; nobody is answered from it.
CREATE TABLE item_states (
    item_id uuid PRIMARY KEY,
    folded text NOT NULL
);

-- Who may see which item now (projections/holding.py), with the conditions that bind that agency.
CREATE TABLE item_holders (
    item_id uuid NOT NULL,
    investigation_id uuid NOT NULL,
    agency_id text COLLATE "C" NOT NULL,
    is_owner boolean NOT NULL,
    need_rank smallint NOT NULL,
    need_compartments text[] COLLATE "C" NOT NULL,
    is_red boolean NOT NULL,
    persons text[] COLLATE "C" NOT NULL,
    tlp text COLLATE "C",
    handling text[] COLLATE "C" NOT NULL,
    handling_text text,
    pap text COLLATE "C",
    classification text COLLATE "C",
    request_ids uuid[] NOT NULL, -- what it answers, as far as this agency knows
    is_spontaneous boolean NOT NULL, -- given to it without a request
    since timestamptz NOT NULL,
    since_position bigint NOT NULL, -- of its being given, for the originator of its registration
    updated_at timestamptz NOT NULL,
    version bigint NOT NULL, -- by which this agency knows it
    position bigint NOT NULL, -- its last event that this agency may know of
    PRIMARY KEY (item_id, agency_id)
);
CREATE INDEX item_holders_case ON item_holders (investigation_id, agency_id, since_position);

-- Every agency that was ever given the item, and what became of its copy.
CREATE TABLE item_copies (
    item_id uuid NOT NULL,
    agency_id text COLLATE "C" NOT NULL,
    from_agency_id text COLLATE "C" NOT NULL,
    standing text COLLATE "C" NOT NULL,
    persons text[] COLLATE "C" NOT NULL,
    request_ids uuid[] NOT NULL,
    is_spontaneous boolean NOT NULL,
    given_at timestamptz NOT NULL,
    confirmed_at timestamptz,
    recalled_at timestamptz,
    returned_at timestamptz,
    kept_because text,
    PRIMARY KEY (item_id, agency_id)
);

-- Whom each holder passed the item on to: what it knows of others' copies, whoever gave them theirs first.
CREATE TABLE item_passings (
    item_id uuid NOT NULL,
    agency_id text COLLATE "C" NOT NULL,
    by_agency_id text COLLATE "C" NOT NULL,
    given_at timestamptz NOT NULL,
    PRIMARY KEY (item_id, by_agency_id, agency_id)
);

CREATE TABLE item_evaluations (
    item_id uuid NOT NULL,
    agency_id text COLLATE "C" NOT NULL,
    scheme text COLLATE "C" NOT NULL,
    source_code text COLLATE "C" NOT NULL,
    information_code text COLLATE "C" NOT NULL,
    evaluated_at timestamptz NOT NULL,
    PRIMARY KEY (item_id, agency_id)
);

CREATE TABLE item_restrictions (
    item_id uuid NOT NULL,
    restriction_id uuid NOT NULL,
    by_agency_id text COLLATE "C" NOT NULL,
    own_use_only boolean NOT NULL,
    tlp text COLLATE "C",
    handling text[] COLLATE "C" NOT NULL,
    handling_text text,
    pap text COLLATE "C",
    classification text COLLATE "C",
    compartments text[] COLLATE "C" NOT NULL,
    recipients text[] COLLATE "C", -- the only agencies that may still see it
    reason text NOT NULL,
    imposed_at timestamptz NOT NULL,
    lifted_at timestamptz,
    PRIMARY KEY (item_id, restriction_id)
);

-- What a recipient is to confirm. The need columns: of the item as that agency could see it last before.
CREATE TABLE item_obligations (
    item_id uuid NOT NULL,
    investigation_id uuid NOT NULL,
    item_kind text COLLATE "C" NOT NULL,
    originator_agency_id text COLLATE "C" NOT NULL,
    kind text COLLATE "C" NOT NULL,
    obligation_id uuid NOT NULL, -- of the restriction or recall; of a receipt the item's
    agency_id text COLLATE "C" NOT NULL, -- that is to confirm
    since timestamptz NOT NULL, -- when it occurred, where that is known
    recorded_since timestamptz NOT NULL,
    since_position bigint NOT NULL,
    confirmed_at timestamptz,
    ended_at timestamptz, -- lifted, or taken back, before it was confirmed
    reminded_at timestamptz,
    listed_at timestamptz, -- as an exception: not confirmed in time, or its agency left
    is_owner boolean NOT NULL, -- false: of the agency that confirms
    need_rank smallint NOT NULL,
    need_compartments text[] COLLATE "C" NOT NULL,
    is_red boolean NOT NULL,
    persons text[] COLLATE "C" NOT NULL,
    PRIMARY KEY (item_id, kind, obligation_id, agency_id)
);
CREATE INDEX item_obligations_of_agency ON item_obligations (agency_id, since_position)
    WHERE confirmed_at IS NULL AND ended_at IS NULL;
CREATE INDEX item_obligations_of_item ON item_obligations (item_id, since_position, agency_id)
    WHERE confirmed_at IS NULL AND ended_at IS NULL;
CREATE INDEX item_obligations_listed ON item_obligations (originator_agency_id, listed_at)
    WHERE listed_at IS NOT NULL AND confirmed_at IS NULL AND ended_at IS NULL;

-- What an originator was asked to agree to, and what it answered.
CREATE TABLE item_consents (
    item_id uuid NOT NULL,
    investigation_id uuid NOT NULL,
    consent_id uuid NOT NULL,
    kind text COLLATE "C" NOT NULL,
    originator_agency_id text COLLATE "C" NOT NULL,
    by_agency_id text COLLATE "C" NOT NULL,
    to_agency_id text COLLATE "C",
    purpose text NOT NULL, -- or the proceedings
    asked_at timestamptz NOT NULL,
    asked_position bigint NOT NULL,
    outcome text COLLATE "C",
    answered_at timestamptz,
    valid_until date,
    answer text, -- conditions, or the reason why not
    PRIMARY KEY (item_id, consent_id)
);
CREATE INDEX item_consents_open ON item_consents (originator_agency_id, asked_position) WHERE outcome IS NULL;
