-- Indexes that questions use and the folding does not: a rebuild makes them when the rows are there.
CREATE INDEX IF NOT EXISTS cooperation_past_positions ON cooperation_past (until_position, from_position);
