-- Indexes that questions use and the folding does not: a rebuild makes them when the rows are there.
CREATE INDEX IF NOT EXISTS cooperation_past_positions ON cooperation_past (until_position, from_position);
-- The cycles of an investigation, and of those requests that precede any.
CREATE INDEX IF NOT EXISTS cooperation_cycles_case ON cooperation_cycles (investigation_id);
CREATE INDEX IF NOT EXISTS cooperation_past_case ON cooperation_past (investigation_id);
