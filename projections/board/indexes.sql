-- Indexes that questions use and the folding does not: a rebuild makes them when the rows are there.
CREATE INDEX IF NOT EXISTS requests_due ON requests (sort_due, request_id);
CREATE INDEX IF NOT EXISTS requests_case ON requests (investigation_id, sort_due, request_id) INCLUDE (state, is_sent, requesting_agency_id,
    need_rank, need_compartments, need_agencies);
CREATE INDEX IF NOT EXISTS requests_newest ON requests (opened_position DESC);
-- What waits for an agency, by what is due first (projections/desk/statements.py); the conditions stand there word by word.
CREATE INDEX IF NOT EXISTS requests_asked_of ON requests (requested_agency_id, sort_due, opened_at, request_id)
    WHERE state IN ('SENT', 'RECEIVED', 'ACKNOWLEDGED', 'ACCEPTED', 'IN_EXECUTION') AND NOT awaiting_clarification;
CREATE INDEX IF NOT EXISTS requests_asked_by ON requests (requesting_agency_id, sort_due, opened_at, request_id)
    WHERE state IN ('DRAFT', 'ANSWERED', 'REFUSED') OR awaiting_clarification;
CREATE INDEX IF NOT EXISTS requests_reminded ON requests (requesting_agency_id, sort_due, opened_at, request_id)
    WHERE reminded_at IS NOT NULL;
CREATE INDEX IF NOT EXISTS requests_asking ON requests (requesting_agency_id, sort_due, request_id) WHERE investigation_id IS NULL;
CREATE INDEX IF NOT EXISTS clocks_to_breach ON clocks (effective_due) WHERE is_breach_to_record;
CREATE INDEX IF NOT EXISTS clocks_to_warn ON clocks (warn_at) WHERE is_warning_to_raise;
