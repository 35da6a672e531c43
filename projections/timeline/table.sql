-- One row per event of a case; only erasure changes it, and corrections point at what they correct.
CREATE TABLE timeline_entries (
    position bigint PRIMARY KEY,
    case_id uuid NOT NULL,
    event_id uuid NOT NULL,
    stream_id uuid NOT NULL, -- of the request, follow-up, item or investigation that it happened to
    request_id uuid,
    followup_id uuid,
    item_id uuid,
    review_id uuid,
    kind text COLLATE "C" NOT NULL,
    category text COLLATE "C" NOT NULL,
    from_agency_id text COLLATE "C",
    to_agency_id text COLLATE "C",
    agencies text[] COLLATE "C" NOT NULL,
    sort_at timestamptz NOT NULL, -- occurred_from, or infinity: the undated come last
    occurred_from timestamptz,
    occurred_until timestamptz,
    occurred_precision text COLLATE "C" NOT NULL,
    occurred_tz text COLLATE "C" NOT NULL,
    recorded_at timestamptz NOT NULL,
    actor_id text COLLATE "C" NOT NULL,
    actor_kind text COLLATE "C" NOT NULL,
    actor_agency_id text COLLATE "C",
    actor_unit_id text COLLATE "C",
    channel text COLLATE "C" NOT NULL,
    external_ref text,
    summary_arguments text NOT NULL, -- a JSON object
    entry_text text, -- empty where all that was written is blank, NULL where nothing was written or it is erased
    is_erased boolean NOT NULL,
    is_system boolean NOT NULL,
    cycle integer,
    corrects uuid,
    private_to text COLLATE "C", -- the only agency that sees it: of drafts, and of what was said of them
    seen_by text[] COLLATE "C", -- of those who may see the item, the only ones to be told; null for all of them
    then_rank smallint NOT NULL, -- of its marking when it was recorded, see projections/need_to_know.py
    then_compartments text[] COLLATE "C" NOT NULL,
    then_red boolean NOT NULL,
    is_of_compartment boolean NOT NULL, -- it tells that there is a compartment, and who holds it
    is_guarded boolean NOT NULL, -- of a request whose readers stand in the access ledger (domain/marking.py)
    need_request uuid, -- the request that has to be seen for this, where not every member sees it
    need_item uuid, -- the item that has to be seen for this
    need_part uuid, -- the part of a review, or the follow-up, that it is of: in timeline_needs, null for none
    item_ids uuid[] -- items that it names beside its own, each for those who see it; null for none
);
-- Who took part in a case and when it was operational: a few of many entries (projections/timeline/contacts.py).
CREATE INDEX timeline_entries_phases ON timeline_entries (case_id) WHERE kind IN (
    'investigation.InvestigationOpened', 'investigation.PartnerJoined', 'investigation.PartnerLeft',
    'investigation.OperationalPhaseStarted', 'investigation.InvestigationReopened',
    'investigation.PostOperationalPhaseEntered', 'investigation.InvestigationClosed'
);

-- Which events correct an entry: what is shown of it beside itself.
CREATE TABLE timeline_corrections (
    position bigint PRIMARY KEY,
    case_id uuid NOT NULL,
    corrects uuid NOT NULL,
    event_id uuid NOT NULL,
    private_to text COLLATE "C",
    need_request uuid
);

-- The parties of each request: who an event of it runs between, and who sees a request that precedes any investigation.
CREATE TABLE timeline_requests (
    request_id uuid PRIMARY KEY,
    investigation_id uuid,
    requesting_agency_id text COLLATE "C" NOT NULL,
    requested_agency_id text COLLATE "C" NOT NULL,
    asked_agencies text[] COLLATE "C" NOT NULL, -- the requested agency and those that passed it on; none of a draft
    is_sent boolean NOT NULL,
    cycle integer NOT NULL,
    need_rank smallint NOT NULL, -- of its marking; the need columns are those of the board's requests
    need_compartments text[] COLLATE "C" NOT NULL,
    need_agencies text[] COLLATE "C"
);

-- Follow-ups that grew out of what not every member sees.
CREATE TABLE timeline_followups (
    followup_id uuid PRIMARY KEY,
    need_request uuid,
    need_item uuid
);

-- The items as they stand, and who may see them now (projections/holding.py).
CREATE TABLE timeline_items (
    item_id uuid PRIMARY KEY,
    folded text NOT NULL
);
CREATE TABLE timeline_holders (
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
CREATE INDEX timeline_holders_named ON timeline_holders (agency_id, investigation_id) WHERE persons <> '{}';

-- What has to be met to see parts of reviews and follow-ups of recommendations, a row for each need (projections/entry_needs.py).
CREATE TABLE timeline_needs (
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
