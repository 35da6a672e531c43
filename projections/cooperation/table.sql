-- One row per request cycle as it stands: milestones, durations between such of them as are exactly known, limits.
CREATE TABLE cooperation_cycles (
    request_id uuid NOT NULL,
    cycle integer NOT NULL,
    investigation_id uuid,
    requesting_agency_id text COLLATE "C" NOT NULL,
    requesting_unit_id text COLLATE "C",
    requested_agency_id text COLLATE "C" NOT NULL, -- to whom it was sent, or passed on last
    unit_id text COLLATE "C", -- of the requested agency, which has it
    instrument text COLLATE "C" NOT NULL,
    crime_area text COLLATE "C" NOT NULL,
    urgency text COLLATE "C" NOT NULL,
    need_rank smallint NOT NULL, -- of its marking, as projections/need_to_know.py compares it
    need_compartments text[] COLLATE "C" NOT NULL,
    need_agencies text[] COLLATE "C",
    sent_at timestamptz NOT NULL, -- of later cycles: reopened
    received_at timestamptz, -- the first receipt; of later cycles: reopened
    acknowledged_at timestamptz, -- by its own event
    taken_up_at timestamptz, -- by that, or by any act that implies it
    assigned_at timestamptz,
    decided_at timestamptz,
    replied_at timestamptz, -- the first interim or final reply, or refusal
    finished_at timestamptz, -- the final reply, or refusal of all
    withdrawn_at timestamptz,
    closed_at timestamptz,
    authorisation_sought_at timestamptz,
    fed_back_at timestamptz,
    waiting_since timestamptz, -- receipt, where it is exactly known and nobody has answered yet
    receipt_s double precision,
    acknowledgement_s double precision,
    taking_up_s double precision,
    assignment_s double precision,
    decision_s double precision,
    reply_s double precision,
    response_s double precision,
    response_net_s double precision,
    requester_wait_s double precision, -- of cycles with a clarification: while the asking side held it
    requested_wait_s double precision, -- and the rest of the response time
    lost_s double precision, -- of misrouted ones: from the first receipt to the arrival at the final unit
    outcome text COLLATE "C",
    is_refused boolean NOT NULL,
    grounds text[] COLLATE "C" NOT NULL,
    clarifications integer NOT NULL,
    redirections integer NOT NULL,
    is_misrouted boolean NOT NULL,
    usefulness smallint,
    ack_due timestamptz,
    response_due timestamptz, -- while the reply is outstanding and the clock does not rest
    response_base_due timestamptz, -- without pauses and extensions
    is_on_time_net boolean, -- null while unanswered, without a limit, or where the time is not exactly known
    is_on_time_gross boolean,
    overdue_from timestamptz, -- the earliest of its running limits
    from_position bigint NOT NULL, -- since this event it stands so
    from_at timestamptz NOT NULL -- since this moment of the world
);
CREATE INDEX cooperation_cycles_request ON cooperation_cycles (request_id);

-- How cycles stood before: from one position, and moment of the world, to the next. Rows are added and never change.
CREATE TABLE cooperation_past (
    LIKE cooperation_cycles,
    until_position bigint NOT NULL,
    until_at timestamptz NOT NULL
);

-- How requests stood from moment to moment of the world whose steps were recorded in another order than they happened.
CREATE TABLE cooperation_as_it_was (
    LIKE cooperation_cycles,
    until_at timestamptz NOT NULL
);
ALTER TABLE cooperation_as_it_was DROP COLUMN from_position;
CREATE INDEX cooperation_as_it_was_request ON cooperation_as_it_was (request_id);

-- What the folding needs to go on: the steps of each request, without a word of what was written.
CREATE TABLE cooperation_courses (
    request_id uuid PRIMARY KEY,
    folded text COLLATE "C" NOT NULL
);
-- Written far more often than read: what compressing it would cost is more than all else of its row.
ALTER TABLE cooperation_courses ALTER COLUMN folded SET STORAGE EXTERNAL;
